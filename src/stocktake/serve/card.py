"""One record whole: its fields, its words in each source, what disagrees, and its history."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import fill, wrap
from typing import Any

from stocktake.model import (
    Amount,
    Commitment,
    Delegate,
    Evidence,
    FollowThrough,
    Mechanism,
    NextRound,
    Role,
)
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.days import written
from stocktake.serve.exchange import ArticleRecord, PageRecord, Record
from stocktake.serve.judged import decision, standing
from stocktake.serve.lists import likely, written_amount
from stocktake.serve.quotes import all_records, evidence_of, in_context
from stocktake.serve.searched import searched
from stocktake.serve.state import state_of
from stocktake.serve.tables import WIDTH, showable
from stocktake.serve.timetables import assessment_lines, timetable_lines

_AROUND = 160  # letters of context on either side of a quote
_APART = frozenset(
    {"id", "evidence", "text", "readings", "rules", "rulings", "entered", "assessments",
     "timetable"}
)  # fmt: skip
_DATES = frozenset({"when", "deadline", "published", "as_of"})
_PARTIES = frozenset({"actors", "counterparts", "parties", "donor", "recipient", "party"})


def written_card(record: Record, catalogue: Catalogue, as_of: date, width: int = WIDTH) -> str:
    """Write a record as text of that width."""
    parts = [
        _head(record, catalogue, width),
        _fields(record, catalogue, width),
        _state(record, catalogue, as_of, width),
        _timetable(record, catalogue, as_of, width),
        _words(record, catalogue, width),
        _entered(record, width),
        _resting(record, catalogue, width),
        _disagreements(record, catalogue, width),
        _follow_through(record, catalogue, width),
        _history(record, catalogue, width),
    ]
    return showable("\n\n".join(part for part in parts if part))


def _head(record: Record, catalogue: Catalogue, width: int) -> str:
    person = catalogue.confirmed_by(record.id)
    mark = f"● confirmed by {person}" if person else "○ suggested by the tool"
    if person is None and getattr(record, "entered_by", None) is not None:
        mark = f"● entered by {getattr(record, 'entered_by', '')}"
    if record.id in catalogue.rejected:
        mark = "× rejected"
    if isinstance(record, PageRecord | ArticleRecord):
        mark = "read" if getattr(record, "problem", None) is None else "could not be read"
    title = fill(catalogue.label(record.id), width)
    return f"{title}\n{_kind(record)} {record.id}   {mark}"


def _kind(record: Record) -> str:
    return {"PageRecord": "Page", "ArticleRecord": "Article"}.get(
        type(record).__name__, type(record).__name__
    )


def _fields(record: Record, catalogue: Catalogue, width: int) -> str:
    lines = []
    for name in type(record).__slots__:
        if name in _APART or (name == "entered_by" and _is_quoted(record)):
            continue
        value = _shown(name, getattr(record, name), catalogue) + _tool(name, record)
        lines.append(
            fill(
                value,
                width,
                initial_indent=f"{name.replace('_', ' '):<16}",
                subsequent_indent=" " * 16,
            )
        )
    return "\n".join(lines)


def _is_quoted(record: Record) -> bool:
    """Tell whether a record rests on quotes alone, so that nobody need be named for it."""
    return getattr(record, "entered_by", None) is None


def _tool(name: str, record: Record) -> str:
    """Say what a corrected field would be without the person's word."""
    for ruling in getattr(record, "rulings", ()):
        if ruling.field == name and ruling.holds and ruling.tool is not None:
            return f" (corrected; the tool: {ruling.tool})"
    return ""


def _shown(name: str, value: Any, catalogue: Catalogue) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return "; ".join(_shown(name, part, catalogue) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in _DATES:
        return f"{written(value)} ({value})"
    if name in _PARTIES:
        return f"{catalogue.party(value)}"
    return _shown_part(value, catalogue)


def _shown_part(value: Any, catalogue: Catalogue) -> str:
    match value:
        case Amount():
            return written_amount(value)
        case NextRound():
            return f"{value.where or 'no place'}, {written(value.when)}"
        case Role():
            of = ", ".join(filter(None, (value.organisation, catalogue.party(value.party))))
            return f"{value.role}{f' ({of})' if of else ''}, as of {written(value.as_of)}"
        case Delegate():
            role = ", ".join(filter(None, (value.role, catalogue.party(value.party))))
            head = ", head of the delegation" if value.head else ""
            return f"{catalogue.label(value.person)}{f' ({role})' if role else ''}{head}"
    text = str(value)
    return f"{catalogue.label(text)} ({text})" if text in catalogue.by_id else text


def _state(record: Record, catalogue: Catalogue, as_of: date, width: int) -> str:
    if not isinstance(record, Commitment):
        return ""
    sentence = f"{state_of(record, catalogue, as_of)} as of {written(as_of.isoformat())}."
    published = [a.published for a in catalogue.records.articles if a.published]
    newest = f"  The newest article read is of {written(max(published))}." if published else ""
    return fill(f"{sentence}  {searched(record, catalogue, as_of)}{newest}", width)


def _timetable(record: Record, catalogue: Catalogue, as_of: date, width: int) -> str:
    """Tell what a mechanism assesses and what hangs on it, each with its quotes."""
    if not isinstance(record, Mechanism):
        return ""
    lines: list[str] = []
    for assessment in assessment_lines([record], catalogue):
        subjects = "; ".join(assessment.subjects) or "not told of what"
        lines += _indented(f"{assessment.state}: {subjects}", width, "  ")
        lines += [line for e in assessment.evidence for line in _quoted(e, catalogue, width)]
    for one in timetable_lines([record], catalogue, as_of):
        told = f"{one.when}: {one.what} {one.edge}. {one.state}"
        lines += _indented(f"{told} ({one.note})" if one.note else told, width, "  ")
        lines += _indented(f"hangs on: {one.condition}", width, "    ") if one.condition else []
        lines += [line for e in one.evidence for line in _quoted(e, catalogue, width)]
    return "\n".join(["What hangs on it", *lines]) if lines else ""


def _words(record: Record, catalogue: Catalogue, width: int) -> str:
    evidence = evidence_of(record)
    if not evidence:
        return ""
    lines = [f"Its words, in each source: {catalogue.reports(record)}"]
    for quote in evidence:
        lines += ["", *_quoted(quote, catalogue, width)]
    return "\n".join(lines)


def _entered(record: Record, width: int) -> str:
    lines = [
        line
        for quote in getattr(record, "entered", ())
        for line in _indented(quote.quote, width, "  ")
    ]
    by = getattr(record, "entered_by", None)
    return "\n".join([f"As entered by {by or 'a person'}", *lines]) if lines else ""


def _quoted(evidence: Evidence, catalogue: Catalogue, width: int) -> Iterator[str]:
    article = catalogue.articles.get(evidence.article)
    if article is None:
        yield f"  {evidence.quote}"
        return
    yield from _indented(_source(article), width, "  ")
    yield from _indented(in_context(evidence, article, _AROUND), width, "    ")
    yield f"    {article.id}, characters {evidence.start}–{evidence.end}"


def _source(article: ArticleRecord) -> str:
    day = written(article.published) if article.published else "day not printed"
    return f"{article.outlet or 'outlet not printed'}, {day}: {article.title or 'without a title'}"


def _resting(record: Record, catalogue: Catalogue, width: int) -> str:
    """List what rests on a page or an article."""
    if not isinstance(record, PageRecord | ArticleRecord):
        return ""
    articles = set(record.articles if isinstance(record, PageRecord) else [record.id])
    lines = [
        line
        for other in all_records(catalogue.records)
        if any(evidence.article in articles for evidence in evidence_of(other))
        for line in _indented(
            f"{other.id}  {_kind(other)}: {catalogue.label(other.id)}", width, "  "
        )
    ]
    return "\n".join(["What rests on it", *lines]) if lines else "Nothing rests on it."


def _disagreements(record: Record, catalogue: Catalogue, width: int) -> str:
    lines: list[str] = []
    for discrepancy in catalogue.disagreements.get(record.id, ()):
        lines += _indented(f"{discrepancy.id}  {discrepancy.kind}", width, "  ")
        for reading in discrepancy.readings:
            article = catalogue.articles.get(reading.article)
            source = _source(article) if article else reading.article
            lines += _indented(f"{reading.value!r} in {source}", width, "    ")
        lines += _indented(likely(discrepancy), width, "    ")
    return "\n".join(["Reports disagree", *lines]) if lines else ""


def _follow_through(record: Record, catalogue: Catalogue, width: int) -> str:
    follow_ups = catalogue.follow_through.get(record.id, [])
    if not follow_ups:
        return ""
    counted_ones = [follow for follow in follow_ups if follow.counted]
    near = [follow for follow in follow_ups if not follow.counted]
    lines = ["What became of it", *_followed(counted_ones, catalogue, width)]
    if near:
        lines.append(f"  {counted(len(near), 'passage')} considered and not counted")
        lines += _followed(near, catalogue, width)
    return "\n".join(lines)


def _followed(follow_ups: Iterable[FollowThrough], catalogue: Catalogue, width: int) -> list[str]:
    lines: list[str] = []
    for follow in follow_ups:
        lines += _indented(f"{follow.delivery} ({follow.by}): {follow.why}", width, "  ")
        for evidence in follow.evidence:
            lines += _quoted(evidence, catalogue, width)
    return lines


def _history(record: Record, catalogue: Catalogue, width: int) -> str:
    events = [
        (article.published, f"reported by {article.outlet or 'an outlet not printed'}")
        for article in catalogue.articles_of(record)
        if article.published and evidence_of(record)
    ]
    events.sort()
    for judgement in catalogue.judgements.get(record.id, ()):
        reason = f" ({judgement.reason})" if judgement.reason else ""
        how = "" if judgement.standing == "holds" else f"; {standing(judgement)}"
        events.append((judgement.at, f"{judgement.id}  {decision(judgement)}{reason}{how}"))
    lines = [
        line
        for day, what in dict.fromkeys(events)
        for line in _indented(f"{written(day[:10])}  {what}", width, "  ")
    ]
    return "\n".join(["History", *lines]) if lines else ""


def _indented(text: str, width: int, indent: str) -> list[str]:
    return wrap(text, width, initial_indent=indent, subsequent_indent=f"{indent}  ")
