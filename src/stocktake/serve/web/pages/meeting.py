"""A meeting: what each report of it left out, the reports side by side, and who took part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Commitment, Evidence, FollowThrough, Meeting
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.papers.numbers import capital, count_in_words, in_words
from stocktake.serve.papers.rounds import day_of
from stocktake.serve.web.at_hand import catalogue, the
from stocktake.serve.web.kept import kept
from stocktake.serve.web.reporting import Reports, Told, reports_of
from stocktake.serve.web.showing import Asked, shown
from stocktake.serve.web.titles import act, reading

_STEPS: tuple[Step, ...] = (
    "promises", "texts agreed", "disagreements", "texts", "told", "named", "reports", "origins",
)  # fmt: skip
_COLUMNS = 4  # reports that fit side by side
_ORDERS = ("statement", "disagreements", "left-out")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says on a row: its words, its place among what the report promises."""

    told: Told
    quotes: tuple[Evidence, ...]
    place: int | None
    of: int
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the comparison; `record` leads to the promise or deed that it is about."""

    record: str
    title: str
    look: str
    cells: tuple[Cell, ...]

    @property
    def left_out(self) -> int:
        """Count the reports that do not mention it."""
        return sum(not cell.quotes for cell in self.cells)

    @property
    def disagreements(self) -> int:
        """Count the readings that differ."""
        return sum(len(cell.differs) for cell in self.cells)


@kept
def meeting(question: Asked) -> Response:
    """Show one meeting."""
    wanted = question.request.path_params["id"]
    shelf = question.desk.shelf
    words = shelf.gather([wanted], _STEPS)
    own = next((e for e in words.entries if isinstance(e, Meeting) and e.id == wanted), None)
    rounds = [shelf.gather([own.mechanism], ("meetings",))] if own and own.mechanism else []
    found = catalogue(question, words, *rounds)
    record = the(Meeting, wanted, found)
    promises = [c for c in found.records.commitments if c.meeting == record.id]
    reports = reports_of(record.reports or [e.article for e in record.evidence], found)
    lines = _promised(promises, reports, found)
    order = question.request.query_params.get("rows", _ORDERS[0])
    return shown(
        question,
        "meeting.html",
        meeting=record,
        title=found.label(record.id),
        catalogue=found,
        mechanism=found.by_id.get(record.mechanism or ""),
        reports=reports,
        beside=reports.told[:_COLUMNS],
        facts=tuple(_facts(record, reports, found)),
        cover=lines,
        lines=_ordered(lines, order),
        order=order if order in _ORDERS else _ORDERS[0],
        lede=_lede(record, lines, reports, found),
        earlier=_earlier(record, reports, found),
        texts=[a for a in found.records.agreements if a.meeting == record.id],
        before=_beside(record, found, before=True),
        after=_beside(record, found, before=False),
        confirmed=found.confirmed_by(record.id),
    )


def _promised(
    promises: Iterable[Commitment], reports: Reports, found: Catalogue
) -> tuple[Line, ...]:
    """Give a row for each promise, in the order in which the first report gives them."""
    listed = list(promises)
    places = {told.article.id: _places(told, listed) for told in reports.told}
    rows = [_line(promise, reports, places, found) for promise in listed]
    return tuple(sorted(rows, key=_first_place))


def _line(
    promise: Commitment, reports: Reports, places: dict[str, dict[str, int]], found: Catalogue
) -> Line:
    cells = []
    for told in reports.told:
        own = places[told.article.id]
        quotes = tuple(e for e in promise.evidence if e.article == told.article.id)
        differs = tuple(_differing(promise.id, told, found))
        cells.append(Cell(told, quotes, own.get(promise.id), len(own), differs))
    look = "person" if found.confirmed_by(promise.id) else "tool"
    return Line(promise.id, act(promise, found), look, tuple(cells))


def _places(told: Told, promises: Sequence[Commitment]) -> dict[str, int]:
    """Give the place of each promise among those of a report."""
    starts = {
        promise.id: min(own)
        for promise in promises
        if (own := [e.start for e in promise.evidence if e.article == told.article.id])
    }
    return {i: n for n, i in enumerate(sorted(starts, key=lambda i: (starts[i], i)), start=1)}


def _differing(record: str, told: Told, found: Catalogue) -> Iterator[str]:
    for discrepancy in found.disagreements.get(record, ()):
        for said in discrepancy.readings:
            if said.article == told.article.id:
                yield f"{discrepancy.kind}: {reading(discrepancy, said.value)}"


def _facts(record: Meeting, reports: Reports, found: Catalogue) -> Iterator[Line]:
    """Give the words by which each report tells of the meeting, then what they differ on."""
    quotes = {e.article: [] for e in record.evidence}  # type: dict[str, list[Evidence]]
    for evidence in record.evidence:
        quotes[evidence.article].append(evidence)
    cells = [
        Cell(told, tuple(quotes.get(told.article.id, ()))[:1], None, 0) for told in reports.told
    ]
    yield Line(record.id, "How it is told", "tool", tuple(cells))
    for discrepancy in found.disagreements.get(record.id, ()):
        cells = []
        for told in reports.told:
            own = [r for r in discrepancy.readings if r.article == told.article.id]
            words = tuple(_words(r.article, r.start, r.end, found) for r in own)
            differs = tuple(dict.fromkeys(reading(discrepancy, r.value) for r in own))
            cells.append(Cell(told, words, None, 0, differs))
        yield Line(discrepancy.id, discrepancy.kind.capitalize(), "tool", tuple(cells))


def _words(article: str, start: int, end: int, found: Catalogue) -> Evidence:
    return Evidence(article, start, end, found.articles[article].text[start:end])


def _earlier(record: Meeting, reports: Reports, found: Catalogue) -> tuple[Line, ...]:
    """Give what the reports say of promises that were made before."""
    known = {told.article.id for told in reports.told}
    follows = [
        follow
        for follow in found.records.follow_through
        if follow.counted and any(e.article in known for e in follow.evidence)
    ]
    return tuple(
        _deed(follow, reports, found)
        for follow in sorted(follows, key=lambda f: (_first_words(f, known), f.id))
        if getattr(found.by_id.get(follow.commitment), "meeting", None) != record.id
    )


def _deed(follow: FollowThrough, reports: Reports, found: Catalogue) -> Line:
    promise = found.by_id.get(follow.commitment)
    title = act(promise, found) if isinstance(promise, Commitment) else follow.commitment
    cells = tuple(
        Cell(told, tuple(e for e in follow.evidence if e.article == told.article.id), None, 0)
        for told in reports.told
    )
    look = "deed" if follow.by != "suggested" else "deed tool"
    return Line(follow.commitment, f"{title}: {follow.delivery}", look, cells)


def _first_words(follow: FollowThrough, known: set[str]) -> int:
    return min((e.start for e in follow.evidence if e.article in known), default=0)


def _ordered(lines: Sequence[Line], order: str) -> list[Line]:
    if order == "disagreements":
        return sorted(lines, key=lambda line: -line.disagreements)
    if order == "left-out":
        return sorted(lines, key=lambda line: -line.left_out)
    return list(lines)


def _first_place(line: Line) -> tuple[int, int, str]:
    for number, cell in enumerate(line.cells):
        if cell.place is not None:
            return (number, cell.place, line.record)
    return (len(line.cells), 0, line.record)


def _lede(record: Meeting, lines: Sequence[Line], reports: Reports, found: Catalogue) -> str:
    told = [f"{capital(count_in_words(len(reports.told), 'report'))}, "
            f"{count_in_words(reports.origins, 'origin')}."]  # fmt: skip
    if not reports.told:
        return "No report of it was read; other texts announce or recall it."
    if not lines:
        return f"{told[0]} None holds a promise."
    together = " between them" if len(reports.told) > 1 else ""
    verb = "carry" if len(reports.told) > 1 else "It carries"
    told.append(
        f"{'They carry' if verb == 'carry' else verb} "
        f"{count_in_words(len(lines), 'commitment')}{together}."
    )
    if len(reports.told) == 1:
        told.append("Nothing to compare.")
    differ = len(found.disagreements.get(record.id, ())) + sum(
        bool(found.disagreements.get(line.record)) for line in lines
    )
    if differ:
        told.append(f"They disagree on {in_words(differ)} {'point' if differ == 1 else 'points'}.")
    return " ".join(told)


def _beside(record: Meeting, found: Catalogue, before: bool) -> Meeting | None:
    """Give the round before or after this one."""
    own = day_of(record, found)
    others = [
        (day, m)
        for m in found.records.meetings
        if m.mechanism == record.mechanism and m.mechanism and m.id != record.id
        and (day := day_of(m, found)) is not None
    ]  # fmt: skip
    if own is None:
        return None
    if before:
        earlier = [pair for pair in others if pair[0] < own]
        return max(earlier, key=lambda pair: (pair[0], pair[1].id))[1] if earlier else None
    later = [pair for pair in others if pair[0] > own]
    return min(later, key=lambda pair: (pair[0], pair[1].id))[1] if later else None


ROUTES = (Route("/meetings/{id}", meeting),)
