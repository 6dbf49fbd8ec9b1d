"""Reports made for tests: a text, and findings whose quotes are cut from it."""

from collections.abc import Mapping, Sequence

from stocktake.model import (
    Amount,
    Article,
    CommitmentFinding,
    Entry,
    Evidence,
    MechanismFinding,
    MeetingFinding,
    PersonFinding,
    Reading,
    Report,
    Seat,
    article_id,
)
from stocktake.reconcile import LAYERS


def article(
    text: str,
    published: str | None = "2031-05-06",
    title: str = "Talks held",
    outlet: str = "River Wire",
) -> Article:
    page = f"page of {text[:20]}"
    return Article(
        article_id(page, 0, text), page, 0, title, outlet, None, published, None, "en", text,
        truncated=False,
    )  # fmt: skip


def words(told: Article, quote: str) -> Evidence:
    start = told.text.index(quote)
    return told.quote(start, start + len(quote))


def meeting(
    told: Article,
    quote: str,
    *,
    parties: tuple[str, ...] = ("KEN", "NOR"),
    when: str | None = "2031-05-05",
    mechanism: str | None = None,
    ordinal: int | None = None,
    place: str | None = None,
    seats: tuple[Seat, ...] = (),
    standing: str = "main",
) -> MeetingFinding:
    evidence = words(told, quote)
    rests = [("when", evidence)] if when else []
    rests += [("ordinal", evidence)] if ordinal else []
    rests += [("place", evidence)] if place else []
    return MeetingFinding(
        standing, mechanism, mechanism, ordinal, when, place, parties, seats, evidence,
        tuple(rests),
    )  # fmt: skip  # type: ignore[arg-type] - a test may give any word


def mechanism(
    told: Article, name: str, acronym: str | None = None, kind: str = "dialogue"
) -> MechanismFinding:
    return MechanismFinding(
        name,
        acronym,
        (),
        kind,
        (),
        None,
        (),
        None,
        None,
        (words(told, name),),  # type: ignore[arg-type] - a test may give any word
    )


def person(
    told: Article, name: str, role: str | None = None, party: str | None = None
) -> PersonFinding:
    return PersonFinding(name, role, None, party, (words(told, name),))


def commitment(
    told: Article,
    quote: str,
    *,
    actors: tuple[str, ...] = ("NOR",),
    counterparts: tuple[str, ...] = (),
    theme: str | None = None,
    deadline: str | None = None,
    strength: str = "firm",
    amount: Amount | None = None,
    novelty: str = "unknown",
) -> CommitmentFinding:
    return CommitmentFinding(
        actors, counterparts, "pledge", quote, theme, deadline, None, amount, None, strength,
        "partly", (), novelty, (), "test", None, words(told, quote),
    )  # fmt: skip  # type: ignore[arg-type] - a test may give any word


def report(
    told: Article,
    *,
    meetings: Sequence[MeetingFinding] = (),
    mechanisms: Sequence[MechanismFinding] = (),
    people: Sequence[PersonFinding] = (),
    commitments: Sequence[CommitmentFinding] = (),
    **more: tuple[object, ...],
) -> Report:
    return Report(
        told,
        Reading(
            told.id,
            True,
            people=tuple(people),
            mechanisms=tuple(mechanisms),
            meetings=tuple(meetings),
            commitments=tuple(commitments),
            **more,  # type: ignore[arg-type] - a test may give any word
        ),
    )


def entries_of(*reports: Report) -> list[Entry]:
    """Give all entries that the layers make of some reports together."""
    links: dict[str, dict[str, str]] = {r.article.id: {} for r in reports}
    entries: list[Entry] = []
    for layer in LAYERS:
        items = [i for r in reports for i in layer.items(r, frozen(links[r.article.id]))]
        resolved = layer.resolve(items, ())
        for link in resolved.links:
            links[link.article][link.name] = link.value
        entries += resolved.entries
    return entries


def frozen(links: dict[str, str]) -> Mapping[str, str]:
    return dict(links)


def only(kind: type, entries: Sequence[Entry]) -> list[Entry]:
    return [e for e in entries if isinstance(e, kind)]
