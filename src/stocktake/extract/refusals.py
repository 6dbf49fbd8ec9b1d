"""What no verb of promising can make a promise: crimes, denials, doubts, housekeeping."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.clauses import auxiliaries, mark_of, subject_of
from stocktake.extract.complements import complement_of
from stocktake.extract.rules_of_commitment import Trigger

YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """Words of the classes of refusals, and what each class is tried on."""

    crimes: frozenset[str]
    deniers: frozenset[str]
    nothing: frozenset[str]
    doubts: frozenset[str]
    chairing: frozenset[str]
    chaired: frozenset[str]
    chairs: frozenset[str]
    happening: frozenset[str]
    discussing: frozenset[str]
    before: frozenset[str]
    occasions: frozenset[str]
    principles: frozenset[str]
    outsiders: frozenset[str]
    beside: frozenset[str]


@cache
def refusal_words() -> RefusalWords:
    """Read the words from `rules/refusals.toml`."""
    text = files("stocktake.extract").joinpath("rules/refusals.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return RefusalWords(
        crimes=frozenset(data["crime"]["objects"]),
        deniers=frozenset(data["denied"]["words"]),
        nothing=frozenset(data["denied"]["nothing"]),
        doubts=frozenset(data["doubtful"]["adverbs"]),
        chairing=frozenset(data["housekeeping"]["verbs"]),
        chaired=frozenset(data["housekeeping"]["objects"]),
        chairs=frozenset(data["housekeeping"]["subjects"]),
        happening=frozenset(data["impersonal"]["verbs"]),
        discussing=frozenset(data["topic"]["verbs"]),
        before=frozenset(data["recalled"]["words"]),
        occasions=frozenset(data["recalled"]["occasions"]),
        principles=frozenset(data["principle"]["nouns"]),
        outsiders=frozenset(data["outsiders"]["nouns"]),
        beside=frozenset(data["outsiders"]["words"]),
    )


def refused(trigger: Trigger) -> str | None:
    """Name the reason why a trigger can be no promise, or give None."""
    return next((name for name, holds in REFUSALS.items() if holds(trigger)), None)


def _verbs(trigger: Trigger) -> tuple[Token, ...]:
    inner = complement_of(trigger.act)
    return (trigger.verb, trigger.act, *([inner] if inner is not None else []))


def _is_crime(trigger: Trigger) -> bool:
    crimes = refusal_words().crimes
    return any(
        verb.lemma_ == "commit" and child.dep_ in {"dobj", "nsubjpass"} and _heads(child) & crimes
        for verb in _verbs(trigger)
        for child in verb.children
    )


def _heads(noun: Token) -> frozenset[str]:
    """Give the lemmas of a noun and of those joined to it."""
    return frozenset({noun.lemma_.lower(), *(c.lemma_.lower() for c in noun.conjuncts)})


def _is_denied(trigger: Trigger) -> bool:
    """Tell "neither side has pledged" and "no intention to"."""
    words = refusal_words()
    if trigger.rule.nouns and any(c.lower_ in words.nothing for c in trigger.word.lefts):
        return True
    if trigger.rule.shape == "modal":
        return False
    subject = subject_of(trigger.lead or trigger.verb)
    if subject is None:
        return False
    led = {c.lower_ for c in subject.lefts if c.dep_ in {"preconj", "cc", "det", "advmod", "neg"}}
    return bool(({subject.lower_} | led) & words.deniers)


def _is_topic(trigger: Trigger) -> bool:
    """Tell a commitment that the sentence only has people talk about."""
    talked_of = {trigger.verb.lemma_, trigger.word.head.lemma_}
    return bool(trigger.rule.nouns) and bool(talked_of & refusal_words().discussing)


def _is_asked(trigger: Trigger) -> bool:
    """Tell a question, such as a reporter's."""
    return trigger.verb.sent.text.rstrip("”’\"' \n").endswith("?")


def _is_doubtful(trigger: Trigger) -> bool:
    doubts = refusal_words().doubts
    return any(c.dep_ == "advmod" and c.lower_ in doubts for c in trigger.verb.children)


def _is_housekeeping(trigger: Trigger) -> bool:
    """Tell what a chair or host says of the course of the very talk: "we'll take questions"."""
    words = refusal_words()
    subject = subject_of(trigger.verb)
    if subject is None or not (subject.lower_ in words.chairs or subject.ent_type_ == "PERSON"):
        return False
    for act in (v for v in _verbs(trigger) if v.lemma_ in words.chairing):
        if any(t.lemma_.lower() in words.chaired for t in act.subtree if t.i > act.i):
            return True
        if act.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "it" for c in act.rights):
            return True
        if act.lemma_ == "go" and any(_calls_on(c) for c in act.rights):
            return True
    return False


def _calls_on(preposition: Token) -> bool:
    """Tell "we'll go to Ole": to a person, or to a place that is not said to be visited."""
    return preposition.lower_ == "to" and any(
        c.dep_ == "pobj" and (c.pos_ in {"PROPN", "PRON"}) for c in preposition.children
    )


def _is_impersonal(trigger: Trigger) -> bool:
    subject = subject_of(trigger.verb)
    if subject is None or subject.lower_ != "it" or trigger.rule.shape == "passive":
        return False
    acts = {trigger.act, trigger.verb} - {trigger.word}
    return any(act.lemma_ in refusal_words().happening and not _is_passive(act) for act in acts)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _is_repeating(trigger: Trigger) -> bool:
    """Tell "the day on which it will end": what is said of a day or place is told elsewhere."""
    if trigger.verb.dep_ != "relcl" or trigger.rule.shape not in {"modal", "is-to"}:
        return False
    return any(
        c.dep_ == "prep" and c.i < trigger.verb.i and any(p.lower_ == "which" for p in c.children)
        for c in trigger.verb.lefts
    )


def _is_past_sum(trigger: Trigger) -> bool:
    """Tell a sum that has gathered "since 2003", which nobody is yet to give."""
    if not trigger.rule.money:
        return False
    return any(
        word.lower_ == "since" and any(YEAR.fullmatch(c.text) for c in word.children)
        for word in trigger.verb.subtree
    )


def _is_recalled(trigger: Trigger) -> bool:
    """Tell "had pledged at the last summit", "when Norway signaled": what was promised earlier."""
    if trigger.verb.tag_ == "VBD" and mark_of(trigger.verb) in refusal_words().occasions:
        return True
    if trigger.rule.shape == "modal" or "had" not in auxiliaries(trigger.verb):
        return False
    promised = set(trigger.act.subtree) if trigger.act is not trigger.verb else set()
    when = [word for word in trigger.verb.subtree if word not in promised]
    before = refusal_words().before
    return any(word.lower_ in before or YEAR.fullmatch(word.text) for word in when)


def _is_principle(trigger: Trigger) -> bool:
    """Tell "we reaffirm the right of states to choose": what is held to be so, by whoever acts."""
    if trigger.rule.nouns or trigger.act is trigger.verb:
        return False
    return any(
        c.dep_ == "dobj" and c.lemma_.lower() in refusal_words().principles and c.i < trigger.act.i
        for c in trigger.verb.rights
    )


def _is_of_outsiders(trigger: Trigger) -> bool:
    """Tell what "other countries" do, who are not at the table."""
    subject, words = subject_of(trigger.lead or trigger.verb), refusal_words()
    if subject is None or subject.lemma_.lower() not in words.outsiders:
        return False
    return any(c.lower_ in words.beside for c in subject.lefts)


def _is_heading(trigger: Trigger) -> bool:
    """Tell a line of capitalised words without a stop, which heads a part of the text."""
    if trigger.word.sent.text.rstrip().endswith((".", "!", "?")):
        return False
    line = _line_of(trigger.word)
    longer = [word for word in WORD.findall(line) if len(word) > SHORT_WORD]
    open_end = not line.endswith((".", "!", "?", ";", ":", ",", "”", '"'))
    return len(longer) >= HEADING and open_end and all(w[0].isupper() for w in longer)


# Words up to this length are printed small in headings.
SHORT_WORD = 4
# So many longer words make a line a heading and no name alone.
HEADING = 4
WORD = re.compile(r"[^\W\d_][\w’'-]*")


def _line_of(word: Token) -> str:
    first = last = word.i
    while first > 0 and "\n" not in word.doc[first - 1].text_with_ws:
        first -= 1
    while last + 1 < len(word.doc) and "\n" not in word.doc[last].text_with_ws:
        last += 1
    return word.doc[first : last + 1].text.strip()


REFUSALS: dict[str, Callable[[Trigger], bool]] = {
    "topic": _is_topic,
    "asked": _is_asked,
    "crime": _is_crime,
    "denied": _is_denied,
    "doubtful": _is_doubtful,
    "housekeeping": _is_housekeeping,
    "impersonal": _is_impersonal,
    "repeating": _is_repeating,
    "past-sum": _is_past_sum,
    "recalled": _is_recalled,
    "principle": _is_principle,
    "outsiders": _is_of_outsiders,
    "heading": _is_heading,
}
