"""Which standing formats an article names."""

import pytest

from stocktake.extract.document import prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.rule_files import read_rules
from stocktake.model import Article, MechanismFinding

RULES = read_rules("mechanisms")


def found_in(text: str) -> tuple[MechanismFinding, ...]:
    article = Article("a-1", "p-1", 0, None, None, None, "2023-05-16", None, "en", text, False)
    return find_mechanisms(prepare(article))


def found_elsewhere(text: str, language: str) -> tuple[MechanismFinding, ...]:
    article = Article("a-1", "p-1", 0, None, None, None, "2023-05-16", None, language, text, False)
    return find_mechanisms(prepare(article))


def test_an_arabic_committee_is_a_format_of_the_parties_of_its_sentence() -> None:
    (found,) = found_elsewhere(
        "عقدت لجنة المياه العراقية التركية المشتركة اجتماعها يوم الأحد.", "ar"
    )
    assert (found.kind, set(found.parties)) == ("committee", {"IRQ", "TUR"})


def test_a_french_commission_is_a_format_of_the_parties_of_its_sentence() -> None:
    text = "La commission mixte entre la Norvège et le Kenya a tenu sa session à Oslo."
    (found,) = found_elsewhere(text, "fr")
    assert (found.name, found.kind, found.parties) == (
        "commission mixte", "commission", ("NOR", "KEN"),
    )  # fmt: skip


def shown(found: MechanismFinding) -> str:
    return f"{found.name} | {found.acronym or '-'} | {found.kind}"


@pytest.mark.parametrize("rule", RULES["example"], ids=lambda r: r["text"][:40])
def test_each_example_of_the_rules_gives_its_formats(rule: dict[str, object]) -> None:
    assert [shown(m) for m in found_in(str(rule["text"]))] == rule["finds"]


@pytest.mark.parametrize("rule", RULES["counter_example"], ids=lambda r: r["text"][:40])
def test_no_counter_example_of_the_rules_names_a_format(rule: dict[str, str]) -> None:
    assert found_in(rule["text"]) == ()


def test_a_mandate_is_a_list_of_what_the_format_is_to_examine() -> None:
    text = "They set up a Joint Border Commission that will examine smuggling, visas, and customs."
    (found,) = found_in(text)
    assert found.mandate == ("smuggling", "visas", "customs")


def test_the_format_that_set_another_up_is_its_parent() -> None:
    text = (
        "The Norway-Kenya Energy Dialogue led to the establishment of a Joint Cable Committee "
        "to assess the route."
    )
    child = found_in(text)[1]
    assert (child.name, child.parent) == ("Joint Cable Committee", "Norway-Kenya Energy Dialogue")


def test_the_parties_in_the_name_are_those_of_the_format() -> None:
    (found,) = found_in("The Norway-Kenya Energy Dialogue met.")
    assert found.parties == ("NOR", "KEN")


def test_the_parties_after_between_are_those_of_the_format() -> None:
    (found,) = found_in("They held a strategic energy dialogue between Norway and Kenya.")
    assert found.parties == ("NOR", "KEN")


def test_the_next_round_of_a_format_keeps_its_date_and_place() -> None:
    text = (
        "The Norway-Kenya Energy Dialogue ended today. "
        "The next Energy Dialogue is planned for 2024 in Nairobi."
    )
    found = found_in(text)[0]
    assert (found.next_when, found.next_where) == ("2024", "Nairobi")


def test_a_bare_word_for_the_format_named_before_is_the_parent_too() -> None:
    text = (
        "They recalled the Norway-Kenya Energy Dialogue held last year. The first dialogue led to "
        "the establishment of a joint technical committee to assess cables, costs, and the route."
    )
    child = found_in(text)[1]
    assert (child.name, child.parent) == (
        "joint technical committee",
        "Norway-Kenya Energy Dialogue",
    )
    assert child.mandate == ("cables", "costs", "the route")
