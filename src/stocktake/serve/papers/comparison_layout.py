"""The comparison laid out: origins, what each report tells where, then its words."""

from collections.abc import Iterator, Sequence

from stocktake.serve.days import written
from stocktake.serve.papers.comparison import Comparison, ReportColumn, Topic, Wording
from stocktake.serve.papers.dispute_layout import dispute_in_words
from stocktake.serve.papers.numbers import numbered
from stocktake.serve.papers.paper import (
    Block,
    Column,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Row,
    Run,
    Runs,
    Sheet,
    Words,
    isolated,
    quiet,
    said,
    strong,
)
from stocktake.serve.papers.source_layout import source_list

_AT_ONCE = 4  # so many reports stand side by side; more follow in a table below
SILENT = "Not mentioned"


def laid_out(comparison: Comparison) -> Paper:
    """Lay the comparison out on wide pages."""
    return Paper(
        kind="Comparison",
        state_of_play=f"Reports read up to {written(comparison.as_of.isoformat())}",
        title=f"Reports of the {comparison.name} side by side",
        lede=f"{comparison.when}. {comparison.sources.counted(comparison.sources.numbers)}.",
        blocks=tuple(_blocks(comparison)),
        sheet=_sheet(comparison),
        orientation="landscape",
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    if not comparison.columns:
        yield Paragraph((said("No report of this meeting was read by that day."),))
        return
    if len(comparison.columns) == 1:
        yield Paragraph((said("One report: nothing to compare."),))
    yield Heading("1 What each report leaves out")
    yield _reports(comparison)
    yield Heading("2 Where each report says it")
    yield from _coverage(comparison)
    yield Heading("3 In whose words")
    yield from _words(comparison)
    yield Heading("4 Where they disagree")
    if not comparison.disputes:
        yield Paragraph((quiet("The reports read do not disagree."),))
    for dispute in comparison.disputes:
        yield Paragraph(tuple(dispute_in_words(dispute)))
    yield Heading("Sources")
    yield source_list(comparison.sources)


def _reports(comparison: Comparison) -> Grid:
    columns = (
        Column("Report", 22), Column("Origin", 16), Column("Promises not mentioned", 26),
        Column("Delegates named", 18), Column("Delegates not named", 18),
    )  # fmt: skip
    rows = []
    for position, column in enumerate(comparison.columns):
        missing = comparison.left_out(position)
        silent = said(numbered(missing)) if missing else quiet("none")
        rows.append(
            Row(
                (
                    (strong(_name(column)), said(f", {column.source.published}")),
                    (said(_origin(column)),),
                    (silent,) if comparison.topics else (quiet("no promise is on record"),),
                    (_names(column.named),),
                    (_names(column.unnamed),),
                )
            )
        )
    return Grid(columns, tuple(rows))


def _coverage(comparison: Comparison) -> Iterator[Block]:
    if not comparison.topics:
        yield Paragraph((said("No report read of this meeting holds a promise."),))
        return
    told = "The number is the place at which a report gives the promise; a dash, that it does not."
    yield Paragraph((quiet(told),))
    share = 52 / len(comparison.columns)
    heads = [Column(_name(c), share) for c in comparison.columns]
    rows = tuple(
        Row(
            (
                (said(str(topic.number)),),
                (said(topic.act, topic.lang),),
                (said(topic.owner),),
                *(_place(wording) for wording in topic.wordings),
            )
        )
        for topic in comparison.topics
    )
    yield Grid((Column("No.", 4), Column("Promise", 30), Column("Of", 14), *heads), rows)


def _place(wording: Wording | None) -> Runs:
    return (quiet("–"),) if wording is None else (strong(str(wording.place)),)


def _words(comparison: Comparison) -> Iterator[Block]:
    for start in range(0, len(comparison.columns), _AT_ONCE):
        shown = comparison.columns[start : start + _AT_ONCE]
        share = 82 / len(shown)
        heads = [Column(_name(c), share) for c in shown]
        rows = tuple(
            Row((_topic(topic), *(_wording(w) for w in topic.wordings[start : start + _AT_ONCE])))
            for topic in comparison.topics
        )
        if rows:
            yield Grid((Column("Promise", 18), *heads), rows)


def _topic(topic: Topic) -> Runs:
    runs: list[Run] = [strong(f"{topic.number} "), strong(topic.act, lang=topic.lang)]
    if topic.apart:
        runs.append(Words(f" ≠ how firm: {topic.apart}", "strong", "differ"))
    return tuple(runs)


def _wording(wording: Wording | None) -> Runs:
    """Give the words with their verb standing out, or that there are none."""
    if wording is None:
        return (quiet(SILENT),)
    verb = (wording.verb.start, wording.verb.end) if wording.verb else None
    words = Words(wording.words, "source", lang=wording.lang, verb=verb)
    return (quiet(f"{wording.reference} "), words)


def _names(names: Sequence[str]) -> Run:
    return said(", ".join(map(isolated, names))) if names else quiet("none")


def _name(column: ReportColumn) -> str:
    return f"[{column.source.number}] {isolated(column.source.outlet)}"


def _origin(column: ReportColumn) -> str:
    return f"{column.origin}: {column.source.standing or 'unknown'}"


def _sheet(comparison: Comparison) -> Sheet:
    columns = (
        "no", "who", "what", "report", "day", "origin", "place", "verb", "how firm", "words",
        "source", "article", "id",
    )  # fmt: skip
    return Sheet(columns, tuple(_sheet_rows(comparison.topics, comparison.columns)))


def _sheet_rows(
    topics: Sequence[Topic], columns: Sequence[ReportColumn]
) -> Iterator[tuple[str, ...]]:
    for topic in topics:
        for column, wording in zip(columns, topic.wordings, strict=True):
            verb = wording.verb if wording else None
            yield (
                str(topic.number), topic.owner, topic.act, column.source.outlet,
                column.source.published, _origin(column),
                str(wording.place) if wording else "", verb.words if verb else "",
                verb.strength if verb else "", wording.words if wording else SILENT,
                wording.reference if wording else "", column.source.article, topic.id,
            )  # fmt: skip
