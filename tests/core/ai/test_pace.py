from core.ai.pace import Pace


def test_each_person_has_a_minute_of_their_own() -> None:
    pace = Pace(1)
    assert [pace.allows(who, at) for who, at in (("ana", 0), ("ben", 1), ("ana", 59), ("ana", 60), ("ben", 61))] == [
        True,
        True,
        False,
        True,
        True,
    ]
