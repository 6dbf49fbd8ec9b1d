"""What in a clause speaks for or against its being a commitment."""

import math
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Span, Token

from stocktake.extract.clauses import (
    auxiliaries,
    auxiliaries_of_its_own,
    governing_verb,
    is_negated,
    is_told_of_another,
    mark_of,
    own_subject,
    subject_of,
)
from stocktake.extract.complements import complement_of
from stocktake.extract.counterparts import opposed_parties
from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.edtf import last_day
from stocktake.extract.holders import holder_of
from stocktake.extract.rules_of_commitment import Trigger

# How far one unit of a weight given by hand moves the logit of a candidate.
HAND_SCALE = 3.0
# A rule's weight at which, before any filter, it is as likely as not that a commitment is meant.
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Filters:
    """The weights of the features, the words that make them, and the likelihood that is enough.

    `weights` are given by hand; `learned` are what the labelled texts add to them, in logits
    (`evaluation/fit_commitments.py`).
    """

    weights: dict[str, float]
    learned: dict[str, float]
    words: dict[str, frozenset[str]]
    genres: dict[str, tuple[str, ...]]
    keep: float


@cache
def filters() -> Filters:
    """Read the filters from `rules/filters.toml` and `rules/learned.toml`."""
    data = _rules("filters")
    words = {name: frozenset(some) for name, some in data["words"].items()}
    genres = {name: tuple(some) for name, some in data["genres"].items()}
    learned = _rules("learned")["weights"]
    return Filters(data["weights"], learned, words, genres, data["threshold"]["keep"])


def _rules(name: str) -> dict[str, Any]:
    text = files("stocktake.extract").joinpath(f"rules/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def likelihood_of(trigger: Trigger, features: tuple[str, ...]) -> float:
    """Give how likely the rules hold a trigger to be a commitment, from 0 to 1."""
    learned = filters().learned
    logit = hand_logit(trigger, features)
    logit += sum(learned.get(name, 0.0) for name in weighed_names(trigger, features))
    return 1 / (1 + math.exp(-logit))


def hand_logit(trigger: Trigger, features: tuple[str, ...]) -> float:
    """Add up the weights given by hand to a rule and to what speaks for and against it."""
    weights = filters().weights
    shape = trigger.rule.shape
    given = (weights.get(f"{shape}/{name}", weights.get(name, 0.0)) for name in features)
    return HAND_SCALE * (trigger.rule.weight - EVEN + sum(given))


def weighed_names(trigger: Trigger, features: tuple[str, ...]) -> tuple[str, ...]:
    """Give the names under which a candidate's learned weights stand."""
    shape = trigger.rule.shape
    return ("bias", f"rule:{trigger.rule.id}", *features, *(f"{shape}/{name}" for name in features))


def features_of(
    document: Document, sides: Sides, trigger: Trigger, clause: Span
) -> tuple[str, ...]:
    """Name what speaks for and against a trigger, each feature once, in a fixed order."""
    subject = _subject_class(document, sides, trigger)
    found = [f"subject:{subject}"]
    if trigger.lead is not None:
        return (*found, "point", *_partner_features(document, sides, trigger, clause))
    found += _stranger_features(document, sides, trigger)
    found += _clause_features(trigger.verb)
    found += _mood_features(trigger)
    found += _act_features(trigger, subject)
    found += _partner_features(document, sides, trigger, clause)
    found += _wording_features(clause)
    found += _settled_features(document, trigger)
    found += _genre_features(document)
    if trigger.rule.nouns and trigger.word.lemma_ in filters().words["held"]:
        found += _noun_features(document, trigger)
    return tuple(dict.fromkeys(found))


DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "which", "what"})
NO_PARTY = frozenset({"i", "you", "who", "someone", "there", "one", "everyone", "us"})


def _subject_class(document: Document, sides: Sides, trigger: Trigger) -> str:
    subject = subject_of(trigger.lead or trigger.verb)
    if subject is None:
        return "none"
    word = subject.lower_
    if word == "i" and sides.voice_at(subject.idx) is not None:
        return "self"
    classes = (("this", DEMONSTRATIVES), ("i", NO_PARTY), ("person", {"he", "she"}))
    named = next((name for name, words in classes if word in words), None)
    return named or (word if word in {"we", "they"} else holder_of(document, subject))


def _stranger_features(document: Document, sides: Sides, trigger: Trigger) -> list[str]:
    """Tell whether the one who would be bound is a party that does not take part in the talks."""
    holder = owner_of(document, trigger.word) if trigger.rule.nouns else None
    if holder is None or holder.lower_ in OWN:
        holder = subject_of(trigger.lead or trigger.verb)
    if holder is None:
        return []
    first, last = holder.left_edge.idx, holder.idx + len(holder)
    named = {m.party for m in document.mentions_in(first, last)}
    found = ["actor:stranger"] if named and not named & set(sides.parties) else []
    if len(named) == 1 and named <= opposed_parties(document):
        # In a text that turns against a party, what it will do is no promise to anybody.
        found.append("actor:opposed")
    return found


def _settled_features(document: Document, trigger: Trigger) -> list[str]:
    """Tell what was done long before the article, and what is told to happen by itself."""
    found = []
    if trigger.verb.tag_ in {"VBD", "VBN"} and _is_dated_before(document, trigger.verb):
        found.append("recalled-day")
    if trigger.rule.shape == "clause":
        told = own_subject(trigger.act)
        if told is not None and holder_of(document, told) in {"other", "event"}:
            found.append("told:thing")
    if trigger.rule.kind == "sign":
        behalf = any(t.lower_ == "behalf" for t in trigger.verb.subtree)
        above = governing_verb(trigger.verb)
        joins = above is not None and above.lemma_ == "become"
        found += ["for-a-party"] * behalf + ["joins"] * joins
    return found


# So many days before the article an act is told as news.
NEWS = 10


def _is_dated_before(document: Document, verb: Token) -> bool:
    """Tell whether the sentence of a verb names a day or month well before the article's."""
    article, sentence = document.article, verb.sent
    if article.published is None or len(article.published) < len("2024-01-31"):
        return False
    day = date.fromisoformat(article.published[: len("2024-01-31")]) - timedelta(days=NEWS)
    mentions = find_dates(article.text, article.published, article.language or "en")
    return any(
        last_day(m.edtf) < day.isoformat()
        for m in mentions
        if m.edtf and sentence.start_char <= m.start < sentence.end_char and m.start < verb.idx
    )


OWN = frozenset({"its", "their", "our", "his", "her"})


SUBORDINATE = frozenset({"ccomp", "xcomp", "pcomp", "acl", "relcl", "dobj", "advcl"})


def _clause_features(verb: Token) -> list[str]:
    words = filters().words
    found = []
    for above in _clause_chain(verb):
        mark = mark_of(above)
        found += [f"clause:{name}" for name in MARKS if mark in words[name]]
        if above.dep_ == "relcl":
            found.append("clause:relative")
        if above.dep_ in {"advcl", "acl", "xcomp"} and "to" in auxiliaries(above):
            found.append("clause:purpose")
        if above.dep_ in {"advcl", "acl", "pcomp"} and above.tag_ == "VBG":
            found.append("clause:participle")
        governor = governing_verb(above)
        if governor is not None and above.dep_ in SUBORDINATE and not is_told_of_another(above):
            reported = above.dep_ == "ccomp" and governor.lemma_ in words["say"]
            names = ["say"] if reported else GOVERNORS
            found += [f"governor:{name}" for name in names if governor.lemma_ in words[name]]
    return found


MARKS = ("if", "because", "when", "while")
GOVERNORS = ("discuss", "think", "welcome", "ask", "help", "evidential", "say")


def _clause_chain(verb: Token) -> list[Token]:
    """Give a verb, the verbs it is joined to, and the one they all hang from."""
    chain = [verb]
    while chain[-1].dep_ == "conj" and chain[-1].head.pos_ in {"VERB", "AUX"}:
        chain.append(chain[-1].head)
    above = governing_verb(chain[-1])
    if above is not None and chain[-1].dep_ in SUBORDINATE:
        chain.append(above)
    return chain


MODALS = frozenset({"can", "could", "may", "might", "should", "must", "would"})


def _mood_features(trigger: Trigger) -> list[str]:
    verb = trigger.verb
    aux = auxiliaries(verb)
    found = []
    if is_negated(verb):
        found.append("negated")
    if verb.sent.text.rstrip().endswith("?"):
        found.append("question")
    if aux & MODALS and not (trigger.rule.reported or trigger.rule.shape == "clause"):
        found.append("hedged")
    if aux & {"will", "shall", "’ll", "'ll"} and trigger.rule.shape != "modal":
        found.append("future")
    if verb.dep_ == "acl" and trigger.rule.shape == "adjective":
        found.append("reduced")
    if "had" in aux:
        found.append("past-perfect")
    if aux & {"has", "have", "’ve", "'ve"}:
        found.append("perfect")
    if verb.tag_ == "VBD" or aux & {"was", "were", "did"}:
        found.append("past")
    return found


def _act_features(trigger: Trigger, subject: str) -> list[str]:
    words = filters().words
    lemma = _inner_act(trigger.act).lemma_.lower()
    groups = ["state", "mind", "talk", "support", "fortune"]
    if subject in {"body", "event", "other", "this", "none", "pronoun"}:
        groups += ["effect", "occurrence"]
    if subject in {"person", "they", "none"} or lemma in words["travel"]:
        groups += ["logistics", "travel"]
    found = [f"act:{name}" for name in groups if lemma in words[name]]
    if subject == "event" and "act:occurrence" not in found:
        found.append("event:content")
    if _only_is_something(trigger):
        found.append("act:is-something")
    if trigger.rule.shape == "modal" and not auxiliaries_of_its_own(trigger.verb):
        found.append("carried")
    return found


def _only_is_something(trigger: Trigger) -> bool:
    """Tell "will be a piece of it": a part that is played and no act."""
    nouns = (c for c in trigger.act.rights if c.dep_ == "attr" and c.pos_ == "NOUN")
    return trigger.act.lemma_ == "be" and any(
        n.lemma_.lower() not in filters().words["office"] for n in nouns
    )


def _inner_act(act: Token) -> Token:
    """Give what is done where a verb only says that it goes on: "continue to train"."""
    if act.lemma_ in {"continue", "begin", "start", "go", "keep", "work"}:
        return complement_of(act) or act
    return act


def _partner_features(
    document: Document, sides: Sides, trigger: Trigger, clause: Span
) -> list[str]:
    """Tell whether others than the article's own voice are named where the promise is."""
    own = sides.speaker or (sides.parties[0] if sides.parties else None)
    sentence = trigger.verb.sent
    here = {m.party for m in document.mentions_in(clause.start_char, clause.end_char)}
    near = {m.party for m in document.mentions_in(sentence.start_char, sentence.end_char)}
    abroad = {m.party for m in document.title_mentions} - {own}
    found = ["talks"] if len(sides.parties) > 1 else []
    if len(sides.in_title) > 1:
        found.append("title:several")
    if here - {own}:
        found.append("partner:clause")
    elif near - {own} or is_told_of_another(trigger.verb):
        found.append("partner:sentence")
    else:
        found.append("partner:none")
    if abroad:
        found.append("partner:title")
    elif "partner:none" in found:
        found.append("domestic")
    return found


def _wording_features(clause: Span) -> list[str]:
    words = filters().words
    lower = [t.lower_ for t in clause]
    found = [
        f"says:{name}"
        for name in ("together", "past-time", "furniture")
        if set(lower) & words[name]
    ]
    if any(t.lower_ in words["forum"] and t.text[:1].isupper() for t in clause):
        found.append("names-forum")
    if any(t.ent_type_ == "DATE" for t in clause):
        found.append("dated")
    if any(t.ent_type_ == "TIME" for t in clause):
        found.append("timed")
    return found


def _genre_features(document: Document) -> list[str]:
    """Tell by its title what kind of text an article is: a preview, a joint text, remarks."""
    title = (document.article.title or "").lower()
    genres = filters().genres.items()
    return [f"genre:{name}" for name, words in genres if any(word in title for word in words)]


def _noun_features(document: Document, trigger: Trigger) -> list[str]:
    """Tell who holds a commitment that is named by a noun."""
    words = filters().words
    noun = trigger.word
    owner = owner_of(document, noun)
    found = ["owner:none" if owner is None else "owner:other"]
    if owner is not None and (owner.dep_ == "poss" or holder_of(document, owner) == "party"):
        found = ["owner:party"]
    if trigger.verb.lemma_ in words["evidential"]:
        found.append("evidential")
    governor = governing_verb(noun)
    if governor is not None and governor.lemma_ in words["keeping"]:
        found.append("keeping")
    if governor is not None and governor.lemma_ in words["discuss"]:
        found.append("governor:discuss")
    if noun.head.lemma_ in {"importance", "need", "value"}:
        found.append("importance")
    return found


def owner_of(document: Document, noun: Token) -> Token | None:
    """Give the word that says whose a commitment is: "its", "the U.S.", "of both nations"."""
    for child in noun.lefts:
        if child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"}:
            return child
    for child in noun.lefts:
        named = holder_of(document, child) == "party" or _names_parties(document, child)
        if child.dep_ in {"nmod", "compound", "amod"} and named:
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _names_parties(document: Document, word: Token) -> bool:
    """Tell "the U.S.-Norway commitment", where one word names them both."""
    return "-" in word.text and bool(document.mentions_in(word.idx, word.idx + len(word)))
