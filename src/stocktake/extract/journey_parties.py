"""Whom a journey brings together: the traveller, the states of its stops, and those met there."""

import re
from collections.abc import Iterator

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.joint_texts import run_from
from stocktake.extract.journeys import legs_of
from stocktake.extract.parties import Mention, party_kind, seats_of, system_of

# What leads to the list of a journey's stops.
STOPS_AFTER = re.compile(
    r"\b(?:[Tt]ravel(?:s|ed|led|ing|ling)?(?: on [\w -]{3,20})?(?: to| from)?|[Tt]rip to"
    r"|[Ss]tops? in|[Vv]isit(?:s|ed|ing)?|[Rr]eturn(?:s|ed)? from(?: travel to)?"
    r"|[Tt]ravel(?:s|ed|led)? on to|and to) (?=the [A-Z]|[A-Z])"
)
# What stands between the stops: cities, commas, "and".
BETWEEN_STOPS = re.compile(r"(?:\s|[,;]|and|of|the|to|[A-ZÀ-Þ][\w’.-]+)*")
# What leads to those whom the traveller meets, and to the gatherings that he attends.
MEETS = re.compile(
    r"\b(?:meet(?:s|ings)?|(?<!’s )meeting|met|consult(?:s|ed|ing|ations?)?"
    r"|engage(?:s|d|ments?)?|host(?:s|ed)?|talks|discussions|counterparts)\b"
)
ATTENDS = re.compile(
    r"\b(?:participat\w+|attend(?:s|ed)?|delegation|headquarters|[Mm]inisterial|[Ss]ummit"
    r"|[Tt]ravel\w* to [^.;]{3,60} for)\b"
)
# Where the words on who is met end: at the topic, or at what is done there.
TOPIC = re.compile(
    r"\b(?:to (?!meet|consult|engage|participate|attend|lead|co-|join|hold|the |[A-Z])\w+"
    r"|regarding|concerning|about|supporting|focus\w*|where|who|which|discuss\w*|emphasiz\w*"
    r"|underscor\w*|highlight\w*|[Ff]ollow(?:s|ing)|upcoming|commitment|margins|sidelines)\b"
    r"|\bon (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d)"
)
# Who speaks for a state that an adjective names.
OFFICIALS = re.compile(
    r"\s(?:[\w’'-]+ ){0,4}?(?:[Mm]inisters?|[Pp]resident|[Oo]fficials?|[Ll]eaders?|[Cc]ounterparts?"
    r"|[Gg]overnments?|[Gg]eneral|[Ss]ecretar(?:y|ies)|[Aa]mbassador|[Aa]uthorities|[Dd]elegations?)\b"
)
OFFICIALS_FROM = re.compile(
    r"\b(?:[Oo]fficials|[Ll]eaders|[Mm]inisters|[Rr]epresentatives|[Cc]ounterparts) from "
    r"(?:the )?(?:\w+ of )?$"
)
WITH = re.compile(r"\b(?:along|together) with (?:the )?")
# Behind or before an organisation, these make it a mere attribute: "UN-led", "as ASEAN Chair".
ATTRIBUTE_BEHIND = re.compile(r"[-‑–]\w|\s(?:[Cc]hair|auspices|Charter|[Ss]ummit in)\b")
ATTRIBUTE_BEFORE = re.compile(r"\b(?:support for|role of|health of|auspices of)(?: the)? $")
# The organisation whose bodies sit in many states, and are called on by the way.
EVERYWHERE = "UN"


def parties_of_journey(document: Document, sides: Sides, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the traveller's party, the states that the title or the list of stops names, and others.

    Those are whom the legs tell to be met: organisations, and officials of other states.  A state
    that is only where an organisation sits is left out.
    """
    stops = stops_of_journey(document, own)
    own_house = (sides.speaker,) if sides.speaker else ()
    first = tuple(dict.fromkeys((*own_house, *sides.parties, *stops)))
    met = tuple(_met(document, sides, calls_on_states=len(_states(first)) > 1))
    hosts = {p for p in first if met and p != sides.speaker and _only_hosts(document, p, met)}
    return tuple(dict.fromkeys((*(p for p in first if p not in hosts), *met)))


def _states(parties: tuple[str, ...]) -> list[str]:
    return [p for p in parties if party_kind(p) == "state"]


def stops_of_journey(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the states of the stops that the journey's own sentence lists."""
    text = document.article.text
    found: list[str] = []
    for match in STOPS_AFTER.finditer(text, own[0], own[1]):
        run = run_from(document, match.end(), BETWEEN_STOPS)
        found += [party for party in run if party_kind(party) == "state"]
    return tuple(dict.fromkeys(found))


def _met(document: Document, sides: Sides, *, calls_on_states: bool) -> Iterator[str]:
    """Give the parties that the legs of a journey name as met, but no organisation by the way."""
    for leg in legs_of(document):
        for start, end in _stretches(document.article.text, leg, MEETS, ATTENDS):
            for mention in document.mentions_in(start, end):
                by_the_way = calls_on_states and system_of(mention.party) == EVERYWHERE
                if _is_house(document, mention) and not by_the_way:
                    yield mention.party
        for start, end in _stretches(document.article.text, leg, MEETS):
            yield from _officials_met(document, sides, start, end)


def _stretches(
    text: str, leg: tuple[int, int], *leads: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Give each stretch of a leg from a word of meeting to the topic."""
    for lead in leads:
        for match in lead.finditer(text, leg[0], leg[1]):
            topic = TOPIC.search(text, match.end(), leg[1])
            yield match.start(), topic.start() if topic else leg[1]


def _officials_met(document: Document, sides: Sides, start: int, end: int) -> Iterator[str]:
    """Give the states whose officials a stretch names, by name or by office."""
    text = document.article.text
    for mention in document.mentions_in(start, end):
        led_to = OFFICIALS_FROM.search(text[start : mention.start])
        behind = mention.form == "adjective" and OFFICIALS.match(text, mention.end)
        if party_kind(mention.party) == "state" and (behind or led_to):
            yield mention.party
    for holder in sides.holders:
        here = any(start <= begin and stop <= end for begin, stop in holder.places)
        if here and party_kind(holder.party) == "state":
            yield holder.party
    beside = WITH.search(text, start, end)
    if beside is not None:
        yield from run_from(document, beside.end())


def _is_house(document: Document, mention: Mention) -> bool:
    """Tell an organisation of states that somebody meets from one that only marks a thing."""
    if mention.form != "organisation" or party_kind(mention.party) != "organisation":
        return False
    text = document.article.text
    marks = ATTRIBUTE_BEHIND.match(text, mention.end)
    return not marks and ATTRIBUTE_BEFORE.search(text[: mention.start]) is None


def _only_hosts(document: Document, party: str, met: tuple[str, ...]) -> bool:
    """Tell a state that is only where an organisation sits: never an adjective, never alone."""
    stops = (document.mentions_in(*leg) for leg in legs_of(document)[1:])
    named = [here for here in stops if any(m.party == party for m in here)]
    houses = {p for p in met if party in seats_of(p)}
    alone = (not any(m.party in houses for m in here) for here in named)
    acts = (
        m.form in {"adjective", "organisation"} for here in named for m in here if m.party == party
    )
    return bool(named) and not any(alone) and not any(acts)
