"""The format or group whose round an article reports, by its title or its lead."""

import re

from stocktake.extract.discourse import Sides
from stocktake.extract.discourse_words import discourse_words
from stocktake.extract.document import Document
from stocktake.extract.format_words import formats
from stocktake.extract.groups_that_meet import meeting_of_group
from stocktake.extract.joint_texts import ENVOY_FOR
from stocktake.extract.mechanisms import Named, find_named
from stocktake.extract.meeting_facts import lead_of
from stocktake.extract.meeting_words import meeting_words

# So many sentences in which both sides act together make a text a report of their talks.
LEAST_TOGETHER = 3
# Of a journey to more states than these no one event is the purpose.
MOST_AT_EVENT = 2
ROUND_OF = re.compile(r"\b(?:session|round|meeting) of (?:the|their|its) $")
# What leads from a journey to the event that it is for, and what tells of a meeting before it.
PURPOSE = re.compile(
    r"\b(?:participat\w+ in|attend\w*|tak\w+ part in|delegation (?:to|at|for)|co-?chair\w*"
    r"|chair\w*|co-?host\w*|host\w*|speak\w* at|remarks (?:at|to)|address\w*|launch\w*"
    r"|represent\w* .*at)"
    r" (?:the )?(?:[\w-]+ ){0,3}(?:(?:meeting|session|round|iteration|edition) of (?:the )?)?$",
    re.IGNORECASE,
)
MEETS_FIRST = re.compile(r"\b(?:meet\w*|met|consult\w*|discuss\w*|engage\w*)\b")
# A meeting on whose margins, or ahead of which, another one is held.
BESIDE = re.compile(
    r"\b(?:margins?|sidelines?|ahead|advance|prior|following|preparation)(?:[^.;]|\.(?=\S)){0,90}$",
    re.IGNORECASE,
)
YEAR_BEHIND = re.compile(r"[^.;\n]{0,30}?\b((?:18|19|20)\d\d)\b")
# A round that the two sides only speak of, or have behind them.
SPOKEN_OF = re.compile(
    r"\b(?:welcomed|applauded|noted|discussed|praised|made at|announced at|released at|forward to) "
    r"(?:the |their )?(?:(?!to )[\w-]+ ){0,3}(?:the )?$"
)
SEATED_AT = re.compile(r"\b(?:at|during|in) (?:a|the) \w+ (?:meeting )?of (?:the )?$")


def named_main(document: Document, sides: Sides) -> Named | None:
    """Give the format whose round the article reports: the title's, else the lead's."""
    title = document.article.title or ""
    words = meeting_words()
    named = (n for n in find_named(title, document.title_mentions) if n.meets)
    in_title = next((n for n in named if not ENVOY_FOR.search(title[: n.start])), None)
    called = in_title or meeting_of_group(title, document.title_mentions, head=True)
    if called is not None or words.call.search(title.lower()):
        return called
    return _named_in_lead(document, sides) or _named_if_talks(document)


def _named_in_lead(document: Document, sides: Sides) -> Named | None:
    """Give the format that the lead says was held, attended or set out for."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    tells = words.meeting.search(title) or words.visit.search(title)
    bilateral = tells is not None and len(sides.in_title) > 1
    lead = document.article.text[: len(lead_of(document))]
    named = find_named(lead, [m for m in document.mentions if m.end <= len(lead)])
    if words.visit.search(title) and len(sides.in_title) <= MOST_AT_EVENT:
        purpose = next((n for n in named if n.meets and _is_purpose(lead, n.start)), None)
        if purpose is not None:
            return purpose
    held = next(
        (n for n in named if _is_held(lead, n, sides, bilateral) and _is_of_now(document, n)), None
    )
    return held or _group_in_lead(document, lead, bilateral)


def _is_held(lead: str, one: Named, sides: Sides, bilateral: bool) -> bool:
    """Tell a format that was held from one on whose margins two parties of a title met."""
    before = lead[max(0, one.start - 70) : one.start].lower()
    alike = set(one.parties) == set(sides.in_title) or _is_any(one)
    meets = one.meets or ROUND_OF.search(before) is not None
    foreign = (bilateral and not alike) or BESIDE.search(before) is not None
    foreign = foreign or SPOKEN_OF.search(before) is not None
    return meets and not foreign and meeting_words().round_of.search(before) is not None


def _is_of_now(document: Document, one: Named) -> bool:
    """Tell a format of these days from one of history, by the year behind its name."""
    year = YEAR_BEHIND.match(document.article.text, one.end)
    published = (document.article.published or "")[:4]
    return year is None or not published or int(year.group(1)) >= int(published) - 1


def _is_any(one: Named) -> bool:
    """Tell a name that fits any two parties: in small letters, or "the Strategic Dialogue"."""
    words = one.name.lower().split()
    lists = formats()
    plain = all(
        w in lists.modifiers or lists.kinds.get(w, "coalition") != "coalition" for w in words
    )
    return not one.name[0].isupper() or (not one.parties and plain)


def _group_in_lead(document: Document, lead: str, bilateral: bool) -> Named | None:
    """Give "a meeting of the X"; where two parties of a title met, only if they met at it."""
    group = meeting_of_group(lead, document.mentions, head=False)
    if group is None or BESIDE.search(lead[: group.start]):
        return None
    seated = SEATED_AT.search(lead[: group.start]) is not None
    return group if seated or not bilateral else None


def _named_if_talks(document: Document) -> Named | None:
    """Give the format of a report of talks that names it only where it announces the next."""
    return _named_next(document) if acts_together(document) >= LEAST_TOGETHER else None


def _is_purpose(lead: str, at: int) -> bool:
    """Tell the event that a journey is for from one among its stops: no meeting comes before it."""
    sentence = re.split(r"(?<![A-Z])[.\n] ", lead[:at])[-1]
    purpose = PURPOSE.search(sentence)
    return purpose is not None and MEETS_FIRST.search(sentence[: purpose.start()]) is None


def _named_next(document: Document) -> Named | None:
    """Give the format of a report that names it only where it announces the next round."""
    text = document.article.text
    named = find_named(text, document.mentions)
    return next((n for n in named if text[: n.start].lower().endswith("next ")), None)


def is_of_many(named: Named, title: str) -> bool:
    """Tell a title's conference, summit or ministerial, at which many parties sit."""
    name = named.name.lower()
    many = meeting_words().of_many.search(name) or ROUND_OF.search(title.partition(name)[0])
    return many is not None and name in title


def acts_together(document: Document) -> int:
    """Count the places where "both sides" or "ministers" agree, welcome or discuss."""
    acts = meeting_words().together.pattern
    both = "|".join(re.escape(form) for form in sorted(discourse_words().both, key=len))
    together = re.compile(rf"\b(?:{both}) (?:also |then |further )?(?:{acts})")
    return len(together.findall(document.article.text.lower()))
