"""Changes of the register in words: what came, changed and went, when and why."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from stocktake.model import Changed, FieldChange
from stocktake.serve.days import written
from stocktake.serve.decided import JudgementRecord
from stocktake.serve.judged import decision, standing

_BESIDE = frozenset({"articles", "origins", "parties"})
_NOUNS = {
    "pages": "page", "people": "person", "mechanisms": "mechanism", "meetings": "meeting",
    "commitments": "commitment", "agreements": "agreement", "programmes": "programme",
    "discrepancies": "disagreement", "follow_through": "follow-up", "articles": "article",
    "origins": "origin", "parties": "party",
}  # fmt: skip
_REJECTED = "rejected "
_LONGEST = 60  # letters of a value


def written_changes(changes: Sequence[Changed], width: int) -> str:
    """Write the changes, those of one moment under its time; parties and origins are left out."""
    seen = (c for c in changes if c.kind.removeprefix(_REJECTED) not in _BESIDE)
    told = list(without_echoes(list(seen)))
    if not told:
        return "Nothing has changed."
    lines: list[str] = []
    for moment, some in groupby(told, key=lambda change: change.at[:16]):
        lines += ["", f"{written(moment[:10])}, {moment[11:]} (universal time)"]
        for change in some:
            lines += wrap(sentence(change), width, initial_indent="  ", subsequent_indent="      ")
    return "\n".join(lines[1:])


def sentence(change: Changed) -> str:
    """Say what changed: ``changed c-…, commitment “…”: deadline 2025 to 2026; judgement …``."""
    kind = change.kind.removeprefix(_REJECTED)
    what = f"{_verb(change)} {change.id}, {_NOUNS.get(kind, kind)}"
    name = f" “{_short(change.name)}”" if change.name else ""
    fields = "; ".join(map(field_sentence, change.fields))
    return f"{what}{name}{f': {fields}' if fields else ''} ({change.cause})"


def field_sentence(field: FieldChange) -> str:
    """Say what a field was and is."""
    before, after = (_short(v) if v else "nothing" for v in (field.before, field.after))
    name = "judgements" if field.field == "rulings" else field.field.replace("_", " ")
    return f"{name} {before} to {after}"


def story(
    changes: Iterable[Changed], judgements: Iterable[JudgementRecord]
) -> list[tuple[str, str]]:
    """Tell the story of a record: what happened to it at which moments, first to last."""
    events = [(change.at, sentence(change)) for change in without_echoes(list(changes))]
    for judgement in judgements:
        why = f" ({judgement.reason})" if judgement.reason else ""
        told = f"{judgement.id}  {judgement.action} {judgement.judged_as}: {decision(judgement)}"
        events.append((judgement.at, f"{told}{why}"))
        if judgement.undone_at is not None:
            events.append((judgement.undone_at, f"{judgement.id}  {standing(judgement)}"))
    return sorted(events)


def written_story(events: Iterable[tuple[str, str]], width: int) -> str:
    """Write a story, one event after the other."""
    lines: list[str] = []
    for at, what in events:
        told = f"{written(at[:10])} {at[11:16]}  {what}"
        lines += wrap(told, width, subsequent_indent="    ")
    return "\n".join(lines)


def without_echoes(changes: Sequence[Changed]) -> Iterator[Changed]:
    """Leave out that a rejected record left its list, and that one taken back returned to it."""
    refused = {(c.at, c.id) for c in changes if c.kind.startswith(_REJECTED)}
    for change in changes:
        if change.kind.startswith(_REJECTED) or (change.at, change.id) not in refused:
            yield change


def _verb(change: Changed) -> str:
    if change.kind.startswith(_REJECTED):
        return {"added": "rejected", "withdrawn": "no longer rejected"}.get(
            change.change, "changed"
        )
    return change.change


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"
