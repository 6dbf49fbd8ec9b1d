"""Second readings as text: where a model and the rules agree, differ, or stand alone."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Protocol

from stocktake.model import Article, CommitmentFinding, Evidence, Proposal
from stocktake.serve.tables import WIDTH


class Compared(Protocol):
    """One place of an article as two readers see it."""

    @property
    def finding(self) -> CommitmentFinding | None:
        """Give what the rules find there."""
        ...

    @property
    def proposal(self) -> Proposal | None:
        """Give what the second reader proposes there."""
        ...

    @property
    def differences(self) -> tuple[str, ...]:
        """Name the fields on which they do not agree."""
        ...

    @property
    def evidence(self) -> Evidence:
        """Give the words in question."""
        ...


def written_opinions(
    article: Article, model: str, compared: Sequence[Compared], dropped: Sequence[str]
) -> str:
    """Write how a model's reading of one article stands beside the rules'."""
    title = f"{article.id}  {article.title or 'without a title'}"
    lines = wrap(title, WIDTH, subsequent_indent="    ")
    lines.append(f"second reader: {model}")
    if not compared:
        lines.append("  Neither finds a commitment.")
    for place in compared:
        lines += _written_place(place)
    if dropped:
        lines += ["", f"  {_counted(dropped)} dropped: not in the text, or in it twice"]
        lines += [line for quote in dropped for line in _indented(f"“{quote}”", "    ")]
    return "\n".join(lines)


def _written_place(place: Compared) -> Iterator[str]:
    yield ""
    yield f"  {_standing(place)}"
    yield from _indented(f"“{place.evidence.quote}”", "    ")
    for difference in place.differences:
        yield from _indented(f"≠ {difference}", "    ")


def _standing(place: Compared) -> str:
    if place.proposal is None:
        return "Only the rules find"
    if place.finding is None:
        return "Only the second reader proposes"
    return "They differ on" if place.differences else "Both find"


def _counted(dropped: Iterable[str]) -> str:
    number = len(list(dropped))
    return f"{number} {'quote' if number == 1 else 'quotes'}"


def _indented(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
