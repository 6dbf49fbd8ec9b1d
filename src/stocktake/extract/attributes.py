"""How a promise is made: its kind, strength, condition, novelty, and whether it can be checked."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Span, Token

from stocktake.extract.clauses import (
    auxiliaries,
    governing_verb,
    is_told_of_another,
    mark_of,
)
from stocktake.extract.complements import complement_of
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.model import CommitmentKind, Lack, Novelty, Specificity, Strength


@dataclass(frozen=True, slots=True)
class Conditions:
    """Wordings of conditions, renewals and continuations, and acts that are only talk."""

    condition: re.Pattern[str]
    renewed: re.Pattern[str]
    renewing: frozenset[str]
    continued: re.Pattern[str]
    talk: frozenset[str]
    journeys: frozenset[str]
    occasions: frozenset[str]
    keeping: frozenset[str]
    contact: frozenset[str]
    welcoming: frozenset[str]
    vague: frozenset[str]


@cache
def conditions() -> Conditions:
    """Read the wordings from `rules/conditions.toml`."""
    text = files("stocktake.extract").joinpath("rules/conditions.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Conditions(
        condition=_any_of(data["condition"]["wordings"]),
        renewed=_any_of(data["renewed"]["wordings"]),
        renewing=frozenset(data["renewed"]["verbs"]),
        continued=_any_of(data["continued"]["wordings"]),
        talk=frozenset(data["second-order"]["acts"]),
        journeys=frozenset(data["second-order"]["journeys"]),
        occasions=frozenset(data["second-order"]["occasions"]),
        keeping=frozenset(data["second-order"]["keeping"]),
        contact=frozenset(data["second-order"]["contact"]),
        welcoming=frozenset(data["acknowledged"]["verbs"]),
        vague=frozenset(data["vague"]["acts"]),
    )


def _any_of(wordings: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(wordings), re.IGNORECASE)


def condition_in(wording: str) -> tuple[int, int] | None:
    """Give where a condition stands in a wording, from its conjunction to the next stop."""
    match = conditions().condition.search(wording)
    if match is None:
        return None
    stop = re.search(r"[;.]|,(?=\s+(?:and|but)\b)", wording[match.end() :])
    end = match.end() + stop.start() if stop else len(wording)
    return match.start(), len(wording[:end].rstrip(" ,"))


def novelty_of(wording: str, kind: CommitmentKind) -> Novelty:
    """Tell whether a promise is a new one, is made again, or goes on."""
    if conditions().renewed.search(wording):
        return "renewed"
    if conditions().continued.search(wording):
        return "continued"
    if kind == "reaffirm":
        return "renewed"
    return "new" if kind in {"agree", "launch", "sign"} else "unknown"


def kind_of(trigger: Trigger, wording: str) -> CommitmentKind:
    """Give a promise's kind: its rule's, unless its wording marks a renewal or an undertaking."""
    kind = trigger.rule.kind
    if is_acknowledged(trigger):
        return "acknowledged"
    renewed = conditions().renewed.search(wording) is not None
    if trigger.rule.shape == "adjective" and kind == "pledge":
        verb = trigger.verb
        stays = verb.lemma_ in {"remain", "stay", "continue"} or renewed
        return "reaffirm" if stays else kind
    if kind in {"pledge", "agree"} and renewed and trigger.rule.shape in {"infinitive", "clause"}:
        return "reaffirm"
    if trigger.rule.shape == "object" and trigger.verb.lemma_ in conditions().renewing:
        return "reaffirm" if kind in {"pledge", "plan"} else kind
    if kind in {"launch", "sign"} and is_future(trigger.verb):
        return "plan"
    return kind


def is_acknowledged(trigger: Trigger) -> bool:
    """Tell whether one side only welcomes or thanks for what the other has promised."""
    welcoming = conditions().welcoming
    if trigger.rule.nouns and trigger.verb.lemma_ in welcoming:
        return True
    if is_told_of_another(trigger.verb):
        return False
    above = governing_verb(trigger.verb)
    inside = trigger.verb.dep_ in {"ccomp", "acl", "relcl"} and mark_of(trigger.verb) != "where"
    return inside and above is not None and above.lemma_ in welcoming


def strength_of(trigger: Trigger, kind: CommitmentKind) -> Strength:
    """Give a promise's strength: second-order where the act is only to talk or to plan."""
    act = promised_act(trigger)
    if kind not in {"reaffirm", "launch", "sign", "request", "acknowledged"} and _is_talk(act):
        return "second-order"
    return trigger.rule.strength


def _is_talk(act: Token) -> bool:
    """Tell an act that is only talk: by its verb, by its object, or by what a journey is for."""
    words, lemma = conditions(), act.lemma_.lower()
    if lemma in words.talk:
        return True
    behind = {t.lemma_.lower() for t in act.subtree if t.i > act.i}
    if lemma in words.journeys:
        return bool(behind & words.occasions)
    near = {t.lemma_.lower() for c in act.rights for t in (c, *c.children)}
    return lemma in words.keeping and bool(near & words.contact)


def promised_act(trigger: Trigger) -> Token:
    """Give the verb that says what will be done, below "continue to" and "work to"."""
    act = trigger.act
    if act.pos_ in {"NOUN", "PROPN"}:
        held = complement_of(trigger.word) or complement_of(act)
        act = held if held is not None and held.pos_ in {"VERB", "AUX"} else _done(trigger)
    for _ in range(2):
        if act.lemma_ in {"continue", "begin", "start", "go", "work", "seek", "aim", "intend"}:
            act = complement_of(act) or act
    return act


# Verbs that are themselves the act on the thing that they name: "sign", "pledge 5 million".
DONE_WITH = frozenset({"sign", "launch", "provide", "offer"})
GIVING = frozenset({"pledge-thing", "announce-money", "announce-sum"})


def _done(trigger: Trigger) -> Token:
    """Give the verb where it is itself the act on its object, else the object."""
    rule = trigger.rule
    done = rule.kind in DONE_WITH or rule.id in GIVING
    return trigger.verb if done else trigger.act


def specificity_of(
    actors: tuple[str, ...], act: Token, has_date: bool, has_quantity: bool
) -> tuple[Specificity, tuple[Lack, ...]]:
    """Tell whether it could be checked that a promise was kept, and what is lacking for it."""
    concrete = act.pos_ in {"VERB", "AUX"} and act.lemma_.lower() not in conditions().vague
    there: tuple[tuple[Lack, bool], ...] = (
        ("actor", bool(actors)),
        ("act", concrete),
        ("date", has_date),
        ("quantity", has_quantity),
    )
    lacks = tuple(name for name, given in there if not given)
    if actors and concrete and (has_date or has_quantity):
        return "verifiable", lacks
    return ("partly" if actors and concrete else "not verifiable"), lacks


def core_of(clause: Span, trigger: Trigger) -> tuple[str, ...]:
    """Give the lemmas that carry an act: its verbs, nouns, names and numbers, once each."""
    kept = [
        token.lemma_.lower()
        for token in clause
        if token.i >= trigger.act.left_edge.i
        and token.pos_ in {"VERB", "NOUN", "PROPN", "NUM", "ADJ"}
        and not token.is_stop
    ]
    return tuple(dict.fromkeys(kept))


def is_future(verb: Token) -> bool:
    """Tell whether a verb stands in the future."""
    return bool(auxiliaries(verb) & {"will", "shall", "'ll", "’ll"})
