"""What a standing format is to do, and which format set it up."""

import re
from functools import cache

from stocktake.extract.rule_files import read_rules

# How far a mandate may stand after the name, in characters.
REACH = 420
AIM = re.compile(
    r",? (?:in light of|in view of|with the aim|so that|in order to|aiming to|aimed at)\b"
)


def mandate_after(text: str, end: int) -> tuple[str, ...]:
    """Give what a format named before a position is to assess or do, item by item."""
    after = text[end : end + REACH].split("\n", maxsplit=1)[0]
    match = _mandate().search(after)
    if match is None or ". " in after[: match.start()].replace("U.S. ", ""):
        return ()
    return tuple(_items(match["what"]))


def sets_up(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether the format named first is said to have set up the one named second."""
    between = text[first[1] : second[0]] if first < second else text[second[1] : first[0]]
    if len(between) > 120 or "." in between.replace("U.S.", ""):
        return False
    pattern = _set_up() if first < second else _set_up_by()
    return pattern.search(between) is not None


def bare_parent(text: str, start: int) -> str | None:
    """Give the bare word ("dialogue") for the format that set up the one named at a position."""
    match = _bare_set_up().search(text, max(0, start - 110), start)
    return match[1] if match else None


def _items(clause: str) -> list[str]:
    """Cut a list at its commas and its last "and"; a clause without commas stays whole."""
    clause = re.split(
        r",? (?:in light of|in view of|with the aim|so that|in order to|aiming to|aimed at)\b",
        clause,
    )[0]
    if "," not in clause:
        return [clause.strip()]
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+(?=how|the|what)", clause)
    return [part.strip() for part in parts if part.strip()]


@cache
def _mandate() -> re.Pattern[str]:
    verbs = _either("mandate_verbs")
    return re.compile(
        rf"\b(?:to|that will|which will|that would|which would|will|tasked with|charged with)"
        rf" (?:jointly )?(?:{verbs})(?: \w+ things:)? (?P<what>[^.;:\n]+)"
    )


@cache
def _set_up() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either('set_up')})\b")


@cache
def _bare_set_up() -> re.Pattern[str]:
    return re.compile(
        r"\b(dialogue|commission|committee)\b[^.;\n]{0,20}?"
        rf"\b(?:{_either('set_up')})\b[^.;\n]{{0,40}}$"
    )


@cache
def _set_up_by() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_either('set_up')}|promised|agreed)\b.*\b(?:by|at|during|under|in)\b"
    )


def _either(key: str) -> str:
    forms = read_rules("mechanisms")["words"][key]
    return "|".join(re.escape(form) for form in forms)
