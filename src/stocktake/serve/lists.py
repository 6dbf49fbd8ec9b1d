"""The lists of records as tables: one function a kind, each giving a row a record."""

from collections.abc import Iterable
from datetime import date

from stocktake.model import (
    Agreement,
    Amount,
    Commitment,
    Discrepancy,
    Mechanism,
    Meeting,
    Person,
    Programme,
)
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.days import span, written
from stocktake.serve.exchange import PageRecord
from stocktake.serve.manner import in_figures
from stocktake.serve.state import state_of
from stocktake.serve.tables import Column, Table

MARKED = "  Id"
_MARKED_ID = Column(MARKED, width=14)
KEY = "○ suggested by the tool   ● confirmed by a person"


def meetings(records: Iterable[Meeting], catalogue: Catalogue) -> Table:
    """List meetings in the order of their days."""
    ordered = sorted(records, key=lambda m: (m.when is None, m.when or "", m.id))
    rows = tuple(
        (
            _id(meeting.id, catalogue),
            written(meeting.when),
            catalogue.label(meeting.id),
            f"{catalogue.parties(meeting.parties)}; {meeting.place or 'no place'}",
            catalogue.reports(meeting),
        )
        for meeting in ordered
    )
    columns = (
        _MARKED_ID,
        Column("When", 3),
        Column("Meeting", 5),
        Column("Between, where", 4),
        Column("Reports", 3),
    )
    return Table(columns, rows, _none("meeting", catalogue))


def commitments(records: Iterable[Commitment], catalogue: Catalogue, as_of: date) -> Table:
    """List commitments in the order in which they were made, with what is known as of a day."""
    made = [(_made(commitment, catalogue), commitment) for commitment in records]
    made.sort(key=lambda pair: (pair[0] or "9999", pair[1].actors, pair[1].id))
    rows = tuple(
        (
            _id(commitment.id, catalogue),
            written(day),
            commitment.summary,
            _due_and_state(commitment, catalogue, as_of),
        )
        for day, commitment in made
    )
    columns = (
        _MARKED_ID,
        Column("Made", 3),
        Column("Who will do what", 9),
        Column("Due, and state", 5),
    )
    return Table(columns, rows, _none("promise", catalogue))


def by_last_day(records: Iterable[Commitment]) -> list[Commitment]:
    """Give the commitments whose date has a last day, in the order of those days."""
    dated = [(days.last, c) for c in records if (days := span(c.deadline)) and days.last]
    return [c for _, c in sorted(dated, key=lambda pair: (pair[0], pair[1].id))]


def due(records: Iterable[Commitment], catalogue: Catalogue, as_of: date) -> Table:
    """List commitments by their date, with their state of play as of a day."""
    rows = tuple(
        (
            _id(commitment.id, catalogue),
            written(commitment.deadline),
            commitment.summary,
            state_of(commitment, catalogue, as_of),
        )
        for commitment in records
    )
    columns = (
        _MARKED_ID,
        Column("When", 3),
        Column("Who will do what", 9),
        Column("State of play", 5),
    )
    return Table(columns, rows, "No commitment with a date.")


def agreements(records: Iterable[Agreement], catalogue: Catalogue) -> Table:
    """List agreements in the order of their days."""
    ordered = sorted(records, key=lambda a: (a.when is None, a.when or "", a.id))
    rows = tuple(
        (
            _id(agreement.id, catalogue),
            agreement.title,
            f"{agreement.form}, {agreement.status}",
            catalogue.parties(agreement.parties),
            written(agreement.when),
        )
        for agreement in ordered
    )
    columns = (
        _MARKED_ID,
        Column("Text", 6),
        Column("Form, status", 5),
        Column("Between", 4),
        Column("When", 3),
    )
    return Table(columns, rows, _none("agreement", catalogue))


def people(records: Iterable[Person], catalogue: Catalogue) -> Table:
    """List people by name with the roles that they were given."""
    rows = tuple(
        (
            _id(person.id, catalogue),
            person.name,
            "; ".join(dict.fromkeys(role.role for role in person.roles)) or "–",
            catalogue.parties(dict.fromkeys(r.party for r in person.roles if r.party)),
            catalogue.reports(person),
        )
        for person in sorted(records, key=lambda person: (person.name, person.id))
    )
    columns = (
        _MARKED_ID,
        Column("Name", 4),
        Column("Roles", 6),
        Column("Of", 3),
        Column("Reports", 3),
    )
    return Table(columns, rows, _none("person", catalogue))


def mechanisms(records: Iterable[Mechanism], catalogue: Catalogue) -> Table:
    """List mechanisms by name with their rounds on record and the next one announced."""
    rows = tuple(
        (
            _id(mechanism.id, catalogue),
            mechanism.name + (f" ({mechanism.acronym})" if mechanism.acronym else ""),
            catalogue.parties(mechanism.parties),
            str(len(mechanism.meetings)),
            _next_round(mechanism),
        )
        for mechanism in sorted(records, key=lambda mechanism: (mechanism.name, mechanism.id))
    )
    columns = (
        _MARKED_ID,
        Column("Mechanism", 6),
        Column("Between", 4),
        Column("Rounds", width=6),
        Column("Next", 3),
    )
    return Table(columns, rows, _none("mechanism", catalogue))


def programmes(records: Iterable[Programme], catalogue: Catalogue) -> Table:
    """List programmes by donor and recipient."""
    ordered = sorted(records, key=lambda p: (p.donor or "~", p.recipient or "~", p.id))
    rows = tuple(
        (
            _id(programme.id, catalogue),
            catalogue.label(programme.id),
            f"{written_amount(programme.amount)}, {programme.money}",
            f"{catalogue.party(programme.donor) or '–'} to "
            f"{catalogue.party(programme.recipient) or '–'}",
            written(programme.when),
        )
        for programme in ordered
    )
    columns = (
        _MARKED_ID,
        Column("Programme", 5),
        Column("Money", 4),
        Column("From, to", 4),
        Column("When", 3),
    )
    return Table(columns, rows, _none("programme", catalogue))


def discrepancies(records: Iterable[Discrepancy], catalogue: Catalogue) -> Table:
    """List where reports disagree: on what, the readings, and the likely one with its reason."""
    rows = tuple(
        (
            _id(discrepancy.id, catalogue),
            f"{discrepancy.kind}: {catalogue.label(discrepancy.about)}",
            " / ".join(dict.fromkeys(_read(discrepancy, r.value) for r in discrepancy.readings)),
            likely(discrepancy),
        )
        for discrepancy in sorted(records, key=lambda d: (d.kind, d.about, d.id))
    )
    columns = (
        _MARKED_ID,
        Column("Reports disagree on", 5),
        Column("Readings", 4),
        Column("Likely", 6),
    )
    return Table(columns, rows, _none("disagreement", catalogue))


def pages(records: Iterable[PageRecord], catalogue: Catalogue) -> Table:
    """List pages with their articles, or the reason why nothing could be read."""
    rows = tuple(
        (
            page.id,
            page.location,
            page.problem or _articles(page, catalogue),
        )
        for page in sorted(records, key=lambda page: (page.location, page.id))
    )
    columns = (
        Column("Id", width=13),
        Column("Place", 5),
        Column("Articles, or why there are none", 6),
    )
    return Table(columns, rows, "No page is in the register.")


def likely(discrepancy: Discrepancy) -> str:
    """Say which reading is likely and why, or why none is."""
    if discrepancy.likely is None or "likely" in discrepancy.why.casefold():
        return discrepancy.why[:1].upper() + discrepancy.why[1:]
    return f"Likely {discrepancy.likely} because {discrepancy.why}"


def written_amount(amount: Amount | None) -> str:
    """Write a sum: ``USD 35 million``, ``GBP 300,000``."""
    if amount is None:
        return "no sum"
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if amount.value >= size and (amount.value / size * 1000).is_integer():
            return f"{amount.currency} {in_figures(amount.value / size, ',g')}{word}"
    whole = float(amount.value).is_integer()
    return f"{amount.currency} {in_figures(amount.value, ',.0f' if whole else ',')}"


def _made(commitment: Commitment, catalogue: Catalogue) -> str | None:
    """Give the day of the meeting at which a promise was made, else of its first report."""
    meeting = catalogue.by_id.get(commitment.meeting or "")
    if isinstance(meeting, Meeting) and meeting.when:
        return meeting.when
    reported = [a.published for a in catalogue.articles_of(commitment) if a.published]
    return min(reported, default=None)


def _due_and_state(commitment: Commitment, catalogue: Catalogue, as_of: date) -> str:
    state = state_of(commitment, catalogue, as_of)
    if commitment.deadline is None:
        return state if state.startswith("No date") else f"No date; {_continued(state)}"
    return f"{written(commitment.deadline)}; {_continued(state)}"


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _read(discrepancy: Discrepancy, value: str) -> str:
    return written(value) if discrepancy.kind == "date" else value


def _next_round(mechanism: Mechanism) -> str:
    if mechanism.next is None:
        return "–"
    when = written(mechanism.next.when)
    return f"{mechanism.next.where}, {when}" if mechanism.next.where else when


def _articles(page: PageRecord, catalogue: Catalogue) -> str:
    titles = [catalogue.label(article) for article in page.articles]
    return "; ".join(titles) or "no article"


def _id(record: str, catalogue: Catalogue) -> str:
    return f"{catalogue.mark(record)} {record}"


def _none(noun: str, catalogue: Catalogue) -> str:
    read = counted(len(catalogue.records.articles), "article")
    return f"Read {read}.  No {noun} among them meets the question."
