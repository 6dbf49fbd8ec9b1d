"""How good the evidence for the fate of a commitment is: by who says it, and by how many."""

from collections.abc import Sequence

from stocktake.model import Grade
from stocktake.reconcile.bearing import Suggestion

GRADES: tuple[Grade, ...] = (
    "primary document", "counterpart", "independent", "own word", "single repost",
)  # fmt: skip
"""The grades of evidence, the best first."""


def grade_of(said: Sequence[Suggestion]) -> Grade:
    """Give the grade of all texts that say the same of one commitment: that of the best.

    What several origins tell in nobody's name is independent, whatever each alone is.
    """
    graded = [(_grade(one), one) for one in said]
    grades = {grade for grade, _ in graded}
    posts = {one.text.setting.origin for grade, one in graded if grade == "single repost"}
    if len(posts - _sources(said[0])) > 1:
        grades.add("independent")
    return min(grades, key=GRADES.index)


def _grade(one: Suggestion) -> Grade:
    """Grade one text: a party's word is its word in whatever outlet, save in a document."""
    setting = one.text.setting
    if setting.primary:
        return "primary document"
    if one.text.speaker is not None:
        return _spoken(one, one.text.speaker)
    again = setting.origin in _sources(one)
    return "independent" if setting.own_reporting and not again else "single repost"


def _spoken(one: Suggestion, speaker: str) -> Grade:
    entry = one.record.entry
    if speaker in entry.actors:
        return "own word"
    partners = {*entry.counterparts, *one.text.setting.parties}
    return "counterpart" if speaker in partners else "independent"


def _sources(one: Suggestion) -> set[str]:
    """Give the origins of the commitment itself."""
    return {promise.setting.origin for promise in one.record.promises}
