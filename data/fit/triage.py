# ruff: noqa: INP001, PLR0917, S311
"""Fit what holds for messages to any business, and write it to ``data/triage.npz``: coefficients only.

    python data/fit/triage.py DIR

The trust in a match is fitted on episodes: some questions of a data set are taught with a few phrasings each, as many
messages without an answer are asked as with one, and a logistic regression weighs the evidence. Spam and trouble are
two linear models over hashed words and letters. Words are known by their hash alone, and many share each, so that
no text can be read back. ``python -m bench.triage`` measures it with each data set left out in turn.
"""

import random
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.backends import lookup, offline_embedder
from core.messaging import evidence as pieces
from core.messaging.background import BUCKETS, FILE, Background
from core.messaging.evidence import NAMES, evidence, teach
from core.messaging.faq import OUT_OF_SCOPE_SHARE
from core.messaging.leanings import FIGURES, WIDTH, figures, hashed
from core.messaging.words import plain, spelled
from data.fit import messages
from data.fit.messages import Asked, Examples

Floats = NDArray[Any]
Episode = tuple[Examples, Asked]
Seen = tuple[Floats, Floats, Floats]
"""Of messages the evidence, whether the closest FAQ is right, and whether any is."""
RIDGE, WEIGHT = 60.0, 2000.0
"""Each data set counts as so many messages."""
ROUNDS = 10
SCALE, CROSS_SCALE = 8.0, 4.0
SPAM_COUNTS, SHRINK, CROSS_SHRINK = 3.0, 1e-4, 1e-3
FROM = [
    "Banking77, CC BY 4.0 (Casanueva et al. 2020)",
    "CLINC150, CC BY 3.0 (Larson et al. 2019)",
    "HINT3, ODbL 1.0, contents DbCL 1.0 (Arora et al. 2020)",
    "Twitter customer care, Apache-2.0 (Ganhotra et al. 2020)",
    "SMS Spam Collection, UCI 228, CC BY 4.0, doi 10.24432/C5CC84 (Almeida et al. 2011)",
    "YouTube Spam Collection, UCI 380, CC BY 4.0 (Alberto et al. 2015)",
    "GoEmotions, Apache-2.0 (Demszky et al. 2020)",
]


def episode(known: Examples, asked: Asked, about: Background) -> Seen:
    """Teach the phrasings and look at the evidence for what is asked."""
    keys = sorted(known)
    texts = [text for key in keys for text in known[key]]
    owners = np.repeat(np.arange(len(keys)), [len(known[key]) for key in keys])
    embed = offline_embedder().embed
    taught = teach(texts, owners, embed(texts), spelled(texts), about)
    said = [text for text, _ in asked]
    tops, rows = evidence(taught, said, embed(said), spelled(said))
    labels = np.array([keys.index(label) if label in known else -1 for _, label in asked])
    return rows, tops == labels, np.array([label is not None for _, label in asked])


def drawn(pool: Examples, dice: random.Random, faqs: int, shots: int, tests: int, others: Sequence[str]) -> Episode:
    """Random questions with a few phrasings each; as many messages without an answer as with one."""
    keys = dice.sample(sorted(pool), min(faqs, len(pool)))
    deck = {key: dice.sample(pool[key], min(len(pool[key]), shots + tests)) for key in keys}
    asked: Asked = [(text, key) for key in keys for text in deck[key][shots:]]
    asked = dice.sample(asked, min(len(asked), 300))
    foreign = [text for key in pool if key not in deck for text in pool[key]] + list(others)
    return {key: deck[key][:shots] for key in keys}, asked + [
        (text, None) for text in dice.sample(foreign, min(len(foreign), len(asked)))
    ]


def crowd(pool: Examples, seed: int, others: Sequence[str], strangers: Sequence[str]) -> Iterator[Episode]:
    """Small and large sets of FAQs from crowd-written questions, with some messages to other businesses."""
    dice = random.Random(seed)
    for _ in range(ROUNDS):
        known, asked = drawn(
            pool, dice, dice.choice([6, 9, 12, 16, 24, 40]), dice.choice([5, 6, 8, 10, 14]), 12, others
        )
        yield known, [*asked, *((text, None) for text in dice.sample(list(strangers), min(20, len(strangers))))]
    yield drawn(pool, dice, 100, 50, 8, others)


def bot(known: Examples, asked: Asked, seed: int) -> Iterator[Episode]:
    """A live bot with all it was taught, and with parts of it."""
    dice, full = random.Random(seed), sorted(key for key in known if len(known[key]) >= 5)
    yield known, asked
    for faqs in (12, 20, 30):
        some = {key: known[key] for key in dice.sample(full, min(faqs, len(full)))}
        yield some, [(text, label if label in some else None) for text, label in asked]


def rarity(sources: Iterable[Iterable[str]]) -> Floats:
    """The logarithm of one in how many texts has a word of each hash, each source counting alike."""
    shares = []
    for source in sources:
        texts, counts = 0, np.zeros(BUCKETS)
        for text in source:
            texts += 1
            counts[list({zlib.crc32(word.encode()) % BUCKETS for word in plain(text).split()})] += 1
        shares.append(counts / max(texts, 1))
    return np.asarray(-np.log(np.maximum(np.mean(shares, axis=0), 2e-5)), dtype=np.float32)


def trusted(sources: dict[str, list[Episode]], told: Floats) -> Background:
    """The logistic regression over all sources' episodes, each source weighing alike."""
    blank = Background(told, np.zeros(len(NAMES)), np.ones(len(NAMES)), np.zeros(len(NAMES) + 1))
    rows, right, weights = [], [], []
    for episodes in sources.values():
        seen = [episode(*one, blank) for one in episodes]
        found, good, inside = (np.concatenate([one[part] for one in seen]) for part in range(3))
        share = np.where(inside, (1 - OUT_OF_SCOPE_SHARE) / inside.sum(), OUT_OF_SCOPE_SHARE / (~inside).sum())
        rows.append(found)
        right.append(good & inside)
        weights.append(share * WEIGHT)
    table, y, w = np.vstack(rows), np.concatenate(right).astype(float), np.concatenate(weights)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled = np.column_stack([np.ones(len(table)), np.clip((table - middle) / spread, -4, 4)])
    return Background(told, middle, spread, _logistic(scaled, y, w))


def _logistic(rows: Floats, right: Floats, weights: Floats) -> Floats:
    """Ridge logistic regression by Newton's method (Bishop 2006, 4.3.3)."""
    beta, ridge = np.zeros(rows.shape[1]), RIDGE * np.eye(rows.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        slope = rows.T @ (weights * (chance - right)) + ridge @ beta
        step = np.linalg.solve((rows * (weights * chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
        beta -= step
        if float(np.abs(step).max()) < 1e-7:
            break
    return beta


def leaning(told: Sequence[tuple[str, bool]], *, scale: float, shrink: float, counts: float = 1.0) -> Floats:
    """A linear model over figures and hashed words and letters, by accelerated gradient descent."""
    rows = np.zeros((len(told), 1 + len(FIGURES) + WIDTH), dtype=np.float32)
    rows[:, 0] = 1
    for row, (text, _) in zip(rows, told, strict=True):
        places, signs = hashed(text)
        row[1 : 1 + len(FIGURES)] = figures(text)
        np.add.at(row, places + 1 + len(FIGURES), scale * signs)
    right = np.array([label for _, label in told], dtype=np.float32)
    share = np.where(right > 0, counts, 1).astype(np.float32)
    share /= share.sum()
    steep = np.ones(rows.shape[1], dtype=np.float32)
    for _ in range(15):
        steep = rows.T @ (share * (rows @ steep))
        size = float(np.linalg.norm(steep))
        steep /= size
    beta = before = np.zeros(rows.shape[1], dtype=np.float32)
    firm, speed = np.full(len(beta), shrink, dtype=np.float32), 1.0
    firm[0] = 0
    for _ in range(200):
        faster = (1 + (1 + 4 * speed**2) ** 0.5) / 2
        ahead = beta + np.float32((speed - 1) / faster) * (beta - before)
        speed, before = faster, beta
        chance = 1 / (1 + np.exp(-np.clip(rows @ ahead, -30, 30)))
        beta = ahead - (rows.T @ (share * (chance - right)) + firm * ahead) / np.float32(0.275 * size + shrink)
    beta[1 + len(FIGURES) :] *= scale
    return beta


def sources(data: Path, without: str = "") -> tuple[dict[str, list[Episode]], Floats]:
    """Every source's episodes and the rarity of words, one source left out if that is wanted."""
    bank, strangers = messages.banking(data), messages.first_tweets(data)
    talk = messages.grouped(messages.clinc(data))
    outside = [text for part in ("oos_train", "oos_val") for text, _ in messages.clinc(data, part)]
    live = [found for found in messages.bots(data) if found[0].startswith("v2")]
    all_of = {
        "banking77": lambda: list(crowd(bank, 1, (), strangers)),
        "clinc150": lambda: list(crowd(talk, 2, outside, strangers)),
        "hint3": lambda: [one for _, known, asked in live for one in bot(known, asked, 3)],
    }
    texts = {
        "banking77": [t for ts in bank.values() for t in ts],
        "clinc150": [t for ts in talk.values() for t in ts],
        "hint3": [t for _, known, _ in live for ts in known.values() for t in ts],
        "tweets": strangers,
    }
    told = rarity(text for name, text in texts.items() if name != without)
    return {name: made() for name, made in all_of.items() if name != without}, told


def junk(data: Path, dice: random.Random) -> list[tuple[str, bool]]:
    """Spam, and what people genuinely write: to banks, bots and support desks, and about anything."""
    pools = (messages.banking(data), messages.grouped(messages.clinc(data)))
    genuine = [text for pool in pools for texts in pool.values() for text in dice.sample(texts, min(len(texts), 6))]
    genuine += [text for _, _, asked in messages.bots(data)[:1] for text, _ in asked] + messages.first_tweets(data)
    remarks = messages.moods(data)
    genuine += [text for text, _ in dice.sample(remarks, min(len(remarks), 1500))]
    return [*messages.sms(data), *messages.comments(data), *((text, False) for text in genuine)]


def crossness(data: Path, dice: random.Random) -> list[tuple[str, bool]]:
    """Cross remarks and questions of people for whom something went wrong, beside others."""
    remarks = messages.moods(data)
    pools = (messages.banking(data), messages.grouped(messages.clinc(data)))
    some = ({k: dice.sample(ts, min(len(ts), 30)) for k, ts in pool.items()} for pool in pools)
    asked = [one for pool in some for one in messages.went_wrong(pool)]
    return [*dice.sample(remarks, min(len(remarks), 8000)), *asked]


def main(data: Path) -> None:
    """Fit everything for both embedders, and write it down."""
    dice, kept = random.Random(7), {}
    for package in ("wordllama", ""):
        if not package:  # as on a machine that the word vectors have no build for
            lookup.WORDS.pop("wordllama")
            offline_embedder.cache_clear()
            pieces._word.cache_clear()  # noqa: SLF001 - words of the other embedder
        episodes, told = sources(data)
        found, name = trusted(episodes, told), offline_embedder().identity
        kept |= {f"{name}/{part}": getattr(found, part).astype(np.float32) for part in ("middle", "spread", "trust")}
        kept["rarity"] = told.astype(np.float16)
        print(name, dict(zip(("1", *NAMES), found.trust.round(2), strict=True)), flush=True)  # noqa: T201
    kept["spam"] = leaning(junk(data, dice), scale=SCALE, shrink=SHRINK, counts=SPAM_COUNTS).astype(np.float16)
    kept["trouble"] = leaning(crossness(data, dice), scale=CROSS_SCALE, shrink=CROSS_SHRINK).astype(np.float16)
    kept["from"] = np.array(FROM)
    np.savez_compressed(FILE, **kept)
    print(f"{FILE.name}: {FILE.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
