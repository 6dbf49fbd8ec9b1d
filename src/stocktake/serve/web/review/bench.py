"""What the review asks of the bench; the bench implements it without knowing the desk."""

from typing import Protocol

from stocktake.model import Entry, Judgement
from stocktake.reviewing import Answer, Given, Outcome, RuleCard, Standing, Waiting, Wanted


class Bench(Protocol):
    """Takes answers and says what waits."""

    @property
    def readers(self) -> int:
        """Give how many readers must say the same before something is decided."""
        ...

    def waiting(self, wanted: Wanted, person: str, most: int) -> Waiting:
        """Give the first questions that wait for somebody, the most doubtful first."""
        ...

    def beside(self, wanted: Wanted, person: str, record: str) -> tuple[str | None, str | None]:
        """Give the questions before and after a record's in the queue."""
        ...

    def standing(self, person: str) -> Standing:
        """Tell how somebody stands."""
        ...

    def unsure(self, person: str, most: int) -> tuple[str, ...]:
        """Give the records that somebody was unsure of."""
        ...

    def is_behind(self) -> bool:
        """Tell whether other rules made the records: the first answer makes all of them anew."""
        ...

    def answers(self, record: str) -> tuple[Answer, ...]:
        """Give all answers about a record in the order of time."""
        ...

    def newest(self, record: str) -> Judgement | None:
        """Give the last judgement that holds on a record, or None."""
        ...

    def entry(self, record: str) -> Entry | None:
        """Give the entry of an id, also one that somebody took off the lists."""
        ...

    def alike(self, entry: Entry, words: str, most: int) -> tuple[tuple[str, str], ...]:
        """Give the ids and words of records of the same kind in which all these words stand."""
        ...

    def fields(self, entry: Entry) -> tuple[str, ...]:
        """Give the fields of an entry that may be corrected, in their order."""
        ...

    def choices(self, entry: Entry, field: str) -> tuple[str, ...]:
        """Give the closed vocabulary of a field."""
        ...

    def words(self, entry: Entry, field: str) -> str:
        """Give a field's value in the words in which it is corrected."""
        ...

    def rule(self, name: str) -> RuleCard | None:
        """Give what is known of a rule of reading, or None."""
        ...

    def give(self, given: Given) -> Outcome:
        """Take an answer in and tell what became of it."""
        ...

    def take(self, record: str, chosen: str, by: str, reason: str | None) -> None:
        """Settle a difference by one answer, or with none chosen keep what was decided."""
        ...

    def undo(self, person: str) -> str | None:
        """Take back somebody's last answer; give its record."""
        ...
