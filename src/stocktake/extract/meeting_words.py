"""The vocabulary of meetings, as patterns over the words of a sentence or title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stocktake.extract.rule_files import read_rules


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The vocabulary of meetings, as patterns over the words of a sentence."""

    held: re.Pattern[str]
    met: re.Pattern[str]
    seated: re.Pattern[str]
    head: re.Pattern[str]
    recalled: re.Pattern[str]
    announced: re.Pattern[str]
    call: re.Pattern[str]
    visit: re.Pattern[str]
    meeting: re.Pattern[str]
    other: re.Pattern[str]
    eve: re.Pattern[str]
    joint: re.Pattern[str]
    signs: re.Pattern[str]
    occasion: re.Pattern[str]
    own_region: re.Pattern[str]
    own_region_code: re.Pattern[str]
    of_many: re.Pattern[str]
    spoke: re.Pattern[str]
    travelled: re.Pattern[str]
    virtual: re.Pattern[str]
    round_of: re.Pattern[str]
    together: re.Pattern[str]
    meets: frozenset[str]
    receives: frozenset[str]
    holds: frozenset[str]
    gatherings: frozenset[str]
    ordinals: tuple[tuple[str, int], ...]


TITLES = ("call", "visit", "meeting", "other", "eve", "joint", "signs", "own_region", "of_many")
VERBS = ("held", "met", "seated", "head", "spoke", "travelled", "virtual", "round_of", "together")
# So many sentences in which both sides act together make a text a report of their talks.
LEAST_TOGETHER = 3


@cache
def meeting_words() -> MeetingWords:
    """Read the vocabulary of meetings from the rules."""
    raw = read_rules("meetings")
    return MeetingWords(
        **{key: _any_of(raw["verbs"][key]) for key in VERBS},
        **{key: _any_of(raw["standing"][key]) for key in ("recalled", "announced")},
        **{key: _any_of(raw["title"][key]) for key in TITLES},
        occasion=_any_of(raw["lead"]["occasion"]),
        meets=frozenset(raw["lead"]["meets"]),
        receives=frozenset(raw["lead"]["receives"]),
        holds=frozenset(raw["lead"]["holds"]),
        gatherings=frozenset(raw["lead"]["gatherings"]),
        own_region_code=re.compile(rf", (?:{'|'.join(raw['title']['own_region_codes'])})\b"),
        ordinals=tuple(raw["ordinals"].items()),
    )


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms))
