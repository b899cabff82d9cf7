"""An FAQ's answer with its variables filled from the business's facts; nothing is ever made up."""

import re
from collections.abc import Mapping

from core.errors import Invalid

_VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def variables(answer: str) -> tuple[str, ...]:
    """The facts an answer needs, in order of appearance, each once.

    >>> variables("Open {hours}. Call {phone}, {hours}.")
    ('hours', 'phone')
    """
    return tuple(dict.fromkeys(_VARIABLE.findall(answer)))


def fill(answer: str, facts: Mapping[str, str]) -> str:
    """The answer with each ``{variable}`` replaced by the fact of that name, as it stands.

    >>> fill("We are at {address}.", {"address": "5 Mill Lane"})
    'We are at 5 Mill Lane.'

    Raises:
        Invalid: a fact is missing or empty, or a brace opens no variable.
    """
    for name in variables(answer):
        if not facts.get(name, "").strip():
            raise Invalid(f"The answer needs the fact “{name}”, which is not set. Add it in Settings.", field=name)
    if set(_VARIABLE.sub("", answer)) & set("{}"):
        raise Invalid("A curly bracket in the answer opens no variable. Write it as {fact_name}.", field="answer")
    return _VARIABLE.sub(lambda m: facts[m[1]].strip(), answer)
