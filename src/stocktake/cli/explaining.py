"""`stocktake explain`: why a record says what it says, and why a sentence is none."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

import click

from stocktake.cli.options import at_register, tell
from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.model import Article, Entry, Evidence, Report
from stocktake.register import Register, open_existing
from stocktake.serve.readings import Told, readings_behind
from stocktake.serve.tables import WIDTH
from stocktake.settings import Settings


@click.command()
@click.argument("record", metavar="ID")
@click.argument("words", required=False)
@at_register
@click.pass_obj
def explain(settings: Settings, record: str, words: str | None) -> None:
    """Explain how a record came to be: rules, parse, and whom its words stand for.

    ID is the id of a record.  With the id of an article and WORDS of it, each clause there that a
    rule holds on to is explained, also one that was found to be no commitment.

    \b
    Examples:
      stocktake explain c-abcdefghij
      stocktake explain a-abcdefghij "will consider the request"
    """  # noqa: D301 - click keeps the lines after \b
    register = open_existing(settings.register)
    if words is not None:
        article = _article(register, record)
        tell(_clauses(article, *_place(article, words)))
        return
    entry = _entry(register, record)
    reports = register.reports(sorted({e.article for e in _quotes(entry)}))
    tell(_told(readings_behind(entry, reports)))
    if record.startswith("c-"):
        by_id = {report.article.id: report.article for report in reports}
        for quote in _quotes(entry):
            tell(_clauses(by_id[quote.article], quote.start, quote.end))


def _quotes(entry: Entry) -> tuple[Evidence, ...]:
    return entry.evidence


def _entry(register: Register, record: str) -> Entry:
    for entry in register.holdings().entries:
        if entry.id == record:
            return entry
    raise NoSuchRecord(
        f"the register holds no record {record}; `stocktake show` takes the same ids"
    )


def _article(register: Register, record: str) -> Article:
    reports: tuple[Report, ...] = register.reports([record])
    if not reports:
        raise NoSuchRecord(f"the register holds no article {record}; words are looked for in one")
    return reports[0].article


def _place(article: Article, words: str) -> tuple[int, int]:
    start = article.text.find(words)
    if start < 0:
        raise BadQuestion(f"article {article.id} does not hold “{words}” letter by letter")
    return start, start + len(words)


def _told(readings: Iterable[Told]) -> Iterator[str]:
    for told in readings:
        yield ""
        yield from wrap(told.heading, WIDTH)
        for name, value in told.fields:
            yield from _row(name, value)


def _clauses(article: Article, start: int, end: int) -> Iterator[str]:
    # The rules load a language pipeline, which takes seconds.
    from stocktake.extract.explaining import explain as explain_clauses

    accounts = explain_clauses(article, start, end)
    if not accounts:
        yield "No rule of commitments holds on to these words."
    for account in accounts:
        yield ""
        for remark in account:
            yield from _row(remark.about, remark.text)


def _row(name: str, value: str) -> list[str]:
    return wrap(value, WIDTH, initial_indent=f"  {name:<16}", subsequent_indent=" " * 18)
