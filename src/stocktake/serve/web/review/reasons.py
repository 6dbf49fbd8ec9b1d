"""Why the tool reads a record as it does: its rules, its score, and what it found to go by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stocktake.model import Commitment, Discrepancy, Entry, FollowThrough
from stocktake.reviewing import RuleCard
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.days import written


@dataclass(frozen=True, slots=True)
class Reason:
    """What the tool goes by: the point, what it means, and the rule's name where there is one."""

    point: str
    text: str
    rule: str | None = None


def reasons(
    entry: Entry, catalogue: Catalogue, rule: Callable[[str], RuleCard | None]
) -> tuple[Reason, ...]:
    """Give the tool's reasons for a record."""
    match entry:
        case Commitment():
            return tuple(_of_commitment(entry, catalogue, rule))
        case FollowThrough():
            counts = (
                "It counts until somebody says otherwise."
                if entry.counted
                else ("It is a near miss: considered, and not counted.")
            )
            return (Reason("The same matter.", entry.why), Reason("So far.", counts))
        case Discrepancy():
            return tuple(_of_discrepancy(entry))
    sources = catalogue.reports(entry)
    return (Reason("Where it stands.", f"{sources[:1].upper()}{sources[1:]} name it."),)


def _of_commitment(
    entry: Commitment, catalogue: Catalogue, rule: Callable[[str], RuleCard | None]
) -> Iterator[Reason]:
    for name in entry.rules:
        yield _of_rule(name, rule(name))
    if entry.likelihood is not None:
        yield Reason("The judge’s score.", _judged(entry.likelihood))
    yield _due(entry)
    if entry.renews:
        yield Reason("Made again.", f"It renews “{catalogue.label(entry.renews)}”.")
    if entry.lacks:
        named = ", ".join(f"no {lack}" for lack in entry.lacks)
        yield Reason(f"{entry.specificity.capitalize()}.", f"Its words name {named}.")
    yield Reason("Sources.", f"{catalogue.reports(entry)}.")


def _of_rule(name: str, card: RuleCard | None) -> Reason:
    if card is None:
        return Reason("A rule holds on to these words.", "", name)
    example = f"It reads as in “{card.examples[0]}”" if card.examples else ""
    tried = (
        f" Right in {counted(len(card.examples), 'example')} "
        f"and {counted(card.counter_examples, 'counter-example')}."
    )
    return Reason("A rule holds on to these words.", example + tried, f"{card.file}: {card.name}")


def _judged(likelihood: float) -> str:
    if likelihood < 0.5:
        lean = "It stands at the edge: a careful reader may well say no."
    elif likelihood < 0.75:
        lean = "It leans towards a promise and is not sure."
    else:
        lean = "It is nearly sure."
    return f"{likelihood:.2f} of 1. {lean}"


def _due(entry: Commitment) -> Reason:
    if entry.deadline is None:
        return Reason("No date.", "Nothing in the articles fixes one, so none is given.")
    words = f"“{entry.deadline_words}”" if entry.deadline_words else "The words"
    return Reason("A date.", f"{words}: {written(entry.deadline)}.")


def _of_discrepancy(entry: Discrepancy) -> Iterator[Reason]:
    why = entry.why[:1].upper() + entry.why[1:]
    if entry.likely is None:
        yield Reason("None is likelier.", why)
    else:
        yield Reason(f"Likely “{entry.likely}”.", why)
