"""Points of a list: acts without a subject, under a sentence that leads into them."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from stocktake.extract.clauses import trimmed
from stocktake.extract.rules_of_commitment import Trigger, commitment_rules

MARKER = re.compile(r"[•·▪◦*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
# Openings of a preamble: what is recognised or recalled is no act.
PREAMBLE = frozenset(
    {
        "recognize", "recognise", "recall", "value", "take", "note", "acknowledge", "appreciate",
        "understand", "welcome", "consider", "believe", "emphasize", "stress", "reaffirm", "have",
        "be", "express", "affirm", "condemn", "bear", "desire", "see", "include", "read", "begin",
    }
)  # fmt: skip


def find_points(doc: Doc, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """Give the acts of the points that follow a lead-in which itself holds a commitment."""
    lead: Trigger | None = None
    leads_in = any(t.text.endswith(":") for t in doc)
    for line in _lines(doc) if leads_in else ():
        words = _words_of_point(line)
        ends_open = line.text.rstrip().endswith(":")
        act = _act_of(words) or (_bare_act(words) if _wants_a_verb(lead) else None)
        if lead is not None and act is not None:
            if not ends_open and act.lemma_.lower() not in PREAMBLE:
                yield Trigger(lead.rule, act, act, act, lead=lead.lead or lead.verb)
            continue
        lead = _lead_of(line, triggers) if ends_open else None


def leads_into_points(trigger: Trigger, points: Sequence[Trigger]) -> bool:
    """Tell whether a trigger's sentence only leads into points that are acts of their own."""
    return any(p.lead is not None and p.lead.i == trigger.verb.i for p in points)


def point_span(trigger: Trigger) -> Span:
    """Give the first sentence of a point, without its marker and what closes it."""
    doc, end = trigger.verb.doc, trigger.verb.i
    while end < len(doc) and "\n" not in doc[end].text_with_ws and not _ends_sentence(doc, end):
        end += 1
    span = trimmed(doc[trigger.verb.i : end + 1])
    return span[:-1] if span[-1].text in {".", ";"} and len(span) > 1 else span


def _ends_sentence(doc: Doc, at: int) -> bool:
    """Tell a full stop before a capital; what stands behind it is told by itself."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    return doc[at].text == "." and following is not None and following.text[:1].isupper()


def _lines(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if "\n" in token.text_with_ws or token.i == len(doc) - 1:
            line = doc[start : token.i + 1]
            if line.text.strip():
                yield line
            start = token.i + 1


def _words_of_point(line: Span) -> list[Token]:
    words = [t for t in line if not t.is_space]
    while words and (MARKER.fullmatch(words[0].text) or not words[0].text[:1].isalnum()):
        words = words[1:]
    return words


def _act_of(words: Sequence[Token]) -> Token | None:
    """Give the verb that a point opens with: "to open", "Opening", "Open"."""
    opening = list(words[:4])
    if opening and opening[0].lower_ == "to":
        opening = opening[1:]
    while opening and opening[0].pos_ == "ADV":
        opening = opening[1:]
    if not opening:
        return None
    first = opening[0]
    gerund = first.text.endswith("ing") and first.pos_ in {"VERB", "NOUN"}
    if first.tag_ in {"VB", "VBG"} or gerund:
        return first
    return first if first.tag_ == "VBP" and first.dep_ == "ROOT" else None


def _wants_a_verb(lead: Trigger | None) -> bool:
    """Tell a lead-in that breaks off before the verb: "the programme will:", "agreed to:"."""
    return lead is not None and lead.act.i == lead.word.i


def _bare_act(words: Sequence[Token]) -> Token | None:
    """Give the first word of a point where only a verb can stand, however it was tagged."""
    return words[0] if words and words[0].pos_ in {"VERB", "NOUN", "PROPN", "ADJ"} else None


def _broken_off(last: Token) -> Trigger | None:
    """Give the commitment of a lead-in that ends with "will" or "agreed to"."""
    word = last.doc[last.i - 1] if last.lower_ == "to" else last
    for rule in commitment_rules():
        modal = rule.shape == "modal" and not rule.reported and word.lower_ in rule.words
        settled = rule.shape == "infinitive" and word.lemma_ in rule.verbs and not rule.present
        held = rule.shape == "adjective" and word.lower_ in rule.words
        if modal if word is last else settled or held:
            return Trigger(rule, word, word, word)
    return None


def _lead_of(line: Span, triggers: Sequence[Trigger]) -> Trigger | None:
    """Give the commitment that an open line ends with, unless the points are only its aims."""
    words = [t for t in line if not t.is_space and t.text != ":"]
    if len(words) < 3:
        return None
    broken = _broken_off(words[-1])
    if broken is not None or words[-1].lower_ == "to":
        return broken
    last = words[-1].sent
    fitting = [t for t in triggers if last.start <= t.verb.i < last.end]
    return max(fitting, key=lambda t: (t.rule.weight, -t.verb.i), default=None)
