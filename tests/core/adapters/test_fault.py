from datetime import UTC, datetime

import pytest

from core.adapters.fault import asked_to_wait, status_fault

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "9", "retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Mon, 02 Mar 2026 08:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 02 Mar 2026 09:00:10 -0000"}, 10.0),
    ],
)
def test_how_long_it_asks_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_to_wait(headers, NOW) == seconds


def test_the_words_of_the_endpoint_are_kept_for_the_ladder() -> None:
    assert (
        status_fault(400, '{"error": {"message": "no json_schema"}}', {}, NOW).says == '{"message": "no json_schema"}'
    )
    assert status_fault(400, "no json_schema", {}, NOW).says == "no json_schema"
    assert status_fault(400, "[1]", {}, NOW).says == "[1]"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429, 500])
def test_every_status_has_words_for_a_person(status: int) -> None:
    assert status_fault(status, "", {}, NOW).words.startswith("The AI endpoint")
