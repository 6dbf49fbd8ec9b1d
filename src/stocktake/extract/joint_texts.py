"""Texts in which several parties speak as one, and the lists in which they are named."""

import re

from stocktake.extract.discourse_words import discourse_words
from stocktake.extract.document import Document
from stocktake.extract.parties import Mention

BETWEEN_LISTED = re.compile(
    r"(?:\s|,|;|and|of|the|Republic|Kingdom|Hashemite|State|as well as|\([A-Z]+\)|Foreign|Affairs"
    r"|High|Representatives?|representatives?|Minister|Ministers|joined|by)*"
)
# Words with which several begin to speak as one.
JOINT_VOICE = re.compile(
    r"\bwe, (?:the|as|members|ministers|leaders|representatives|foreign|co-chairs)\b"
    r"|\bthe undersigned\b|\bstatement (?:was|is) (?:jointly )?(?:agreed|endorsed|adopted)\b"
)
# What a title that names several parties calls a text of all of them.
TEXT_OF_ALL = re.compile(
    r"\b(?:bi|tri|quadri)lateral statement\b|\bstatement (?:by|of|from) |\bstatement\s*$"
    r"|\b(?:vision statement|action plan|declaration|principles)\b"
)
# What may stand before the list of parties with which a text begins.
OPENS_WITH = re.compile(r"\s*(?:The |the )?(?:[A-Z]\w+ ?\()?(?:the )?")
ENVOY_FOR = re.compile(
    r"(?:Envoy|Representative|Coordinator|Adviser|Advisor) (?:for|to|on) (?:the )?$"
)
TOPIC_AFTER = re.compile(
    r"\b(?:which|who|to discuss|following|regarding|concerning|condemning|on the|on [A-Z]\w+"
    r"|about)\b"
)


def is_joint(document: Document) -> bool:
    """Tell whether several parties speak in the text together."""
    head = f"{document.article.title or ''}\n{document.article.text[:600]}".lower()
    begins = "begin text" in head or JOINT_VOICE.search(head) is not None
    title = (document.article.title or "").lower()
    several = len({m.party for m in document.title_mentions}) > 1
    shared = several and TEXT_OF_ALL.search(title) is not None
    listed = "statement" in title and len(opening_run(document)) > 2
    return begins or shared or listed or any(form in title for form in discourse_words().joint)


def issuing_parties(document: Document) -> tuple[str, ...]:
    """Give the parties in whose names a joint text is released."""
    head = document.article.text[:900]
    for form in discourse_words().issued:
        at = head.lower().find(form)
        if at < 0:
            continue
        stop = re.search(r"[.:]\s|\n", document.article.text[at:])
        end = at + stop.start() + 1 if stop else len(head)
        while re.search(r"\bU\.S\.$|\bU\.K\.$", document.article.text[:end]) and end < len(head):
            more = re.search(r"[.:]\s|\n", document.article.text[end:])
            end = end + more.start() + 1 if more else len(head)
        cut = TOPIC_AFTER.search(document.article.text, at, end)
        end = cut.start() if cut else end
        text = document.article.text
        issuing = [
            m for m in document.mentions_in(at, end) if not ENVOY_FOR.search(text[: m.start])
        ]
        found = tuple(dict.fromkeys(m.party for m in issuing))
        if len(found) > 1:
            return found
    return ()


def opening_run(document: Document) -> tuple[str, ...]:
    """Give the parties of a list with which a text on its own begins: "A, B and C welcome"."""
    text = document.article.text
    heads = [
        m.end() for form, _ in discourse_words().issuers for m in [_after_head(text, form)] if m
    ]
    begin = max(heads, default=0)
    opens = next((m for m in document.mentions if m.start >= begin), None)
    if opens is None or not OPENS_WITH.fullmatch(text[begin : opens.start]):
        return ()
    return run_from(document, opens.start)


def _after_head(text: str, form: str) -> re.Match[str] | None:
    return re.match(rf"(?i)\W*{re.escape(form)}\W*\n", text)


def run_from(
    document: Document, at: int, between: re.Pattern[str] = BETWEEN_LISTED
) -> tuple[str, ...]:
    """Give the parties named one after the other from a position, commas and "and" between."""
    return tuple(dict.fromkeys(m.party for m in mentions_from(document, at, between)))


def mentions_from(
    document: Document, at: int, between: re.Pattern[str] = BETWEEN_LISTED
) -> tuple[Mention, ...]:
    """Give the mentions of parties that stand one after the other from a position."""
    found: list[Mention] = []
    for mention in document.mentions_in(at, at + 900):
        if not between.fullmatch(document.article.text[at : mention.start]):
            break
        found.append(mention)
        at = mention.end
    return tuple(found)
