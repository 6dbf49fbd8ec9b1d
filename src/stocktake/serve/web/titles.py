"""Records named shortly: a promise by its act, a reading that differs by its value in words."""

import re

from stocktake.model import Amount, Commitment, Discrepancy
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.lists import likely, written_amount
from stocktake.serve.papers.wording import act_of

_SUM = re.compile(r"(\d+)(?:\.0+)? ([A-Z]{3})")
_LONGEST_LINE = 12


def act(promise: Commitment, found: Catalogue) -> str:
    """Give the act of a promise; where its wording leans on an earlier one, that one's."""
    line = [promise]
    while len(line) < _LONGEST_LINE:
        earlier = found.by_id.get(line[0].renews or "")
        if not isinstance(earlier, Commitment) or earlier in line:
            break
        line.insert(0, earlier)
    return act_of(line, found)


def likely_reading(discrepancy: Discrepancy) -> str:
    """Say which reading is likely and why, with dates in words."""
    told = likely(discrepancy)
    if discrepancy.kind == "date":
        for value in sorted({said.value for said in discrepancy.readings}, key=len, reverse=True):
            told = told.replace(value, written(value))
    return told


def reading(discrepancy: Discrepancy, value: str) -> str:
    """Write a reading: a date or a sum in words, all else as it stands."""
    if discrepancy.kind == "date":
        return written(value)
    money = _SUM.fullmatch(value) if discrepancy.kind == "number" else None
    return written_amount(Amount(float(money[1]), money[2])) if money else value
