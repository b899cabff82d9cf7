"""The wording of each prompt is locked: whoever changes a byte raises the version and adds a line to the lock.

``tests/data/prompts.lock`` keeps every version that ever went out, so that a stored fingerprint can be told.
"""

import pytest

from tests.core.ai.production import CORE, prompts

LOCK = CORE.parent / "tests" / "data" / "prompts.lock"
PROMPTS = prompts()


def locked() -> list[tuple[str, int, str]]:
    lines = (line.split() for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(name, int(version), fingerprint) for name, version, fingerprint in lines]


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_changed_words_carry_a_new_version(prompt) -> None:
    wording = prompt.wording
    line = (prompt.id, wording.version, wording.hash)
    assert line in locked(), f"raise the version in {prompt.id}.md and add: {' '.join(map(str, line))}"
    assert wording.version == max(version for name, version, _ in locked() if name == prompt.id)


def test_no_version_means_two_texts() -> None:
    versions = [(name, version) for name, version, _ in locked()]
    assert len(versions) == len(set(versions))


def test_every_wording_file_is_somebody_s() -> None:
    assert {path.stem for path in CORE.rglob("prompts/*.md")} == {prompt.id for prompt in PROMPTS}


def test_two_prompts_never_share_a_name() -> None:
    files = [path.stem for path in CORE.rglob("prompts/*.md")]
    assert len(files) == len(set(files))
