"""Who gets which version: by chance, always the same one in one trial, and nobody two."""

from collections import Counter
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from core.audience import SHARES, part_of

SPACE = UUID(int=1)
shares = st.sampled_from(SHARES)


@given(st.uuids(), st.uuids(), shares)
def test_one_person_is_in_one_part_of_a_trial_for_good(trial: UUID, person: UUID, share: int) -> None:
    part = part_of(trial, person, share)
    assert part in {"a", "b", "rest"}
    assert part_of(UUID(str(trial)), UUID(str(person)), share) == part
    assert share < 50 or part != "rest"


@given(st.uuids(), st.uuids(), shares, shares)
def test_a_smaller_share_only_takes_people_out_of_version_a(trial: UUID, person: UUID, one: int, two: int) -> None:
    small, large = sorted((one, two))
    assert part_of(trial, person, small) != "a" or part_of(trial, person, large) == "a"


@given(st.uuids(), shares)
def test_parts_are_as_large_as_was_asked_for(trial: UUID, share: int) -> None:
    found = Counter(part_of(trial, uuid5(SPACE, str(number)), share) for number in range(4000))
    wanted = 40 * share
    spread = (wanted * (1 - share / 100)) ** 0.5
    assert abs(found["a"] - wanted) < 6 * spread
    assert abs(found["b"] - wanted) < 6 * spread


@given(st.uuids(), st.uuids())
def test_another_trial_draws_anew(trial: UUID, other: UUID) -> None:
    people = [uuid5(SPACE, str(number)) for number in range(400)]
    same = sum(part_of(trial, one, 50) == part_of(other, one, 50) for one in people)
    assert same == 400 if trial == other else 120 < same < 280
