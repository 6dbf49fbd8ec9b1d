"""An article made ready for reading: parsed, with the parties it names found."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from stocktake.extract.language import load_english, load_other
from stocktake.extract.parties import Mention, find_parties
from stocktake.model import Article, Evidence


@dataclass(frozen=True, slots=True)
class Document:
    """An article, its parse, and its mentions of parties in the order of the text.

    `doc` is parsed over the whole of ``article.text``, so ``token.idx`` is a position in it.  The
    title is parsed apart (`title`): it is no evidence, but it tells what an article is about.
    `mentions` are those of the text, `title_mentions` those of the title.
    """

    article: Article
    doc: Doc
    title: Doc
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
    english = article.language is None or article.language.split("-")[0] == "en"
    nlp = load_english().nlp if english else load_other(article.language or "xx")
    language = article.language or "en"
    return Document(
        article=article,
        doc=nlp(article.text),
        title=nlp(article.title or ""),
        mentions=find_parties(article.text, language),
        title_mentions=find_parties(article.title or "", language),
    )
