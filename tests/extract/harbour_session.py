"""The lead of a report on a session of a harbour commission, in each language read."""

from stocktake.extract.reader import read
from stocktake.model import Article, Reading

LEADS = {
    "en": "Norway and Kenya held the first session of their Harbour Security Commission (HSC) in "
    "Oslo on 12 January 2026. ",
    "fr": "La Norvège et le Kenya ont tenu à Oslo la première session de leur Commission de "
    "sécurité portuaire le 12 janvier 2026. ",
    "ar": "عقدت النرويج وكينيا في أوسلو الجلسة الأولى للجنة الأمنية المشتركة "
    "في 12 كانون الثاني 2026. ",
}


def read_after_lead(text: str, language: str = "en", lead: str | None = None) -> Reading:
    """Read an article of 14 January 2026 that tells of the session and goes on with a text."""
    whole = (LEADS[language] if lead is None else lead) + text
    article = Article(
        "a1", "p1", 0, "A title", None, None, "2026-01-14", None, language, whole, truncated=False
    )
    return read(article)
