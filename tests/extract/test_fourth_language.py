"""A language is a folder of rules: one that is made up here is read like those that are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stocktake.extract import rule_files
from stocktake.extract.agreement_phrases import load_phrase_words
from stocktake.extract.date_patterns import load_date_language
from stocktake.extract.mechanisms_elsewhere import format_forms
from stocktake.extract.party_words import load_party_words
from stocktake.extract.reader import read
from stocktake.extract.rule_files import language_read, other_languages
from stocktake.model import Article, Reading

FILES = {
    "parties": """
        [forms]
        endings = ["u"]
        [[party]]
        id = "NOR"
        names = ["Norlando"]
        seats = ["Oslurbo"]
        adjectives = ["norland"]
        [[party]]
        id = "KEN"
        names = ["Kenjolando"]
        """,
    "people": """
        heads = ["ministru", "ĉefu"]
        [patterns]
        name = '(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)'
        before = '(?P<role>(?:{heads}) pri [a-z]+) {name}'
        after = '{name}, (?P<role>(?:{heads}))'
        """,
    "meetings": """
        held = ["kunvenis"]
        format = ['(?P<name>[Dd]ialogu(?: [a-z]+u)+)']
        coming = ["venontu"]
        call = ["telefonu"]
        virtual = ["rete"]
        [ordinals]
        duu = 2
        [kinds]
        dialogu = "dialogue"
        [cities]
        "Marurbo" = "Bergen"
        """,
    "agreements": """
        types = [["traktatu", "treaty"]]
        prefix = ""
        stops = ["en"]
        expected = ["subskribos"]
        signed = ["subskribis"]
        drafting = ["verkas"]
        force = ["validas"]
        """,
    "commitments": """
        [language]
        prefix = ''
        subject = "before"
        both = ["ambau"]
        breaks = '[.]'
        not_future = []
        relatives = []
        [[rule]]
        id = "xq-agree"
        kind = "agree"
        strength = "firm"
        pattern = 'konsentis'
        examples = []
        counter_examples = []
        """,
    "themes": """
        [energy]
        strong = ["energi"]
        weak = []
        """,
    "outcomes": """
        [[rule]]
        name = "done (made up)"
        delivery = "delivered"
        wording = 'malfermis'
        examples = []
        counter_examples = []
        """,
}
TEXT = (
    "La ministru pri energiu Ola Berg kunvenis kun Kenjolando en Marurbo por la duu dialogu"
    " norlandu strategiu. Norlando subskribis traktatu pri akvou longu en Oslurbo. Ambau"
    " konsentis konstrui energiejon. Norlando malfermis la pordon."
)


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    for path in Path(str(rule_files.rules_folder())).rglob("*.toml"):
        copy = tmp_path / path.relative_to(str(rule_files.rules_folder()))
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    for name, content in FILES.items():
        (tmp_path / "xq").mkdir(exist_ok=True)
        (tmp_path / "xq" / f"{name}.toml").write_text(content, "utf-8")
    monkeypatch.setattr(rule_files, "rules_folder", lambda: tmp_path)
    other_languages.cache_clear()
    article = Article("a", "p", 0, "Kunveno", None, None, "2024-05-16", None, "xq", TEXT, False)
    yield read(article)
    # What was read of the made-up folder is forgotten with it.
    for cached in (
        other_languages,
        load_phrase_words,
        load_date_language,
        format_forms,
        load_party_words,
    ):
        cached.cache_clear()


def test_a_folder_of_rules_is_a_language(reading: Reading) -> None:
    assert language_read("xq-ZZ") == "xq"
    assert other_languages() == ("ar", "fr", "xq")
    assert reading.relevant


def test_its_parties_and_people_are_found(reading: Reading) -> None:
    assert {party for party, _ in reading.parties} == {"NOR", "KEN"}
    assert [(p.name, p.role) for p in reading.people] == [("Ola Berg", "ministru pri energiu")]


def test_its_meetings_are_found(reading: Reading) -> None:
    (meeting,) = reading.meetings
    assert (meeting.name, meeting.ordinal, meeting.place) == (
        "dialogu norlandu strategiu",
        2,
        "Bergen",
    )
    assert [m.kind for m in reading.mechanisms] == ["dialogue"]


def test_its_agreements_commitments_and_outcomes_are_found(reading: Reading) -> None:
    assert [(a.form, a.status) for a in reading.agreements] == [("treaty", "signed")]
    assert [(c.rule, c.theme) for c in reading.commitments] == [("xq-agree", "energy")]
    assert [o.rule for o in reading.outcomes] == ["done (made up)"]


def test_a_language_without_a_folder_is_read_as_english() -> None:
    assert language_read("fi") == "en"
    assert language_read(None) == "en"
