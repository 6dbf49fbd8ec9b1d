"""Who is named in a role."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_examples import examples_of

from stocktake.extract.document import prepare
from stocktake.extract.names import words_of
from stocktake.extract.people import find_people
from stocktake.model import Article, PersonFinding

EXAMPLES = examples_of("people", "example")
NONE = examples_of("people", "counter_example")


def article(text: str, language: str = "en") -> Article:
    return Article("a-1", "p-1", 0, None, None, None, "2024-05-16", None, language, text, False)


def found_in(text: str, language: str = "en") -> tuple[PersonFinding, ...]:
    return find_people(prepare(article(text, language)))


def shown(person: PersonFinding) -> str:
    return f"{person.name} | {person.role or '-'} | {person.party or '-'}"


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda r: r["text"][:40])
def test_each_example_of_the_rules_gives_its_people(rule: dict[str, object]) -> None:
    language = str(rule.get("language", "en"))
    assert [shown(p) for p in found_in(str(rule["text"]), language)] == rule["finds"]


@pytest.mark.parametrize("rule", NONE, ids=lambda r: r["text"][:40])
def test_no_counter_example_of_the_rules_gives_anybody(rule: dict[str, str]) -> None:
    assert found_in(rule["text"], rule.get("language", "en")) == ()


def test_a_later_family_name_alone_is_a_mention_of_the_same_person() -> None:
    text = "Trade Minister Ole Vik spoke first. Vik then left."
    (person,) = found_in(text)
    assert [e.quote for e in person.mentions] == ["Ole Vik", "Vik"]


def test_the_fullest_role_and_name_stand_for_a_person_named_twice() -> None:
    text = "Minister Vik waved. Deputy Trade Minister Ole B. Vik spoke."
    (person,) = found_in(text)
    assert (person.name, person.role) == ("Ole B. Vik", "Deputy Trade Minister")


def test_two_offices_of_one_person_are_one_role() -> None:
    (person,) = found_in("Deputy Prime Minister and Trade Minister Ole Vik spoke.")
    assert person.role == "Deputy Prime Minister and Trade Minister"


def test_a_bare_title_named_only_as_an_owner_is_nobody_in_a_role() -> None:
    assert found_in("They condemned President Vik’s war and President Vik’s lies.") == ()


def test_an_untitled_person_who_speaks_is_found_without_a_role() -> None:
    (person,) = found_in("The cable is late. Michael Harris said that Norway would pay.")
    assert (person.name, person.role) == ("Michael Harris", None)


def test_an_arabic_title_and_name_are_read_with_the_party_of_the_sentence() -> None:
    text = "وضم الوفد العراقي وزير الزراعة سامي كريم ومستشار الأمن القومي نبيل الحسني."
    assert [(p.name, p.role, p.party) for p in found_in(text, "ar")] == [
        ("سامي كريم", "وزير الزراعة", "IRQ"),
        ("نبيل الحسني", "مستشار الأمن القومي", "IRQ"),
    ]


def test_a_french_title_and_name_are_read() -> None:
    text = "Le ministre des Affaires étrangères, Jean Morel, a salué le président Daniel Otieno."
    assert [p.name for p in found_in(text, "fr")] == ["Jean Morel", "Daniel Otieno"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Minster of Foign Af,.’-\nJanDoe(“”)", max_size=120))
def test_every_word_stands_at_its_place_in_the_text(text: str) -> None:
    for word in words_of(text):
        assert text[word.start : word.end] == word.text


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Foreign Minister", "Ana", "Costa", ",", "of Norway", "and", ".", "\n", "al-Basri"]
        ),
        max_size=14,
    )
)
def test_every_mention_is_in_its_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for person in found_in(text):
        for evidence in person.mentions:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_a_list_of_those_who_joined_is_of_persons_one_by_one() -> None:
    text = "The host, Michael Harris, was joined by Anna Lind, Pablo Reyes and Daniel Otieno."
    assert [p.name for p in found_in(text)][-3:] == ["Anna Lind", "Pablo Reyes", "Daniel Otieno"]


def test_those_set_out_behind_a_colon_as_targets_have_no_seat() -> None:
    text = "Norway names two financiers of the raid: Michael Harris and Daniel Otieno."
    assert found_in(text) == ()
