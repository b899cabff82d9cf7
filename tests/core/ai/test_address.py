"""What may be typed as an endpoint's address, and what may be dialled; each refusal says what to write instead."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ai.address import LONGEST, NEVER, checked_url, is_local_name, may_dial
from core.ai.endpoint import Reach
from core.errors import Invalid

LOCAL = ["http://localhost:11434/v1", "http://127.0.0.1:1234/v1", "http://ollama:11434/v1", "http://192.168.1.20:8000"]
LOCAL += ["http://[::1]:8000/v1", "https://gpu.lan/v1", "http://gpu.home.arpa", "http://10.0.0.5/v1"]
PUBLIC = ["https://api.openai.com/v1", "https://openrouter.ai/api/v1", "https://api.groq.com/openai/v1"]
PUBLIC += ["https://mine.openai.azure.com/openai/v1", "https://8.8.8.8:8443/v1", "https://[2606:4700::1111]/v1"]


@pytest.mark.parametrize("url", PUBLIC)
@pytest.mark.parametrize("reach", ["local", "public"])
def test_public_addresses_are_taken_as_they_are(url: str, reach: Reach) -> None:
    assert checked_url(f" {url}/ ", reach) == url


@pytest.mark.parametrize("url", LOCAL)
def test_local_addresses_are_for_those_who_may(url: str) -> None:
    assert checked_url(url, "local") == url
    with pytest.raises(Invalid, match="public addresses") as refused:
        checked_url(url, "public")
    assert refused.value.field == "base_url"


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "100.100.100.200", "224.0.0.1"])
@pytest.mark.parametrize("reach", ["local", "public"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_where_clouds_keep_their_secrets_nobody_may_look(scheme: str, host: str, reach: Reach) -> None:
    with pytest.raises(Invalid, match="clouds keep"):
        checked_url(f"{scheme}://{host}/v1", reach)


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("", "full address"),
        ("api.openai.com/v1", "full address"),
        ("file:///etc/passwd", "full address"),
        ("gopher://x", "full address"),
        ("https://", "full address"),
        ("https:///v1", "full address"),
        ("https://a b/v1", "full address"),
        ("https://a\nb/v1", "full address"),
        ("https://host:99999/v1", "full address"),
        ("https://host:x/v1", "full address"),
        ("https://[::1/v1", "full address"),
        ("https://ex<b>am.com", "full address"),
        ("https://example.com/v1;rm", "full address"),
        ("https://" + "a" * LONGEST + ".com", "too long"),
        ("https://me:pass@api.openai.com/v1", "a field of its own"),
        ("https://sk-1@api.openai.com/v1", "a field of its own"),
        ("https://api.openai.com/v1?key=1", "Leave out what follows"),
        ("https://api.openai.com/v1?", "Leave out what follows"),
        ("https://api.openai.com/v1#x", "Leave out what follows"),
        ("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1 is enough"),
        ("https://api.openai.com/v1/responses", "https://api.openai.com/v1 is enough"),
        ("http://api.openai.com/v1", "Use https://api.openai.com/v1"),
        ("http://8.8.8.8/v1", "Use https://8.8.8.8/v1"),
    ],
)
def test_what_cannot_be_an_endpoint_is_refused_with_its_remedy(url: str, remedy: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_url(url, "local")
    assert remedy in refused.value.message
    assert refused.value.field == "base_url"
    assert "pass@" not in refused.value.message


@given(st.text(max_size=60))
def test_anything_typed_is_kept_or_refused(text: str) -> None:
    for typed in (text, f"https://{text}", f"http://{text}/v1"):
        try:
            kept = checked_url(typed, "public")
        except Invalid:
            continue
        assert kept.startswith("https://")
        assert not is_local_name(kept[8:].split("/")[0].split(":")[0])
        assert checked_url(kept, "public") == kept


@given(st.ip_addresses())
def test_each_reach_is_within_the_next(address) -> None:
    if may_dial(address, "public"):
        assert may_dial(address, "local")
        assert address.is_global
    assert may_dial(address, "anywhere")


@pytest.mark.parametrize("net", NEVER, ids=str)
def test_an_address_in_disguise_is_seen_through(net) -> None:
    for address in (net[0], net[-1]):
        assert not may_dial(address, "local")
        if address.version == 4:
            assert not may_dial(ip_address(f"::ffff:{address}"), "local")
            assert not may_dial(ip_address(int(ip_address("64:ff9b::")) + int(address)), "local")
            assert not may_dial(ip_address(int(ip_address("2002::")) + (int(address) << 80)), "local")


@pytest.mark.parametrize("host", ["::ffff:127.0.0.1", "::1", "0.0.0.0", "100.64.0.1", "fc00::1", "64:ff9b::7f00:1"])  # noqa: S104
def test_a_local_address_is_local_however_it_is_written(host: str) -> None:
    assert may_dial(ip_address(host), "local")
    assert not may_dial(ip_address(host), "public")
