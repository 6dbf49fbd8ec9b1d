"""What the desk asks of a register; the register implements it without knowing the desk."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from stocktake.model import Changed, Holdings, Judgement
from stocktake.questions import Answer, Encounter, Extent, Kind, Question, Search, Step


class Shelf(Protocol):
    """The records of a register, a page's worth at a time."""

    def state(self) -> str:
        """Give a word that changes whenever the register does."""
        ...

    def gather(self, ids: Iterable[str], steps: Sequence[Step]) -> Holdings:
        """Give the records of some ids and, step after step, those beside the ones at hand.

        Ids of records that the register does not hold are passed over; articles come without their
        texts until a step asks for them.
        """
        ...

    def answer(self, question: Question) -> Answer:
        """List the records that meet a question; raise `BadQuestion` where it has no meaning."""
        ...

    def tally(self, facet: str, values: Iterable[str], question: Question) -> dict[str, int]:
        """Count, for each value of a facet, the records that meet a question."""
        ...

    def search(self, words: str, at_most: int) -> Search:
        """Find words in records and articles, whatever their accents, and near them if need be."""
        ...

    def encounters(
        self, party: str | None, since: str | None, until: str | None
    ) -> tuple[Encounter, ...]:
        """Count who met whom in which year."""
        ...

    def decisions(self, at_most: int) -> tuple[Judgement, ...]:
        """Give what people decided last, the newest first."""
        ...

    def changes_of(self, records: Sequence[str]) -> tuple[Changed, ...]:
        """Give all changes of some records on record, the first change first."""
        ...

    def latest_changes(self, at_most: int) -> tuple[Changed, ...]:
        """Give what changed last in the register, the first change first."""
        ...

    def busiest(self, facet: str, kind: Kind, at_most: int) -> tuple[tuple[str, int], ...]:
        """Give the values of a facet that most records of a kind have, with their count."""
        ...

    def extent(self) -> Extent:
        """Tell how much the register holds."""
        ...
