import pytest

from core.ai.ladder import Footing, Ladder


@pytest.mark.parametrize(
    ("at", "says", "below"),
    [
        (Footing(), "response_format is not supported", Footing("json_object")),
        (Footing("json_object"), "Structured Outputs are not available", Footing("prompt")),
        (Footing("prompt"), "response_format", None),
        (Footing(), "unknown field: max_completion_tokens", Footing("json_schema", "max_tokens")),
        (Footing("prompt", "max_tokens"), "max_tokens is too large", Footing("prompt", "")),
        (Footing("prompt", ""), "max_tokens", None),
        (Footing(), "the prompt is too long", None),
    ],
)
def test_a_step_down_is_for_the_feature_that_is_named(at: Footing, says: str, below: Footing | None) -> None:
    assert at.lower(says) == below


def test_two_refusals_of_the_same_question_take_one_step() -> None:
    ladder = Ladder()
    for _ in range(2):
        assert ladder.stepped_down("here m", Footing(), "json_schema is not supported")
    assert ladder.footing("here m") == Footing("json_object")
    assert ladder.footing("there m") == Footing()
    assert not ladder.stepped_down("here m", Footing("prompt", ""), "json_schema")


@pytest.mark.parametrize(
    "says",
    [
        "Invalid content type. image_url is only supported by certain models.",
        "At most 0 image(s) may be provided in one request.",
        "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
        "No endpoints found that support image input",
        "messages[1].content must be a string",
        "unknown variant `image_url`, expected `text`",
    ],
)
def test_a_model_without_eyes_is_known_by_its_words_and_only_where_it_was_shown_a_picture(says: str) -> None:
    assert Footing().lower(says, shown=True) == Footing(sees=False)
    assert Footing().lower(says) is None
    assert Footing(sees=False).lower(says, shown=True) is None
