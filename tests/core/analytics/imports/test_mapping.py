from dataclasses import replace

import pytest

from core.analytics.imports.mapping import DateStyle, Field, Mapping
from core.errors import Invalid

USABLE = Mapping("facebook", {Field.PUBLISHED_AT: "date", Field.LIKES: "likes"})


def test_changing_makes_a_new_mapping() -> None:
    changed = USABLE.changed(Field.LIKES, "reactions").changed(Field.PUBLISHED_AT, None)
    assert changed.fields == {Field.LIKES: "reactions"}
    assert USABLE.fields == {Field.PUBLISHED_AT: "date", Field.LIKES: "likes"}


@pytest.mark.parametrize(
    ("column", "denominator"),
    [
        ("Lifetime Post Total Reach", "reach"),
        ("Total Impressions", "impressions"),
        ("Successful Deliveries", "deliveries"),
        ("Total Recipients", "recipients"),
        ("Unique Opens", "opens"),
        ("Plays", "plays"),
        ("column 7", "views"),
        (None, None),
    ],
)
def test_the_denominator_is_what_the_column_counts(column: str | None, denominator: str | None) -> None:
    assert USABLE.changed(Field.VIEWS, column).denominator == denominator


def test_a_usable_mapping_passes() -> None:
    USABLE.check()


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        (Mapping("facebook", {Field.LIKES: "likes"}), "published_at"),
        (Mapping("facebook", {Field.PUBLISHED_AT: "date"}), "likes"),
        (Mapping("facebook", {Field.MONTH: "m", Field.LIKES: "l"}, DateStyle.PARTS, year=2014), "month"),
        (
            Mapping("x", {Field.MONTH: "m", Field.WEEKDAY: "w", Field.HOUR: "h", Field.LIKES: "l"}, DateStyle.PARTS),
            "year",
        ),
        (replace(USABLE, zone="Mars/Olympus"), "zone"),
        (replace(USABLE, zone="../etc"), "zone"),
    ],
)
def test_a_mapping_that_could_give_no_post_is_refused(mapping: Mapping, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        mapping.check()
    assert refused.value.field == field
