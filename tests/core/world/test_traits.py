import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vocab import PostType
from core.world.traits import PostTraits

some_traits = st.builds(
    PostTraits,
    channel=st.sampled_from(["instagram", "linkedin", "email", "sms", "facebook", "unheard of"]),
    type=st.sampled_from(PostType),
    hour=st.integers(0, 23),
    weekday=st.integers(0, 6),
    text_length=st.integers(0, 5000),
    hashtags=st.integers(0, 30),
    followers=st.integers(0, 5_000_000),
    recent_posts=st.integers(0, 60),
    paid=st.booleans(),
    topic=st.text(max_size=12),
)


@given(some_traits)
def test_traits_survive_json(traits: PostTraits) -> None:
    assert PostTraits.from_json(json.loads(json.dumps(traits.to_json()))) == traits


def test_unknown_types_are_refused() -> None:
    stored = PostTraits("sms", PostType.TEXT, 9, 0, 120, 0, 500, 1).to_json()
    with pytest.raises(ValueError, match="hologram"):
        PostTraits.from_json({**stored, "type": "hologram"})
