# ruff: noqa: INP001, SIM905
"""The public data sets of messages, as they are; nothing is copied, the folder's path is an argument."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

Examples = dict[str, list[str]]
Asked = list[tuple[str, str | None]]
NOTHING = "NO_NODES_DETECTED"
WRONG = """not_working declined failed wrong not_recognised lost_or_stolen swallowed compromised charged_twice blocked
    extra_charge reverted not_updated not_showing not_received unable forgotten damaged fraud lost_card lost_luggage
    POINTS_NOT DEDUCTED_AMOUNT_NOT LESS_WINNINGS CRITICISM NO_EMAIL NOT_VERIFIED WRONG_SCORES CANNOT
    FAKE_TEAMS""".split()
"""Parts of the names of intents that say that something went wrong for who writes."""
CROSS = {"anger", "annoyance", "disappointment", "disapproval", "disgust"}


def rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file without its head, or none if it is not here."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def grouped(pairs: Iterable[tuple[str, str]]) -> Examples:
    """Texts by label."""
    found: Examples = {}
    for text, label in pairs:
        found.setdefault(label, []).append(text)
    return found


def banking(data: Path) -> Examples:
    """Banking77 (CC BY 4.0): questions to a bank, by intent."""
    return grouped((row[0], row[1]) for row in rows(data / "banking77" / "train.csv"))


def clinc(data: Path, part: str = "train") -> list[tuple[str, str]]:
    """CLINC150 (CC BY 3.0): ``train``, ``val``, ``oos_train`` or ``oos_val``."""
    path = data / "clinc150" / "data.json"
    return (
        [(text, label) for text, label in json.loads(path.read_text(encoding="utf-8"))[part]] if path.exists() else []
    )


def bots(data: Path) -> list[tuple[str, Examples, Asked]]:
    """HINT3 (ODbL): what live bots of small businesses were taught, and what people really wrote to them."""
    found = []
    for train in sorted(data.glob("hint3/v*/train/*.csv")):
        bot = train.name.removesuffix("_train.csv").removesuffix("_subset")
        asked: Asked = [(row[0], None if row[1] == NOTHING else row[1]) for row in
                        rows(train.parents[1] / "test" / f"{bot}_test.csv")]  # fmt: skip
        if asked:
            taught = grouped((row[0], row[1]) for row in rows(train))
            found.append((f"{train.parents[1].name} {train.stem.removesuffix('_train')}", taught, asked))
    return found


def first_tweets(data: Path) -> list[str]:
    """The customer's first message of each conversation with a support desk (Apache-2.0)."""
    path = data / "twitter_support_ibm" / "dev.json"
    talks = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [talk["dialogContent"][0]["message"] for talk in talks]


def sms(data: Path) -> list[tuple[str, bool]]:
    """SMS Spam Collection (CC BY 4.0), each text once, and whether it is spam."""
    path = data / "sms_spam" / "SMSSpamCollection"
    lines = dict.fromkeys(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [(line.split("\t", 1)[1], line.startswith("spam\t")) for line in lines]


def comments(data: Path) -> list[tuple[str, bool]]:
    """YouTube Spam Collection (CC BY 4.0): comments, and whether they are spam."""
    return [(row[3], row[4] == "1") for path in sorted(data.glob("youtube_spam/*.csv")) for row in rows(path)]


def moods(data: Path, part: str = "train") -> list[tuple[str, bool]]:
    """GoEmotions (Apache-2.0): remarks of one mood, and whether it is a cross one."""
    folder = data / "goemotions"
    if not (folder / f"{part}.tsv").exists():
        return []
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    found = []
    for line in (folder / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
        text, labels, _ = line.split("\t")
        cross = {names[int(label)] in CROSS for label in labels.split(",")}
        if len(cross) == 1:
            found.append((text, cross.pop()))
    return found


def went_wrong(examples: Examples) -> list[tuple[str, bool]]:
    """Questions by intent, and whether something went wrong for who asks."""
    wrong = {name: any(part.lower() in name.lower() for part in WRONG) for name in examples}
    return [(text, wrong[name]) for name, texts in examples.items() for text in texts]
