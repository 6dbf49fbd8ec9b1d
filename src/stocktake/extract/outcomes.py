"""The sentences of an article that say what became of an earlier promise."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.edtf import first_day
from stocktake.extract.party_words import fold
from stocktake.extract.rule_files import ENGLISH, read_rules
from stocktake.extract.wordings import may_match
from stocktake.model import Delivery, OutcomeFinding

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
# Verbs that carry the news of an outcome and not the act promised.
CARRIERS = frozenset(
    {"be", "have", "do", "say", "remain", "note", "begin", "start", "take", "make"}
)


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """A wording that says what became of a promise; `barred` cancels it."""

    name: str
    language: str
    delivery: Delivery
    wording: re.Pattern[str]
    barred: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def fits(self, sentence: str) -> bool:
        """Tell whether a sentence bears the wording; Arabic letters are compared in one form."""
        sentence = fold(sentence) if self.language == "ar" else sentence
        if not may_match(self.wording, sentence.lower()):
            return False
        if self.barred is not None and self.barred.search(sentence):
            return False
        return self.wording.search(sentence) is not None


def find_outcomes(document: Document, sides: Sides) -> tuple[OutcomeFinding, ...]:
    """Give the sentences that tell of a promise held, begun, late or dropped, in their order.

    They are candidates: whether an earlier promise fits is for reconciling to find.
    """
    language = (document.article.language or "en").split("-")[0]
    rules = load_outcome_rules(language)
    found = []
    for sentence in document.doc.sents:
        text = document.article.text[sentence.start_char : sentence.end_char]
        rule = next((r for r in rules if r.fits(text)), None)
        if rule is not None and text.strip():
            found.append(_finding(document, sides, sentence, rule))
    return tuple(found)


@cache
def load_outcome_rules(language: str = ENGLISH) -> tuple[OutcomeRule, ...]:
    """Read the wordings of a language in their order; none where the rules have none for it."""
    return tuple(
        OutcomeRule(
            rule["name"],
            language,
            rule["delivery"],
            _compiled(rule["wording"]),
            _compiled(rule["barred"]) if "barred" in rule else None,
            tuple(rule["examples"]),
            tuple(rule["counter_examples"]),
        )
        for rule in read_rules("outcomes", language).get("rule", ())
    )


def _compiled(wording: str) -> re.Pattern[str]:
    spaced = wording.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})", re.IGNORECASE)


def _finding(document: Document, sides: Sides, sentence: Span, rule: OutcomeRule) -> OutcomeFinding:
    inside = document.mentions_in(sentence.start_char, sentence.end_char)
    named = tuple(dict.fromkeys(m.party for m in inside))
    return OutcomeFinding(
        delivery=rule.delivery,
        parties=named or sides.parties,
        when=_past_date(document, sentence),
        core=_core(sentence),
        rule=rule.name,
        evidence=document.quote(sentence),
    )


def _past_date(document: Document, sentence: Span) -> str | None:
    """Give the first date in a sentence that does not lie after the article's own."""
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    for mention in dates:
        if sentence.start_char <= mention.start and mention.end <= sentence.end_char:
            known = mention.edtf is not None and article.published is not None
            if known and first_day(mention.edtf or "") <= (article.published or ""):
                return mention.edtf
    return None


def _core(sentence: Span) -> tuple[str, ...]:
    """Give the lemmas of the nouns, names and verbs of a sentence, each once, in its order."""
    parsed = sentence.doc.has_annotation("DEP")
    lemmas = (
        (token.lemma_ if parsed else token.text).lower()
        for token in sentence
        if not token.is_stop
        and (
            token.pos_ in CONTENT and token.ent_type_ not in ("DATE", "TIME")
            if parsed
            else token.is_alpha
        )
    )
    return tuple(dict.fromkeys(lemma for lemma in lemmas if lemma not in CARRIERS))
