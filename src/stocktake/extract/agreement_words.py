"""The vocabulary of agreements, from `rules/agreements.toml`."""

from dataclasses import dataclass
from functools import cache

from stocktake.extract.rule_files import read_rules
from stocktake.model import AgreementForm


@dataclass(frozen=True, slots=True)
class AgreementType:
    """A noun that heads names of agreements."""

    words: frozenset[str]
    tails: tuple[str, ...]
    form: AgreementForm
    needs: str
    only_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """The vocabulary of `rules/agreements.toml`; `openings` are the words of all types."""

    types: tuple[AgreementType, ...]
    openings: frozenset[str]
    acronyms: frozenset[str]
    standing: frozenset[str]
    never: tuple[str, ...]
    unreal: frozenset[str]
    vague: frozenset[str]
    ends_war: frozenset[str]
    halts_fighting: frozenset[str]
    brokered: tuple[str, ...]
    links: frozenset[str]
    truce_acts: frozenset[str]
    companies: frozenset[str]
    if_at_all: frozenset[str]
    signed: frozenset[str]
    drafting: frozenset[str]
    drafting_named: frozenset[str]
    not_before: frozenset[str]
    force: frozenset[str]
    begins: frozenset[str]
    coming: frozenset[str]
    ended: frozenset[str]
    ahead_auxiliaries: frozenset[str]
    ahead_verbs: frozenset[str]
    anaphoric: frozenset[str]
    reached: frozenset[str]
    made: frozenset[str]
    concluded: frozenset[str]
    wanted: frozenset[str]
    force_near: tuple[str, ...]
    signed_near: tuple[str, ...]
    drafting_near: tuple[str, ...]


@cache
def load_agreement_words() -> AgreementWords:
    """Read the vocabulary."""
    raw = read_rules("agreements")
    words, status = raw["words"], raw["status"]
    return AgreementWords(
        types=tuple(
            AgreementType(
                frozenset(t["words"]),
                tuple(t.get("tail", ())),
                t["form"],
                t["needs"],
                frozenset(t.get("only_after", ())),
            )
            for t in raw["type"]
        ),
        openings=frozenset(word for t in raw["type"] for word in t["words"]),
        acronyms=frozenset(words["acronyms"]),
        standing=frozenset(words["standing"]),
        never=tuple(words["never"]),
        unreal=frozenset(words["unreal"]),
        vague=frozenset(words["vague"]),
        ends_war=frozenset(words["ends_war"]),
        halts_fighting=frozenset(words["halts_fighting"]),
        brokered=tuple(words["brokered"]),
        links=frozenset(words["links"]),
        truce_acts=frozenset(words["truce_acts"]),
        companies=frozenset(words["companies"]),
        if_at_all=frozenset(words["if_at_all"]),
        signed=frozenset(status["signed"]),
        drafting=frozenset(status["drafting"]),
        drafting_named=frozenset(status["drafting_named"]),
        not_before=frozenset(words["not_before"]),
        force=frozenset(status["force"]),
        begins=frozenset(status["begins"]),
        coming=frozenset(status["coming"]),
        ended=frozenset(status["ended"]),
        ahead_auxiliaries=frozenset(status["ahead_auxiliaries"]),
        ahead_verbs=frozenset(status["ahead_verbs"]),
        anaphoric=frozenset(words["anaphoric"]),
        reached=frozenset(status["reached"]),
        made=frozenset(status["made"]),
        concluded=frozenset(status["concluded"]),
        wanted=frozenset(status["wanted"]),
        force_near=tuple(status["force_near"]),
        signed_near=tuple(status["signed_near"]),
        drafting_near=tuple(status["drafting_near"]),
    )
