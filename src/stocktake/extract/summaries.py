"""A promise in a few plain words: who will do what."""

import re
from collections.abc import Callable

from spacy.tokens import Span, Token

from stocktake.extract.actors import subject_span
from stocktake.extract.clauses import coordinate_verbs, is_negated, own_subject, subject_of
from stocktake.extract.document import Document
from stocktake.extract.holders import holder_of
from stocktake.extract.parties import party_name
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.extract.verb_phrases import (
    base_of,
    goal_of,
    held_act,
    infinitive_of,
    noun_phrase,
    text_between,
)
from stocktake.model import PERFORMED

LONGEST = 24
# A summary that is cut keeps at least so many words.
SHORTEST = 9
OUR = re.compile(r"\bour\b")
OUR_STATES = re.compile(
    r"\bour(?= (?:two |three |\w+ )?(?:countries|nations|peoples|governments|sides)\b)"
)
STOPS = re.compile(r"\s+(?=[,.;:)]|-\w)")
QUOTES = re.compile(r"[\"“”«»]")
BLANKS = re.compile(r"\s+")
# Before these words a sentence may end: what follows only says more.
OPENERS = frozenset(
    {
        "which", "that", "who", "whose", "where", "including", "through", "while", "as", "with",
        "to", "in", "for", "by", "on", "at", "from", "under", "during", "before", "after", "and",
        "or", "but", "when", "if", "so", "because", "within", "across", "among", "against",
    }
)  # fmt: skip
# A sentence cannot end with these words.
OPEN_ENDS = OPENERS | {"the", "a", "an", "of", "its", "their", "our", "both", "all", "such", "more"}
OPEN_ENDS |= {"this", "these", "those", "not", "his", "her", "well", "order", "other", "upon"}
# Words with which no whole sentence ends, however it was cut.
DANGLING = frozenset({"and", "or", "but", "to", "the", "a", "an", "of", "its", "their", "our"})
# Names of parties that are spoken of with an article.
WITH_ARTICLE = re.compile(
    r"United |.*\b(?:Republic|Union|States|Organi[sz]ation|League|Council|Coalition|"
    r"Group|Association|Community|Authority|Forum|Agency|Fund|Bank|Committee|Facility|Islands?|"
    r"System|Programme|Grenadines|Holy See|East Asia Summit)\b|(?:Netherlands|Philippines|Bahamas|"
    r"Gambia|Maldives|Seychelles|Comoros|Taliban)$"
)
# Which of those is spoken of without one.
NEVER_WITH_ARTICLE = re.compile(r"(?:Caribbean Community|.*INTERPOL)$")
# People whose own doing is told by their name: "Envoy Lund to travel to Amman".
OF_A_PERSON = frozenset(
    {
        "travel", "visit", "lead", "head", "attend", "meet", "host", "join", "return", "serve",
        "participate", "accompany", "represent", "chair", "co-chair", "deliver", "speak", "arrive",
    }
)  # fmt: skip
# Words for a party that as often mean a body which parties have set up.
BODIES = frozenset({"group", "team", "force"})
LONGEST_SUBJECT = 16
# A format that is called by its number of seats: "the next 2+2".
FORMAT = re.compile(r"\d ?\+ ?\d$")
POINTING = frozenset({"this", "that", "these", "those"})


def summary_of(document: Document, trigger: Trigger, actors: tuple[str, ...], clause: Span) -> str:
    """Give who will do what in under 25 words, as a sentence with a capital."""
    said = OUR_STATES.sub("the", _said(document, trigger, actors, clause))
    return shortened(OUR.sub("its" if len(actors) == 1 else "their", said) if actors else said)


def _said(document: Document, trigger: Trigger, actors: tuple[str, ...], clause: Span) -> str:
    who = _who(document, trigger, actors)
    said = SAYING.get(trigger.rule.shape, _act)(trigger, who, _end_of_act(trigger, clause.end))
    if BARE.search(said) and trigger.verb.dep_ == "relcl":
        return f"{said} {_thing_done(trigger.verb)}"
    return f"{said} {_occasion(trigger, clause)}" if POINTS_BACK.search(said) else said


# An act without what it is done to, as in "the fair that we will host".
BARE = re.compile(r" to [\w-]+$")


def _thing_done(verb: Token) -> str:
    """Give what a relative clause says more of, without the clause: "the fair" in that example."""
    noun, stop = verb.head, verb.left_edge.i
    return text_between(noun.doc, noun.left_edge.i, max(stop, noun.i + 1)).rstrip(" ,")


# What nobody understands without the words before: "to do that".
POINTS_BACK = re.compile(r"(?:\bdo (?:it|that|so|this)|(?<!: )\bto (?:respond|help|act))$")


def _occasion(trigger: Trigger, clause: Span) -> str:
    """Give the words before a verb that say when or if: "If the dam breaks, we will do that"."""
    for child in trigger.verb.lefts:
        if child.dep_ == "advcl" and child.left_edge.i >= clause.start:
            words = text_between(child.doc, child.left_edge.i, child.right_edge.i + 1)
            return words[:1].lower() + words[1:]
    return ""


def _end_of_act(trigger: Trigger, end: int) -> int:
    """Give where the act ends: before the next thing that the sentence tells, or at `end`."""
    told = [
        v.left_edge.i if own_subject(v) is not None else v.i
        for v in coordinate_verbs(trigger.verb)
        if v.i > trigger.act.i and v.tag_ in {"VBD", "VBZ", "VBP"}
    ]
    done = trigger.rule.kind in PERFORMED
    if trigger.rule.nouns and trigger.word.i < trigger.verb.i and not done:
        helpers = (c.i for c in trigger.verb.lefts if c.dep_ in {"aux", "auxpass", "neg"})
        told.append(min([trigger.verb.i, *(i for i in helpers if i > trigger.word.i)]))
    return min([end, *(at for at in told if at > trigger.act.i)])


def _who(document: Document, trigger: Trigger, actors: tuple[str, ...]) -> str:
    """Give the names of the actors, or the thing or person of whom the clause itself speaks."""
    subject = _subject(trigger)
    if subject is None or trigger.rule.nouns:
        return names_of(actors)
    printed = subject_span(subject)
    holder = holder_of(document, subject)
    thing = FORMAT.search(printed.text) is not None or (
        subject.pos_ in {"NOUN", "PROPN"}
        and (holder in {"event", "body", "other"} or subject.lemma_.lower() in BODIES)
    )
    passive = subject.dep_ == "nsubjpass" and holder in {"event", "body", "other"}
    thing = thing or passive
    person = holder == "person" and subject.pos_ != "PRON" and base_of(trigger.act) in OF_A_PERSON
    if printed[-1].lower_ in OPEN_ENDS:
        return names_of(actors)
    if thing or person or (subject.lower_ in POINTING and subject.dep_ == "nsubjpass"):
        short = len(printed) <= LONGEST_SUBJECT
        return printed.text if short else text_between(subject.doc, printed.start, subject.i + 1)
    named = printed.text if subject.pos_ in {"NOUN", "PROPN"} else ""
    return names_of(actors) or named or (UNKNOWN if subject.lower_ in {"we", "i"} else "")


# Whose voice a transcript does not tell.
UNKNOWN = "the speaker's side"


def _subject(trigger: Trigger) -> Token | None:
    if trigger.rule.shape == "clause":
        return own_subject(trigger.act)
    return subject_of(trigger.lead or trigger.verb)


def _act(trigger: Trigger, who: str, end: int) -> str:
    act = trigger.verb if trigger.verb.lemma_ == "continue" else trigger.act
    if act.tag_ in {"VBD", "VBZ", "VBP"} and trigger.act.dep_ == "pcomp":
        # "committed to what I wrote" promises no writing.
        return f"{who}: {_from(trigger.word, end)}"
    if trigger.rule.kind in PERFORMED and trigger.lead is None:
        return _done(trigger, who, end)
    if act.pos_ in {"VERB", "AUX"} or trigger.lead is not None:
        return f"{who} {_to(trigger, act)} {infinitive_of(act, end)}"
    if trigger.word.lemma_ in {"commit", "recommit", "committed"}:
        goal = goal_of(trigger.word, end) or goal_of(trigger.verb, end)
        return f"{who}: commitment {goal}" if goal else f"{who}: {_from(trigger.word, end)}"
    return f"{who}: {_from(trigger.word, end)}"


def _from(word: Token, end: int) -> str:
    return text_between(word.doc, word.i, end)


def _object(trigger: Trigger, who: str, end: int) -> str:
    """Say what is promised by a noun: its act, what it is bound to, or the thing itself."""
    noun = trigger.act
    held = held_act(noun)
    if held is not None:
        return f"{who} {_to(trigger, held)} {infinitive_of(held, end)}"
    if trigger.rule.kind in PERFORMED:
        return _done(trigger, who, end)
    if trigger.rule.kind == "agree" and trigger.verb.tag_ == "VB":
        return f"{who} to {infinitive_of(trigger.verb, end)}"
    if trigger.rule.id in GIVING:
        return f"{who} to provide {text_between(noun.doc, noun.left_edge.i, end)}"
    if trigger.verb.lemma_ in {"commit", "recommit"}:
        return f"{who}: commitment {goal_of(trigger.verb, end)}"
    return f"{who}: {noun_phrase(noun, end)}"


def _to(trigger: Trigger, act: Token) -> str:
    """Give "to", or "not to" where the promise is to leave something undone."""
    return "not to" if is_negated(act) or is_negated(trigger.verb) else "to"


GIVING = frozenset({"pledge-thing", "announce-money", "announce-sum", "offer-thing"})


def _noun(trigger: Trigger, who: str, end: int) -> str:
    held = held_act(trigger.word)
    if held is not None:
        return f"{who} {_to(trigger, held)} {infinitive_of(held, end)}"
    goal = goal_of(trigger.word, end) or text_between(trigger.word.doc, trigger.word.i + 1, end)
    return f"{who}: {trigger.word.lemma_} {goal}"


def _done(trigger: Trigger, who: str, end: int) -> str:
    """Say what is done with the saying of it: signed, launched."""
    verb = trigger.verb
    thing = own_subject(verb)
    if thing is not None and thing.dep_ == "nsubjpass":
        return f"{subject_span(thing).text} {text_between(verb.doc, thing.right_edge.i + 1, end)}"
    if verb.tag_ in {"VBD", "VBN"}:
        return f"{who} {text_between(verb.doc, verb.i, end)}"
    return f"{who} to {infinitive_of(verb, end)}"


def _planned(trigger: Trigger, who: str, end: int) -> str:
    """Say what "is planned for May"."""
    word = trigger.word
    helping = [c.i for c in word.children if c.dep_ in {"aux", "auxpass"} and c.i < word.i]
    if word.head.lemma_ == "be" and word.head.i < word.i:
        helping.append(word.head.i)
    return f"{who} {text_between(word.doc, min([word.i, *helping]), end)}"


def _asked(trigger: Trigger, who: str, end: int) -> str:
    """Say who asked whom to do what, in the words of asking."""
    return f"{who} {text_between(trigger.verb.doc, trigger.verb.i, end)}"


def _kept(trigger: Trigger, who: str, end: int) -> str:
    """Say what course is kept: "to remain engaged"."""
    return f"{who} to {infinitive_of(trigger.verb, end)}"


SAYING: dict[str, Callable[[Trigger, str, int], str]] = {
    "object": _object,
    "within": _object,
    "staying": _kept,
    "noun": _noun,
    "passive": _planned,
    "request": _asked,
}


def names_of(actors: tuple[str, ...]) -> str:
    """Give parties as a running text names them, no more than three of them."""
    names = [_with_article(party_name(actor)) for actor in actors]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _with_article(name: str) -> str:
    wanted = WITH_ARTICLE.match(name) and not NEVER_WITH_ARTICLE.match(name)
    return f"the {name}" if wanted else name


def shortened(wording: str) -> str:
    """Give a wording on one line with a capital, in under 25 words, without quotation marks."""
    words = STOPS.sub("", BLANKS.sub(" ", QUOTES.sub("", wording))).strip(" ,;:.–-").split()
    while len(words) > 1 and words[-1].lower() in DANGLING:
        words = words[:-1]
    kept = words if len(words) <= LONGEST else [*_cut(words), "…"]
    text = " ".join(kept)
    return text[:1].upper() + text[1:]


def _cut(words: list[str]) -> list[str]:
    """Give the words up to the last place before the limit where a clause may end."""
    end = LONGEST - 1
    for place in range(LONGEST - 1, SHORTEST - 1, -1):
        if words[place].lower() in OPENERS or words[place - 1][-1] in ",;:":
            end = place
            break
    while end > 1 and words[end - 1].strip(",;:.").lower() in OPEN_ENDS:
        end -= 1
    return [*words[: end - 1], words[end - 1].strip(" ,;:.–-")]
