"""Where a business's texts come from: its own AI endpoint, the server's, or the offline writer."""

from core.provider.check import check_endpoint
from core.provider.read import EndpointView, Provider, Source, read_provider
from core.provider.reseal import reseal_key
from core.provider.save import EndpointEdit, forget_endpoint, save_endpoint
from core.provider.server import ServerCheck, check_server_endpoint, last_server_check

__all__ = [
    "EndpointEdit",
    "EndpointView",
    "Provider",
    "ServerCheck",
    "Source",
    "check_endpoint",
    "check_server_endpoint",
    "forget_endpoint",
    "last_server_check",
    "read_provider",
    "reseal_key",
    "save_endpoint",
]
