import pytest

from core.ai.guard.markup import forbidden, hidden


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f373 \u2764\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u05e9\u05dc\u05d5\u05dd\u200f (1)",
        "\u041f\u0440\u0438\u0432\u0435\u0442, Leeds",
        "5 \u03bcm, caf\u00e9\nand tab\t.",
    ],
)
def test_honest_invisible_characters_are_left_alone(text: str) -> None:
    assert list(hidden(text)) == []


@pytest.mark.parametrize("text", ["a\u200db", "a\u200cb", "a\u200fb", "x\U000e0041", "\u200d", "p\u0430y", "a\x00b"])
def test_others_are_found(text: str) -> None:
    assert [one.kind for one in hidden(text)] == ["hidden"]


@pytest.mark.parametrize(
    "text", ["3 < 5 and 7 > 2", "Bread & butter", "(yes) [sic]", "a_b_c", "#FreshBread", "C# and *"]
)
def test_plain_marks_are_no_markup(text: str) -> None:
    assert list(forbidden(text)) == []
