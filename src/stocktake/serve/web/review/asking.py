"""The question that a page puts, and what each answer to it does."""

from dataclasses import dataclass

from stocktake.model import Commitment, Discrepancy, Entry, FollowThrough, Meeting, Person
from stocktake.reviewing import Choice
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.web.review.readings import Readings


@dataclass(frozen=True, slots=True)
class Effect:
    """An answer with its key and its button, and what it does."""

    choice: Choice
    key: str
    button: str
    does: str


_MERGED = (Commitment, Meeting, Person)


def ask(entry: Entry, catalogue: Catalogue, found: Readings) -> str:  # noqa: PLR0911 - one a kind
    """Put the question of a record in a sentence: what is at odds, or what is in doubt."""
    if len(found.columns) > 1:
        return _which(found)
    match entry:
        case Commitment() if len(entry.actors) == 1:
            return f"Does {_called(entry.actors[0], entry, catalogue)} promise this?"
        case Commitment() if entry.actors:
            return f"Do {_named(entry, catalogue)} promise this?"
        case Commitment():
            return "Is this a promise?"
        case FollowThrough() if entry.counted:
            return f"Is this promise {entry.delivery}?"
        case FollowThrough():
            return "Does this passage tell what became of the promise?"
        case Discrepancy(kind="name"):
            return f"Do these names mean {catalogue.label(entry.about)}?"
        case Discrepancy():
            return f"Which {entry.kind} is right?"
        case Person():
            return f"Is all this said of {entry.name}?"
        case Meeting():
            return "Is this one meeting?"
    return "Is this right?"


def effects(entry: Entry, readers: int) -> tuple[Effect, ...]:
    """Give the answers that a record takes."""
    made = [
        Effect("confirm", "y", _yes(entry), _confirming(entry, readers)),
        Effect("reject", "n", _no(entry), _rejecting(entry)),
        Effect("correct", "e", "Correct", "changes the fields you name, and confirms the rest"),
    ]
    if isinstance(entry, _MERGED):
        made.append(
            Effect("merge", "m", "Same as …", "joins it with another, with all words of both")
        )
        made.append(
            Effect("split", "s", "Split", "sets the words you mark apart as a record of their own")
        )
    made.append(Effect("unsure", "u", "Unsure", "leaves it to others; you are not asked again"))
    return tuple(made)


def _which(found: Readings) -> str:
    first = next((row for row in found.rows if row.is_split), None)
    if first is None:
        return "Do these readings say the same?"
    if first.label == "Stands":
        return "Does it stand, or not?"
    values = list(dict.fromkeys(other or first.tool for other in first.others))
    if first.label == "Bound" and len(values) == 2:
        return f"Is {values[0]} bound here, or {values[1]}?"
    return f"Which is right: {first.label.lower()} “{values[0]}”, or “{values[-1]}”?"


def _named(entry: Commitment, catalogue: Catalogue) -> str:
    names = [_called(party, entry, catalogue) for party in entry.actors]
    if len(names) > 3:
        return f"these {len(names)} parties"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _called(party: str, entry: Commitment, catalogue: Catalogue) -> str:
    """Name a party with the article that the promise's summary gives it."""
    name = catalogue.party(party)
    return f"the {name}" if f"the {name}" in entry.summary.replace("The ", "the ") else name


def _yes(entry: Entry) -> str:
    match entry:
        case FollowThrough():
            return "It does"
        case Discrepancy():
            return "They disagree"
    return "Confirm"


def _no(entry: Entry) -> str:
    match entry:
        case Commitment():
            return "Not a promise"
        case FollowThrough():
            return "It does not"
        case Discrepancy():
            return "No disagreement"
    return "Not so"


def _confirming(entry: Entry, readers: int) -> str:
    kept = {
        "FollowThrough": "lets the passage count in the promise’s state of play",
        "Discrepancy": "keeps both readings side by side",
    }.get(type(entry).__name__, "keeps it as it stands")
    second = " as soon as a second reader says so too" if readers > 1 else ""
    return f"{kept}, under your name{second}"


def _rejecting(entry: Entry) -> str:
    if isinstance(entry, FollowThrough):
        return "keeps the passage as one that was considered and does not count"
    return "takes it off the lists; its words stay in their articles"
