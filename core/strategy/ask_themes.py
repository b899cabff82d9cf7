"""Asking the planner for a theme a week, and believing only a whole answer."""

from collections.abc import Mapping, Sequence

from core.ai.model import Answer
from core.content import already_said
from core.errors import ModelFailed
from core.keys import needs
from core.rows.brand import voice_of
from core.strategy.calendar_moments import Moment
from core.strategy.outline import weeks_of
from core.strategy.prompts import THEMES
from core.strategy.shapes import Moment as WeekMoment
from core.strategy.shapes import Themes, ThemesFacts
from core.tables.values import Brief, Lesson
from core.vocab import Permission
from core.workspace import Workspace

TITLE_MAX, WORDS_MAX = 200, 600


@needs(Permission.PLAN)
def ask_themes(ws: Workspace, brief: Brief, lessons: Sequence[Lesson], special: Mapping[int, Moment]) -> Answer[Themes]:
    """A theme for each week of a brief; struck lessons are not told.

    Raises:
        ModelFailed: the answer leaves out a week, or a week has no name; nothing was kept.
    """
    profile, weeks = ws.profile, len(weeks_of(brief))
    offers = [brief.offer.strip(), *(offer.name for offer in profile.offers)]
    tone = f"This campaign: {brief.tone.strip()}" if brief.tone.strip() else ""
    facts = ThemesFacts(
        business=ws.business.name,
        industry=ws.business.industry,
        voice=" ".join(filter(None, (voice_of(profile), tone))),
        offers=tuple(dict.fromkeys(filter(None, offers))),
        audience=tuple(segment.name for segment in profile.segments),
        goal=brief.goal,
        weeks=weeks,
        moments=tuple(WeekMoment(week=week, name=moment.name) for week, moment in sorted(special.items())),
        lessons=tuple(lesson.text for lesson in lessons if not lesson.dropped),
        said=already_said(ws, "\n".join(filter(None, (brief.name, brief.goal, brief.offer)))),
    )
    answer = ws.ai.answer(THEMES, facts)
    refuse_broken(answer.reply, weeks)
    return answer


def refuse_broken(told: Themes, weeks: int) -> None:
    """Stop at an answer of the right shape that is no plan.

    Raises:
        ModelFailed: names what is wrong (field ``themes``) and what to do.
    """
    remedy = "Nothing was kept. Try again, or choose another model in Settings."
    if [theme.week for theme in told.themes] != list(range(1, weeks + 1)):
        words = f"The planner was asked for {weeks} weeks and left out or doubled one. {remedy}"
        raise ModelFailed(words, field="themes")
    for theme in told.themes:
        if not theme.title.strip():
            raise ModelFailed(f"The planner gave week {theme.week} no name. {remedy}", field="themes")
        if len(theme.title) > TITLE_MAX or max(len(theme.focus), len(theme.reason)) > WORDS_MAX:
            raise ModelFailed(f"The planner wrote an essay for week {theme.week}. {remedy}", field="themes")
