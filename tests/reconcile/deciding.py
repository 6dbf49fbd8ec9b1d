"""A small register of made-up reports, and short ways to decide about its records."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count

from telling import article, commitment, mechanism, meeting, person, report, words

from stocktake.judging import Decision
from stocktake.model import (
    AgreementFinding,
    Amount,
    Article,
    Entry,
    Judgement,
    OutcomeFinding,
    Page,
    ProgrammeFinding,
    Reader,
    ReadPage,
    Report,
    Seat,
)
from stocktake.pipeline import decide, derive
from stocktake.register import Register
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json

READER = Reader("v-1", "model", "1", "0" * 64, "1" * 64)
_MOMENTS = count()


def agreement(told: Article, title: str, parties: tuple[str, ...]) -> AgreementFinding:
    return AgreementFinding(
        title, None, "memorandum of understanding", "signed", parties, None, words(told, title)
    )


def programme(told: Article, name: str, amount: Amount | None = None) -> ProgrammeFinding:
    return ProgrammeFinding(name, amount, "new", "NOR", "KEN", None, words(told, name))


def round_told(
    number: int,
    day: str,
    *,
    who: str = "Ola Berg",
    promise: str = "Norway will train forty coast guards",
    deadline: str | None = "2031-09",
    text: str = "Fisheries Pact",
    aid: str = "Harbour Fund",
    name: str = "Fisheries Dialogue",
    parties: tuple[str, ...] = ("KEN", "NOR"),
    outlet: str = "River Wire",
) -> Report:
    """Report one round whole: a format, a meeting, a delegate, a promise, a text, a programme."""
    told = article(
        f"{outlet} {number}. The {name} met in Oslo. {who} spoke. {promise}. They signed the "
        f"{text} and praised the {aid}.",
        day, outlet=outlet,
    )  # fmt: skip
    return report(
        told,
        meetings=[
            meeting(
                told, f"The {name} met in Oslo", parties=parties, when=day, mechanism=name,
                ordinal=number, place="Oslo", seats=(Seat(who, "minister", "NOR", head=True),),
            )
        ],
        mechanisms=[mechanism(told, name)],
        people=[person(told, who, "minister", "NOR")],
        commitments=[commitment(told, promise, deadline=deadline)],
        agreements=(agreement(told, text, parties),),
        programmes=(programme(told, aid),),
    )  # fmt: skip


def outcome_told(day: str, quote: str, parties: tuple[str, ...] = ("KEN", "NOR")) -> Report:
    told = article(f"The parties met again in Oslo. {quote}.", day, outlet="Fjord Post")
    found = OutcomeFinding("delivered", parties, day, (), "test", words(told, quote))
    return report(
        told,
        meetings=[meeting(told, "met again in Oslo", parties=parties, when=day, place="Oslo")],
        outcomes=(found,),
    )


def page_of(one: Report) -> ReadPage:
    page = Page(one.article.page, f"{one.article.page}.txt", one.article.page, None, None)
    return ReadPage(page, (one,))


def hold(register: Register, *reports: Report) -> None:
    register.take_in([page_of(one) for one in reports], READER)
    derive(register)


def decided(register: Register, action: str, record: str, by: str = "Ada", **more) -> Judgement:
    at = datetime(2032, 1, 1, tzinfo=UTC) + timedelta(milliseconds=next(_MOMENTS))
    told = at.isoformat(timespec="microseconds")
    return decide(register, Decision(action, record, by, **more), told)


def shown(register: Register, kind: str) -> tuple[Entry, ...]:
    """Give the records of a list."""
    return getattr(records_of(register.holdings()), kind)


def of(register: Register, kind: str, article: str) -> Entry:
    """Give the record of a list that quotes an article; it must be one."""
    (found,) = [e for e in shown(register, kind) if any(q.article == article for q in e.evidence)]
    return found


def quoted(entry: Entry) -> set[str]:
    return {evidence.article for evidence in entry.evidence}


def exported(register: Register) -> bytes:
    return b"".join(as_json(records_of(register.holdings()), "2032-01-01T00:00:00+00:00"))


def without_judgements(register: Register) -> list[tuple[str, Iterable[Entry]]]:
    records = records_of(register.holdings())
    return [
        (kind, getattr(records, kind))
        for kind in type(records).__slots__
        if kind not in ("judgements", "readers")
    ]
