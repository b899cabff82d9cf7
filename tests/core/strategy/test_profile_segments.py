from core import strategy
from core.strategy import ProfileEdit
from core.tables.values import Segment
from core.vocab import Engine


def test_ideas_are_new_each_has_its_reason_and_nothing_is_kept(ws) -> None:
    kept = ws.profile.segments

    ideas = strategy.find_segments(ws)

    assert ideas.segments
    assert all(one.why for one in ideas.segments)
    assert {one.name for one in kept}.isdisjoint(one.name for one in ideas.segments)
    assert ideas.ai.engine is Engine.OFFLINE
    assert ideas.ai.prompt_id == "segments"
    assert ws.profile.segments == kept


def test_what_stands_in_the_editor_counts_as_named(ws) -> None:
    first = strategy.find_segments(ws, ()).segments[0]

    again = strategy.find_segments(ws, (Segment(name=f" {first.name.upper()} "),))

    assert first.name.casefold() not in {one.name.casefold() for one in again.segments}


def test_the_suggestions_of_the_planner_are_the_same_ones(ws) -> None:
    strategy.save_profile(ws, ProfileEdit(segments=()))
    assert strategy.suggest_segments(ws) == strategy.find_segments(ws).segments
