"""An article made ready for reading: parsed, with the parties it names found."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from stocktake.extract.dates import find_dates
from stocktake.extract.language import load_english, load_grammar, load_other
from stocktake.extract.parties import Mention, find_parties
from stocktake.model import Article, Evidence

# The signature of a post within an article, "Name (@handle)", behind which its day stands.
SIGNED_POST = re.compile(r"\(@\w{2,40}\)[\s,·|—–-]{0,3}")


@dataclass(frozen=True, slots=True)
class Document:
    """An article, its parse, and its mentions of parties in the order of the text.

    `doc` is parsed over the whole of ``article.text``, so ``token.idx`` is a position in it.  The
    title is not parsed: it is no evidence, and its words and mentions tell what it is about.
    `mentions` are those of the text, `title_mentions` those of the title.  Where the article bears
    no date, `article.published` is here the day of the last post that it embeds: the reference for
    "on Tuesday" alone, which goes no further than the reading.
    """

    article: Article
    doc: Doc
    mentions: tuple[Mention, ...]
    title_mentions: tuple[Mention, ...]

    def quote(self, span: Span) -> Evidence:
        """Cut the words of a span of the parse, without blanks at either end."""
        text = self.article.text[span.start_char : span.end_char]
        lead = len(text) - len(text.lstrip())
        return self.article.quote(span.start_char + lead, span.start_char + len(text.rstrip()))

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Give the mentions of parties between two positions of the text."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


def prepare(article: Article) -> Document:
    """Parse an article with the pipeline of its language."""
    language = article.language or "en"
    return Document(
        article=replace(article, published=article.published or _day_of_last_post(article)),
        doc=_parsed(article),
        mentions=find_parties(article.text, language),
        title_mentions=find_parties(article.title or "", language),
    )


def _parsed(article: Article) -> Doc:
    """Parse a text as well as its language allows."""
    if article.language is not None and article.language.split("-")[0] != "en":
        return load_other(article.language)(article.text)
    grammar = load_grammar()
    if grammar is None:
        return load_english().nlp(article.text)
    return grammar.parsed(article.text)


def _day_of_last_post(article: Article) -> str | None:
    """Give the day (EDTF) that stands behind the signature of the last post in an article."""
    signed = {match.end() for match in SIGNED_POST.finditer(article.text)}
    if not signed:
        return None
    dates = find_dates(article.text, None, article.language or "en")
    days = [
        d.edtf for d in dates if d.start in signed and d.edtf and len(d.edtf) == len("2024-01-31")
    ]
    return max(days, default=None)
