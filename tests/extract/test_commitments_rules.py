"""Each rule of commitment holds on its examples, and not on its counter-examples."""

import pytest

from stocktake.extract.attributes import conditions
from stocktake.extract.language import load_english
from stocktake.extract.phrases import PhraseRule, find_phrases, folded, phrase_book
from stocktake.extract.rule_files import other_languages
from stocktake.extract.rules_of_commitment import Rule, commitment_rules
from stocktake.extract.triggers import find_triggers


def rules_that_hold(sentence: str) -> set[str]:
    return {trigger.rule.id for trigger in find_triggers(load_english().nlp(sentence))}


@pytest.mark.parametrize("rule", commitment_rules(), ids=lambda rule: rule.id)
def test_an_english_rule_holds_on_its_examples(rule: Rule) -> None:
    assert rule.examples
    assert [s for s in rule.examples if rule.id not in rules_that_hold(s)] == []


@pytest.mark.parametrize("rule", commitment_rules(), ids=lambda rule: rule.id)
def test_an_english_rule_does_not_hold_on_its_counter_examples(rule: Rule) -> None:
    assert rule.counter_examples
    assert [s for s in rule.counter_examples if rule.id in rules_that_hold(s)] == []


def phrase_rules() -> list[tuple[str, PhraseRule]]:
    books = {language: phrase_book(language) for language in other_languages()}
    return [(language, rule) for language, book in books.items() if book for rule in book.rules]


def phrases_that_hold(language: str, sentence: str) -> list[str]:
    book = phrase_book(language)
    assert book is not None
    return [phrase.rule.id for phrase in find_phrases(folded(sentence), book)]


@pytest.mark.parametrize(("language", "rule"), phrase_rules(), ids=lambda x: getattr(x, "id", x))
def test_a_phrase_holds_on_its_examples(language: str, rule: PhraseRule) -> None:
    assert rule.examples
    assert [s for s in rule.examples if rule.id not in phrases_that_hold(language, s)] == []


@pytest.mark.parametrize(("language", "rule"), phrase_rules(), ids=lambda x: getattr(x, "id", x))
def test_a_phrase_does_not_hold_on_its_counter_examples(language: str, rule: PhraseRule) -> None:
    assert rule.counter_examples
    assert [s for s in rule.counter_examples if phrases_that_hold(language, s)] == []


def test_a_language_without_rules_has_no_phrase_book() -> None:
    assert phrase_book("de") is None


def test_a_condition_is_told_from_a_like_wording() -> None:
    pattern = conditions().condition
    assert pattern.search("The fund will open, subject to approval by parliament.")
    assert not pattern.search("The fund will open on the subject of water in May.")
