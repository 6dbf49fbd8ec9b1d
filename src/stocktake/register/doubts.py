"""How much a record needs a person: by the tool's doubt first, then by what hangs on it.

A wrong answer about a deed weighs most, for it accuses or acquits somebody; then come names and
readings that disagree, then promises near the judge's threshold.
"""

from stocktake.model import Commitment, Discrepancy, Entry, FollowThrough

FACET = "doubt"
"""The facet under which a record that waits for a person is found: ``"9-40"``, more is first."""

_THRESHOLD = 0.4  # the likelihood below which the tool lists no promise
_BAND = 0.06  # likelihood: ten bands from the threshold to certainty
_UNJUDGED = 5
_HEAVIEST = 99
_DECIDED = ("confirm", "reject")


def doubt_of(entry: Entry) -> str | None:
    """Give the rank of a record that waits for a person, None for one that does not."""
    if any(ruling.holds and ruling.action in _DECIDED for ruling in entry.rulings):
        return None
    match entry:
        case Commitment():
            return _ranked(_of_commitment(entry), _weight(entry))
        case FollowThrough():
            return _ranked(7 if entry.counted else 8, _HEAVIEST)
        case Discrepancy():
            named = 1 if entry.kind == "name" else 0
            return _ranked((5 if entry.likely else 7) + named, 10 * len(entry.readings))
    return None


def _of_commitment(commitment: Commitment) -> int:
    if commitment.likelihood is None:
        return _UNJUDGED
    above = int((commitment.likelihood - _THRESHOLD) / _BAND)
    return 9 - min(9, max(0, above))


def _weight(commitment: Commitment) -> int:
    """Weigh what hangs on a promise: who repeats it, its date, its sum, how firmly it binds."""
    return (
        10 * min(commitment.origins, 4)
        + 20 * (commitment.deadline is not None)
        + 15 * (commitment.strength in ("binding", "firm"))
        + 15 * (commitment.amount is not None)
        + 9 * (commitment.meeting is not None)
    )


def _ranked(doubt: int, weight: int) -> str:
    return f"{doubt}-{min(weight, _HEAVIEST):02}"
