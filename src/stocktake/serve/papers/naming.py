"""A record told by its id, its acronym or its name; two candidates are no answer."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from stocktake.errors import BadQuestion
from stocktake.model import Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue, counted, label, ordinal
from stocktake.serve.days import written

T = TypeVar("T", Mechanism, Meeting)


def mechanism_called(wanted: str, catalogue: Catalogue) -> Mechanism:
    """Give the mechanism of an id, an acronym, a name or a part of one.

    Raise `BadQuestion` where none is meant, or where several are: then it lists them.
    """
    return _one(
        wanted,
        catalogue.records.mechanisms,
        _names_of_mechanism,
        lambda mechanism: _told_mechanism(mechanism, catalogue),
        "mechanism",
    )


def mechanism_word(wanted: str, catalogue: Catalogue) -> str:
    """Give the name of the one mechanism that a word means; the word itself where it is several."""
    try:
        return mechanism_called(wanted, catalogue).name
    except BadQuestion:
        return f"“{wanted}”"


def meeting_called(wanted: str, catalogue: Catalogue) -> Meeting:
    """Give the meeting of an id, or of a name such as ``2nd Ocean Dialogue``.

    Raise `BadQuestion` where none is meant, or where several are: then it lists them.
    """
    return _one(
        wanted,
        catalogue.records.meetings,
        lambda meeting: _names_of_meeting(meeting, catalogue),
        lambda meeting: f"{label(meeting, catalogue)}, {written(meeting.when)}",
        "meeting",
    )


def party_called(wanted: str, catalogue: Catalogue) -> str:
    """Give the id of a party told by its id or name; raise `BadQuestion` for an unknown one."""
    folded = wanted.casefold()
    for party in catalogue.records.parties:
        if folded in map(str.casefold, (party.id, party.name, *party.aliases)):
            return party.id
    raise BadQuestion(
        f"the register knows no party {wanted!r}; `stocktake mechanisms` shows who meets whom"
    )


def _one(
    wanted: str,
    records: Sequence[T],
    names: Callable[[T], Iterable[str]],
    told: Callable[[T], str],
    noun: str,
) -> T:
    folded = wanted.casefold()
    by_id = [record for record in records if record.id == folded]
    exact = [r for r in records if folded in map(str.casefold, names(r))]
    part = [r for r in records if any(folded in name.casefold() for name in names(r))]
    found = by_id or exact or part
    if not found:
        raise BadQuestion(
            f"the register knows no {noun} {wanted!r}; `stocktake {noun}s` lists those it knows"
        )
    if len(found) > 1:
        listed = "\n".join(f"  {record.id}  {told(record)}" for record in found)
        raise BadQuestion(
            f"{wanted!r} may be any of {counted(len(found), noun)}; name one by its id:\n{listed}"
        )
    return found[0]


def _names_of_mechanism(mechanism: Mechanism) -> tuple[str, ...]:
    return tuple(filter(None, (mechanism.name, mechanism.acronym, *mechanism.aliases)))


def _told_mechanism(mechanism: Mechanism, catalogue: Catalogue) -> str:
    acronym = f" ({mechanism.acronym})" if mechanism.acronym else ""
    parties = catalogue.parties(mechanism.parties)
    return f"{mechanism.name}{acronym}; {parties}; {counted(len(mechanism.meetings), 'round')}"


def _names_of_meeting(meeting: Meeting, catalogue: Catalogue) -> tuple[str, ...]:
    names = [label(meeting, catalogue), meeting.name]
    mechanism = catalogue.by_id.get(meeting.mechanism or "")
    if isinstance(mechanism, Mechanism) and mechanism.acronym and meeting.ordinal:
        names.append(f"{ordinal(meeting.ordinal)} {mechanism.acronym}")
    return tuple(filter(None, names))
