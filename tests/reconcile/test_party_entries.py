from stocktake.model import Article, Reading, Report
from stocktake.reconcile.parties import Parties, PartyWords

LAYER = Parties(lambda party: PartyWords(f"Land of {party}", "state", (f"{party}land",)))


def report(number: int, text: str, *named: tuple[str, str]) -> Report:
    article = Article(
        f"a-{number}", "pg-1", 0, None, None, None, None, None, "en", text, truncated=False
    )
    quotes = tuple(
        (party, article.quote(text.index(words), text.index(words) + len(words)))
        for party, words in named
    )
    return Report(article, Reading(article.id, relevant=True, parties=quotes))


def test_a_party_is_one_entry_with_a_quote_from_each_article():
    reports = (
        report(1, "Peru met Chile.", ("PER", "Peru"), ("CHL", "Chile")),
        report(2, "Chilean envoys left.", ("CHL", "Chilean")),
    )
    items = [item for one in reports for item in LAYER.items(one, {})]
    for order in (items, items[::-1]):
        chile, peru = LAYER.resolve(order, ()).entries
        assert (chile.id, chile.name, chile.kind, chile.aliases) == (
            "CHL", "Land of CHL", "state", ("CHLland",),
        )  # fmt: skip
        assert [(e.article, e.quote) for e in chile.evidence] == [
            ("a-1", "Chile"),
            ("a-2", "Chilean"),
        ]
        assert [e.quote for e in peru.evidence] == ["Peru"]
