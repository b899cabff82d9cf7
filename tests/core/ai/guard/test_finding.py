from core.ai.guard.finding import Finding, in_words


def test_many_findings_are_summed_up() -> None:
    many = [Finding("price", f"${n}") for n in range(5)]
    assert in_words(many) == "a price (“$0”), a price (“$1”) and 3 more"
    assert in_words(many[:1]) == "a price (“$0”)"
    assert in_words([]) == ""
