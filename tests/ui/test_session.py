"""What a run of the script keeps for itself; who is here is tested through the screens, in tests/pages/test_gate.py."""

from ui import session


def test_what_stands_beside_a_screen_is_drawn_once_a_run_and_never_outside_one() -> None:
    drawn: list[str] = []
    with session.one_look():
        session.keep_for_later(lambda: drawn.append("sidebar"))
        assert not drawn, "the heading comes first"
        session.beside()
        session.beside()
    assert drawn == ["sidebar"]
    session.keep_for_later(lambda: drawn.append("a fragment's own run"))
    session.beside()
    assert drawn == ["sidebar"]


def test_a_run_that_failed_leaves_nothing_to_the_next() -> None:
    drawn: list[str] = []
    with session.one_look():
        session.keep_for_later(lambda: drawn.append("left over"))
    with session.one_look():
        session.beside()
    assert not drawn
