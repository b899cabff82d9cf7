"""Where a business's texts come from: its own AI endpoint, the server's, or the offline writer."""

from core.provider.check import check_endpoint
from core.provider.read import EndpointView, Provider, Source, read_provider
from core.provider.reseal import reseal_key
from core.provider.save import EndpointEdit, forget_endpoint, save_endpoint

__all__ = [
    "EndpointEdit",
    "EndpointView",
    "Provider",
    "Source",
    "check_endpoint",
    "forget_endpoint",
    "read_provider",
    "reseal_key",
    "save_endpoint",
]
