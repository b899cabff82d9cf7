"""How often a message is answered by itself, and how often rightly, on real and crowd-written questions.

    python -m bench.triage --data DIR

Precision: right answers / automatic answers. Coverage: right answers / messages that have an FAQ. The baseline in
the same run answers whenever the nearest phrasing shares half of its words (Jaccard >= 0.5).
"""

import argparse
import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.messaging.faq import FEWEST_PHRASINGS, FaqMatcher, learn
from core.messaging.triage import AutoReply, Escalate, Inbound, SetAside, verdict
from core.messaging.words import plain

Rows = list[tuple[str, str]]
Asked = list[tuple[str, str | None]]
Examples = dict[str, list[str]]
HINT3_NOTHING = "NO_NODES_DETECTED"
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
        return (
            f"precision {precision}  coverage {coverage}  sent {self.sent}/{self.total}, {self.foreign} without an FAQ"
        )


def rows(path: Path) -> Rows:
    """Only the first two columns: some of these files carry stray ones."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in list(csv.reader(file))[1:]]


def grouped(pairs: Rows) -> Examples:
    found: Examples = {}
    for text, label in pairs:
        found.setdefault(label, []).append(text)
    return found


def by_words(examples: Examples) -> Callable[[str], str | None]:
    known = [(set(plain(t).split()), k) for k, ts in examples.items() if len(ts) >= FEWEST_PHRASINGS for t in ts]

    def auto(text: str) -> str | None:
        words = set(plain(text).split())
        share, key = max(((len(words & w) / (len(words | w) or 1), k) for w, k in known), default=(0.0, ""))
        return key if share >= 0.5 else None

    return auto


def tally(auto: Callable[[str], str | None], messages: Asked, into: Tally) -> None:
    for text, label in messages:
        said = auto(text)
        into.total += 1
        into.covered += label is not None
        into.sent += said is not None
        into.right += said is not None and said == label
        into.foreign += said is not None and label is None


def few_shot(pairs: Rows, *, faqs: int, shots: int) -> Iterator[tuple[Examples, Asked]]:
    """Random FAQs with a few phrasings each; as many messages without an FAQ as with one."""
    intents = grouped(pairs)
    for seed in range(ROUNDS):
        dice = random.Random(seed)
        keys = dice.sample(sorted(intents), faqs)
        drawn = {k: dice.sample(intents[k], min(len(intents[k]), shots + 30)) for k in keys}
        asked: Asked = [(t, k) for k in keys for t in drawn[k][shots:]]
        others: Asked = [(t, None) for k in intents if k not in keys for t in intents[k]]
        yield {k: drawn[k][:shots] for k in keys}, asked + dice.sample(others, len(asked))


def compare(name: str, rounds: Iterator[tuple[Examples, Asked]]) -> None:
    ours, base = Tally(), Tally()
    for examples, messages in rounds:
        tally(learn(examples).auto, messages, ours)
        tally(by_words(examples), messages, base)
    print(f"{name}\n    matcher      {ours.line()}\n    word overlap {base.line()}")


def hint3(data: Path) -> Iterator[tuple[str, Examples, Asked]]:
    for train in sorted(data.glob("hint3/v*/train/*.csv")):
        bot = train.name.removesuffix("_train.csv").removesuffix("_subset")
        test = train.parents[1] / "test" / f"{bot}_test.csv"
        if test.exists():
            messages = [(t, None if label == HINT3_NOTHING else label) for t, label in rows(test)]
            yield f"hint3 {train.parents[1].name} {train.stem}", grouped(rows(train)), messages


def first_tweets(path: Path) -> list[str]:
    """The customer's first message of each conversation with a support desk."""
    return [talk["dialogContent"][0]["message"] for talk in json.loads(path.read_text(encoding="utf-8"))]


def verdicts(matcher: FaqMatcher, texts: list[str]) -> str:
    given = [verdict(Inbound(t, "someone", "instagram"), matcher) for t in texts]
    shares = [sum(isinstance(v, kind) for v in given) / (len(given) or 1) for kind in (AutoReply, Escalate, SetAside)]
    return "answered {:.3f}  escalated {:.3f}  set aside {:.3f}".format(*shares) + f"  of {len(given)}"


def demo_matchers() -> Iterator[tuple[str, FaqMatcher]]:
    from core.world.demo import demo_businesses

    for business in demo_businesses():
        yield business.key, learn({faq.key: faq.phrasings for faq in business.faqs})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with hint3, banking77, clinc150 and others")
    data: Path | None = parser.parse_args().data
    if data is None:
        print("not measured: the real data sets are absent (give --data DIR)")
        return
    bots = list(hint3(data))
    for name, examples, messages in bots:
        compare(name, iter([(examples, messages)]))
    if not bots:
        print("hint3: absent")
    if (bank := data / "banking77" / "train.csv").exists():
        for shots in (5, 8):
            compare(f"banking77, 12 FAQs x {shots} phrasings", few_shot(rows(bank), faqs=12, shots=shots))
    else:
        print("banking77: absent")
    if (clinc := data / "clinc150" / "data.json").exists():
        pairs = [(text, label) for text, label in json.loads(clinc.read_text(encoding="utf-8"))["train"]]
        for shots in (5, 8):
            compare(f"clinc150, 12 FAQs x {shots} phrasings", few_shot(pairs, faqs=12, shots=shots))
    else:
        print("clinc150: absent")
    foreign(data)


def foreign(data: Path) -> None:
    """Messages to other businesses, against the FAQs of the demo businesses: nearly none should be answered."""
    sets = {
        "hint3 customers": [t for p in sorted(data.glob("hint3/v2/test/*.csv")) for t, _ in rows(p)],
        "support tweets": [t for p in sorted(data.glob("twitter_support_ibm/dev.json")) for t in first_tweets(p)],
        "sms spam": sms(data, "spam"),
        "sms ham": sms(data, "ham"),
    }
    for name, texts in sets.items():
        if not texts:
            print(f"{name}: absent")
            continue
        for business, matcher in demo_matchers():
            print(f"{name} written to {business}: {verdicts(matcher, texts)}")


def sms(data: Path, label: str) -> list[str]:
    path = data / "sms_spam" / "SMSSpamCollection"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t", 1)[1] for line in lines if line.startswith(label + "\t")]


if __name__ == "__main__":
    main()
