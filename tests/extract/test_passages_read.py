"""What an article says in another language is read by the rules of that language."""

from stocktake.collect import passages_in
from stocktake.extract.reader import read
from stocktake.model import Article, Reading

ENGLISH = (
    "Norwegian Foreign Minister Kari Moen met Tunisian Foreign Minister Sami Karim in Tunis on "
    "May 14. They discussed ports and fish. Their talks lasted two hours and were frank."
)
FRENCH = (
    "Les deux parties ont décidé de créer un fonds commun pour les ports de la région. "
    "Les deux ministres ont ensuite signé un accord sur la pêche."
)
ARABIC = "واتفق الجانبان على فتح معبر جديد في الشمال بين تونس والنرويج خلال العام المقبل."


def reading_of(text: str, language: str, title: str = "Norway and Tunisia meet") -> Reading:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-16", None, language, text, False)
    found = read(article, passages_in(text, language))
    for one in (*found.commitments, *found.agreements, *found.people):
        places = one.mentions if hasattr(one, "mentions") else (one.evidence,)
        assert all(text[e.start : e.end] == e.quote for e in places)
    return found


def test_a_french_passage_of_an_english_page_is_read_in_french() -> None:
    found = reading_of(f"{ENGLISH}\n\n{FRENCH}", "en")
    assert "fr-agree" in [c.rule for c in found.commitments]
    assert [a.title for a in found.agreements] == ["accord sur la pêche"]
    assert {"Kari Moen", "Sami Karim"} <= {p.name for p in found.people}


def test_both_sides_of_a_passage_are_those_of_the_article() -> None:
    found = reading_of(f"{ENGLISH}\n\n{ARABIC}", "en")
    (agreed,) = [c for c in found.commitments if c.rule == "ar-agree"]
    assert set(agreed.actors) == {"NOR", "TUN"}


def test_an_english_passage_of_a_french_page_is_parsed() -> None:
    french = (
        f"{FRENCH} La ministre norvégienne et son homologue tunisien se sont rencontrés à Tunis."
    )
    english = (
        "Norway and Tunisia agreed to build a harbour together before the end of the year, and "
        "they will train the pilots who are to bring the ships into it."
    )
    found = reading_of(f"{french}\n\n{english}", "fr", "Rencontre entre la Norvège et la Tunisie")
    rules = [c.rule for c in found.commitments]
    assert "fr-agree" in rules
    assert any(not rule.startswith("fr-") for rule in rules)


def test_a_passage_may_be_the_report_that_the_page_is_not() -> None:
    report = (
        "Les ministres de la Norvège et de la Tunisie ont tenu une réunion à Tunis le 14 mai 2024. "
        "Les deux parties ont décidé de créer un fonds commun pour les ports."
    )
    page = (
        "This is a page about the harbour museum, its opening hours and its many old boats. "
        "The boats are of wood, and the children of the town like to climb about in them."
    )
    found = reading_of(f"{page}\n\n{report}", "en", "The harbour museum")
    assert found.relevant
    assert set(found.meetings[0].parties) == {"NOR", "TUN"}


def test_a_language_without_rules_is_left_alone() -> None:
    finnish = (
        "Tämä on pitkä suomenkielinen lause, joka kertoo satamasta ja sen vanhoista laivoista."
    )
    assert reading_of(f"{ENGLISH}\n\n{finnish}", "en") == reading_of(
        f"{ENGLISH}\n\n{' ' * len(finnish)}", "en"
    )
