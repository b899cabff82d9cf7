"""What became of a post's copies for people, in words: how many stand where, and why some were not sent."""

from core.publishing import Because, Deliveries
from core.vocab import PublicationStatus
from ui import shell
from ui.pieces import chip
from ui.safe import plain, short, unbroken
from ui.theme import Mark

S = PublicationStatus
MARKS: dict[PublicationStatus, Mark] = {
    S.PUBLISHED: Mark("sent", ":material/check_circle:", "check", "green"),
    S.PUBLISHING: Mark("being sent", ":material/sync:", "turn", "blue"),
    S.SCHEDULED: Mark("waiting", ":material/schedule:", "clock", "blue"),
    S.FAILED: Mark("failed", ":material/error:", "bang", "red"),
    S.UNCONFIRMED: Mark("unconfirmed", ":material/help:", "question", "orange"),
    S.MISSED: Mark("missed", ":material/event_busy:", "absent", "orange"),
    S.CANCELLED: Mark("cancelled", ":material/block:", "barred"),
}
MOST = 6
"""Reasons that are told one by one; servers word the same refusal in many ways."""


def lines(told: Deliveries) -> str:
    """The counts, when the next goes out, and each reason with how often it occurred."""
    counts = [
        chip(f"{count:,} {mark.label}", mark.icon, mark.badge)
        for status, mark in MARKS.items()
        if (count := told.counts.get(status, 0) - (told.came_back if status is S.FAILED else 0))
    ]
    if told.came_back:
        counts.append(chip(f"{told.came_back:,} came back", ":material/reply_all:", "red"))
    head = f"**{told.total:,} {'delivery' if told.total == 1 else 'deliveries'}** {' '.join(counts)}"
    if told.next_at is not None and told.next_at > shell.now():
        head += f"  \n:small[:gray[The next one that waits goes out {unbroken(shell.when(told.next_at))}.]]"
    if told.followed is not None:
        head += f"  \n{chip(f'{told.followed.people:,} clicked', ':material/ads_click:', 'green')} "
        head += ":small[:gray[People who followed a link, each once."
        if machines := told.followed.machines:
            head += f" {machines:,} {'look' if machines == 1 else 'looks'} by programs not counted."
        head += "]]"
    if S.UNCONFIRMED in told.counts:
        head += "  \n:small[:gray[Unconfirmed ones may have arrived, so they are not sent again.]]"
    said = [_line(one) for one in told.reasons[:MOST]]
    if rest := sum(one.count for one in told.reasons[MOST:]):
        said.append(f"- {rest:,} more for other reasons")
    return head + "".join(f"\n{line}" for line in ["", *said] if said)


def _line(one: Because) -> str:
    return f"- {one.count:,} {MARKS[one.status].label}: {plain(short(one.why, 160))}"
