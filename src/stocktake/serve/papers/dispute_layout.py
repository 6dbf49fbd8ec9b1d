"""A disagreement as a sentence."""

from collections.abc import Iterator

from stocktake.serve.papers.disputes import Dispute
from stocktake.serve.papers.paper import Run, Words, quiet, said


def dispute_in_words(dispute: Dispute) -> Iterator[Run]:
    """Write a disagreement with both readings and what is likely."""
    yield Words(f"≠ {dispute.head} ", "strong", "differ")
    yield said(f"{dispute.about}: ")
    for position, reading in enumerate(dispute.readings):
        yield said(" or " if position else "")
        source = reading.words.startswith("“")
        yield Words(reading.words, "source" if source else "plain")
        yield quiet(f" {reading.references}")
    yield said(f". {dispute.verdict}")
