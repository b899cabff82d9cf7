"""The shots of a short video."""

from core.content.offline.channels import Words
from core.content.offline.material import Material
from core.content.offline.openings import Opening
from core.content.shapes import Scene


def storyboard(material: Material, opening: Opening, words: Words) -> tuple[Scene, ...]:
    """Up to five shots: the hook, points, the call; seconds from a calm speaking pace of 2.5 words a second."""
    script = [words.hook, *material.points(opening.idea, 3, words.hook), words.cta or material.facts.business]
    views = material.rng.sample(material.trade.scenes, len(script) - 1)
    views.append(f"The name {material.facts.business} on a plain background, in the brand's colours")
    return tuple(
        Scene(
            scene=number, script=line, visual_description=view, seconds=min(12, max(3, round(len(line.split()) / 2.5)))
        )
        for number, (line, view) in enumerate(zip(script, views, strict=True), start=1)
    )
