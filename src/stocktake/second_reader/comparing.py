"""Lays a second reading beside the rules' own: what both find, and what one finds alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from stocktake.model import CommitmentFinding, Evidence, Proposal, SecondReading

_SAME = 0.5  # share of the shorter quote that the two have in common


@dataclass(frozen=True, slots=True)
class Comparison:
    """One place of an article: the rules' finding, the proposal, or both; and how they differ.

    `differences` names each field on which two that meet do not agree, in words.
    """

    finding: CommitmentFinding | None
    proposal: Proposal | None
    differences: tuple[str, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """Give the words in question: the rules' cut where there is one."""
        held = self.finding or self.proposal
        assert held is not None  # a comparison is of at least one
        return held.evidence


def compare(
    findings: Iterable[CommitmentFinding], reading: SecondReading
) -> tuple[Comparison, ...]:
    """Pair findings with the proposals that rest on the same words, in the order of the text."""
    left = list(reading.proposals)
    compared: list[Comparison] = []
    for finding in findings:
        same = max(left, key=lambda p: _shared(finding.evidence, p.evidence), default=None)
        if same is None or _shared(finding.evidence, same.evidence) < _SAME:
            compared.append(Comparison(finding, None))
            continue
        left.remove(same)
        compared.append(Comparison(finding, same, _differences(finding, same)))
    compared += [Comparison(None, proposal) for proposal in left]
    return tuple(sorted(compared, key=lambda c: (c.evidence.start, c.evidence.end)))


def _shared(one: Evidence, other: Evidence) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / min(one.end - one.start, other.end - other.start)


def _differences(finding: CommitmentFinding, proposal: Proposal) -> tuple[str, ...]:
    pairs = (
        ("actors", _listed(finding.actors), _listed(proposal.actors)),
        ("counterparts", _listed(finding.counterparts), _listed(proposal.counterparts)),
        ("kind", finding.kind, proposal.kind),
        ("deadline", finding.deadline_words, proposal.deadline_words),
    )
    return tuple(
        f"{field}: the rules read {ours or 'none'}, the second reader {theirs}"
        for field, ours, theirs in pairs
        if theirs and ours != theirs
    )


def _listed(parties: tuple[str, ...]) -> str:
    return ", ".join(sorted(parties))
