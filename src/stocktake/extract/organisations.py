"""The house that a person holds office in, where the text prints it beside the office."""

import re

from stocktake.extract.parties import party_kind

_NOUN = (
    r"(?:Ministry|Department|Bureau|Service|Command|Council|Commission|Agency|Embassy|Mission"
    r"|Directorate|Authority|Organi[sz]ation|Secretariat|Institute|Bank|Task Force|Foundation)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w.&’'-]*"
_NEXT = rf"(?: (?:(?:of|for|and|the|to|on|in) ){{0,2}}{_CAPITAL})"
_BODY = rf"(?:{_CAPITAL}(?: {_CAPITAL})* )?{_NOUN}\b{_NEXT}*"
IN_ROLE = re.compile(rf"\b(?:of|at|in|for) (?:the )?(?P<body>{_BODY})")
AFTER = re.compile(rf"(?:,|,? (?:of|from|at)) (?:the )?(?P<body>{_BODY})")
BEFORE = re.compile(rf"\b(?P<body>(?:{_CAPITAL} )*{_NOUN})(?:’s|'s)? $")
NEAR = 120


def organisation_of(
    text: str, role: str, office: tuple[int, int], ends: tuple[int, ...]
) -> str | None:
    """Give the house as printed: in the role, before the office, or behind a name or the office.

    `office` is where the office with its country stands in the text; `ends` are where the namings
    end that stand with it.
    """
    within = IN_ROLE.search(role)
    if within is not None:
        return within["body"]
    before = BEFORE.search(text, max(0, office[0] - NEAR), office[0])
    if before is not None:
        return before["body"]
    behind = (AFTER.match(text, at) for at in (office[1], *ends))
    found = next((match["body"] for match in behind if match is not None), None)
    return " ".join(found.split()).rstrip(".,") if found else None


def house_of_party(party: str | None) -> str | None:
    """Give the organisation of states itself as the house of those who hold office for it."""
    return party if party is not None and party_kind(party) == "organisation" else None
