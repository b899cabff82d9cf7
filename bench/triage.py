"""The inbox's judgement on real and crowd-written messages: each figure beside its baseline, what must be and the aim.

    python -m bench.triage --data DIR

Precision: right answers / automatic answers. Coverage: right answers / messages that have an FAQ. Coefficients are
fitted anew with the measured data set left out. Spam is told with the shipped coefficients on what they were fitted on,
marked as seen: on other kinds of messages less of it is caught. Moods and tweets are unseen.
The baseline in the same run answers whenever the nearest phrasing shares half of its words (Jaccard >= 0.5).
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.backends import offline_embedder
from core.messaging.background import Background, background
from core.messaging.faq import FEWEST_PHRASINGS, IN_SCOPE, FaqMatcher, learn
from core.messaging.tone import complaint, is_spam, sentiment, urgency
from core.messaging.words import plain
from data.fit import messages
from data.fit.messages import Asked, Examples
from data.fit.triage import sources, trusted

ROUNDS = 10


@dataclass
class Tally:
    sent: int = 0
    right: int = 0
    covered: int = 0
    foreign: int = 0
    total: int = 0

    def line(self) -> str:
        precision = f"{self.right / self.sent:.3f}" if self.sent else "  -  "
        coverage = f"{self.right / self.covered:.3f}" if self.covered else "  -  "
        return f"precision {precision}  coverage {coverage}  sent {self.sent}/{self.total}, {self.foreign} without FAQ"


def by_words(examples: Examples) -> Callable[[str], str | None]:
    known = [(set(plain(t).split()), k) for k, ts in examples.items() if len(ts) >= FEWEST_PHRASINGS for t in ts]

    def auto(text: str) -> str | None:
        words = set(plain(text).split())
        share, key = max(((len(words & w) / (len(words | w) or 1), k) for w, k in known), default=(0.0, ""))
        return key if share >= 0.5 else None

    return auto


def tally(auto: Callable[[str], str | None], asked: Asked, into: Tally) -> None:
    for text, label in asked:
        said = auto(text)
        into.total += 1
        into.covered += label is not None
        into.sent += said is not None
        into.right += said is not None and said == label
        into.foreign += said is not None and label is None


def few_shot(pool: Examples, *, faqs: int, shots: int) -> Iterator[tuple[Examples, Asked]]:
    """Random FAQs with a few phrasings each; as many messages without an FAQ as with one."""
    for seed in range(ROUNDS):
        dice = random.Random(seed)
        keys = dice.sample(sorted(pool), faqs)
        drawn = {k: dice.sample(pool[k], min(len(pool[k]), shots + 30)) for k in keys}
        asked: Asked = [(t, k) for k in keys for t in drawn[k][shots:]]
        others: Asked = [(t, None) for k in pool if k not in keys for t in pool[k]]
        yield {k: drawn[k][:shots] for k in keys}, asked + dice.sample(others, len(asked))


def compare(name: str, rounds: Iterator[tuple[Examples, Asked]], known: Background, says: str) -> None:
    ours, base = Tally(), Tally()
    for examples, asked in rounds:
        tally(learn(examples, known=known).auto, asked, ours)
        tally(by_words(examples), asked, base)
    print(f"{name}\n    matcher      {ours.line()}\n    word overlap {base.line()}\n    {says}", flush=True)


def scope(pool: Examples, asked: Asked, known: Background) -> None:
    matcher, right, kept, outside, silent = learn(pool, known=known), 0, 0, 0, 0
    for text, label in asked:
        found = matcher.best(text)
        inside = found.confidence >= IN_SCOPE
        if label is None:
            outside, silent = outside + 1, silent + (not inside)
        else:
            kept, right = kept + 1, right + (inside and found.key == label)
    print(f"clinc150, all {len(pool)} intents, confidence from {IN_SCOPE}: in-scope accuracy {right / kept:.3f}  "
          f"out-of-scope recall {silent / outside:.3f}  of {kept} and {outside}")  # fmt: skip
    print("    baseline .885 / .853, must .86 / .80, aim .91 / .90", flush=True)


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a positive scores higher than a negative, ties at half."""
    yes = np.sort([s for s, label in zip(scores, labels, strict=True) if label])
    no = np.array([s for s, label in zip(scores, labels, strict=True) if not label])
    below = np.searchsorted(yes, no, "left") + np.searchsorted(yes, no, "right")
    return float(1 - below.mean() / (2 * len(yes)))


def demo_matchers() -> Iterator[tuple[str, FaqMatcher]]:
    from core.world.demo import demo_businesses

    for business in demo_businesses():
        yield business.key, learn({faq.key: faq.phrasings for faq in business.faqs})


def foreign(data: Path) -> None:
    """Messages to other businesses, against the FAQs of the demo businesses: nearly none should be answered."""
    sets = {
        "hint3 customers": [text for _, _, asked in messages.bots(data)[-1:] for text, _ in asked],
        "support tweets": messages.first_tweets(data),
        "sms ham": [text for text, spam in messages.sms(data) if not spam],
    }
    for business, matcher in demo_matchers():
        told = ", ".join(f"{name} {np.mean([matcher.auto(t) is not None for t in texts]):.2%} of {len(texts)}"
                         for name, texts in sets.items() if texts)  # fmt: skip
        print(f"messages of others automatically answered by {business}: {told}")
    print("    baseline .1-.9%, must <= 1%, aim <= .2%; tweets are the complaints to brands: must <= 3%, aim <= 1%")


def shipped(data: Path) -> None:
    """Spam and complaints with the shipped coefficients: what they were fitted on, and what they have never seen."""
    for name, told in (("sms (seen)", messages.sms(data)), ("youtube (seen)", messages.comments(data))):
        spam, ham = ([is_spam(t) for t, label in told if label is wanted] for wanted in (True, False))
        if spam:
            print(f"spam, {name}: genuine blocked {np.mean(ham):.3%}  caught {np.mean(spam):.1%}")
    print("    baseline .09 / 93.7%, must <= .5 / >= 90, aim <= .1 / >= 94")
    tests = {
        "moods (unseen)": messages.moods(data, "dev"),
        "tweets against sms ham": [
            *((t, True) for t in messages.first_tweets(data)),
            *((t, False) for t, spam in messages.sms(data) if not spam),
        ],
    }
    for name, told in tests.items():
        if told:
            labels = [label for _, label in told]
            words = auc([urgency(t) / 100 - sentiment(t) for t, _ in told], labels)
            print(f"complaints, {name}: AUC {auc([complaint(t) for t, _ in told], labels):.3f}, word lists {words:.3f}")
    print("    baseline .69, must .75, aim .84")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with hint3, banking77, clinc150 and others")
    data: Path | None = parser.parse_args().data
    if data is None:
        print("not measured: the real data sets are absent (give --data DIR)")
        return
    kept = {name: trusted(*sources(data, name)) for name in ("hint3", "banking77", "clinc150")}
    for name, examples, asked in messages.bots(data):
        says = (
            "baseline .89-.90 at 30-45%, must .90 with 25%, aim .95 with 25% over its three bots; this is the hardest"
        )
        compare(f"hint3 {name}, unseen", iter([(examples, asked)]), kept["hint3"], says)
        compare(f"hint3 {name}, as shipped", iter([(examples, asked)]), background(offline_embedder().identity), says)
    says = "baseline .96 at 26-33%, must .95 with 25%, aim .97 with 45%"
    if bank := messages.banking(data):
        compare("banking77, 12 FAQs x 5 phrasings", few_shot(bank, faqs=12, shots=5), kept["banking77"], says)
    if clinc := messages.grouped(messages.clinc(data)):
        compare("clinc150, 12 FAQs x 5 phrasings", few_shot(clinc, faqs=12, shots=5), kept["clinc150"], says)
        outside = [(t, None) for part in ("oos_train", "oos_val") for t, _ in messages.clinc(data, part)]
        scope(clinc, [*messages.clinc(data, "val"), *outside], kept["clinc150"])
    foreign(data)
    shipped(data)


if __name__ == "__main__":
    main()
