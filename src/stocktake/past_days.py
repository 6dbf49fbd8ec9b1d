"""The register as it would be on a past day, for who shows pages of it: derived anew, and kept."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from stocktake import versions
from stocktake.as_of import Then, known_then
from stocktake.model import Changed, Holdings, Judgement, ReadPage, Report
from stocktake.pipeline import derive, load
from stocktake.questions import Answer, Encounter, Extent, Kind, Question, Search, Step
from stocktake.register import Register, create_or_open
from stocktake.register.shelf import Shelf

AT_MOST = 5000
"""Articles of a register that is derived anew for a page; a larger one takes minutes."""

_KEPT = 2  # days


class PastDays:
    """The registers of the past days asked for last, each made of what was out by its day."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._shelf = register.shelf()
        self._made: OrderedDict[tuple[date, str], tuple[TemporaryDirectory[str], Register]] = (
            OrderedDict()
        )
        self._lock = Lock()

    def shelf_of(self, day: date) -> "PastShelf | None":
        """Give the shelf of a day; None where the register is too large to be derived anew."""
        if self._shelf.extent().articles > AT_MOST:
            return None
        return PastShelf(day, self._shelf, self)

    def register_of(self, day: date, state: str) -> Register:
        """Give the register of a day, made once while the register is in a state."""
        with self._lock:
            if (day, state) not in self._made:
                self._made[day, state] = self._derived(day)
                while len(self._made) > _KEPT:
                    _, (folder, old) = self._made.popitem(last=False)
                    old.close()
                    folder.cleanup()
            self._made.move_to_end((day, state))
            return self._made[day, state][1]

    def _derived(self, day: date) -> tuple[TemporaryDirectory[str], Register]:
        held = self._register.holdings()
        then = known_then(self._register, day, held)
        folder = TemporaryDirectory(prefix="stocktake-", ignore_cleanup_errors=True)
        made = create_or_open(str(Path(folder.name) / "then.db"))
        load(made, _pages(self._register, held, then), versions.reader(), lambda _: None)
        for statement in then.stated:
            made.enter(statement)
        for judgement in then.judgements:
            made.judge(judgement)
        derive(made)
        return folder, made


def _pages(register: Register, held: Holdings, then: Then) -> Iterator[ReadPage]:
    """Give the pages with those of their articles that were out."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in register.reports(sorted(then.articles)):
        reports[report.article.page].append(report)
    for page in held.pages:
        if page.id in reports:
            own = sorted(reports[page.id], key=lambda report: report.article.position)
            yield ReadPage(page, tuple(own))


@dataclass(frozen=True, slots=True)
class PastShelf:
    """What was known on a day, page by page; what the register did and people decided is today's.

    The register of the day is made when it is first asked for a record.
    """

    day: date
    today: Shelf
    days: PastDays

    def state(self) -> str:
        """Give a word that changes whenever the register does."""
        return self.today.state()

    def gather(self, ids: Iterable[str], steps: Sequence[Step]) -> Holdings:
        """Give the records of some ids as they were, and those beside them."""
        return self._then().gather(ids, steps)

    def answer(self, question: Question) -> Answer:
        """List the records of that day that meet a question."""
        return self._then().answer(question)

    def tally(self, facet: str, values: Iterable[str], question: Question) -> dict[str, int]:
        """Count the records of that day that meet a question, for each value of a facet."""
        return self._then().tally(facet, values, question)

    def search(self, words: str, at_most: int) -> Search:
        """Find words in the records and articles of that day."""
        return self._then().search(words, at_most)

    def encounters(
        self, party: str | None, since: str | None, until: str | None
    ) -> tuple[Encounter, ...]:
        """Count who had met whom by that day."""
        return self._then().encounters(party, since, until)

    def decisions(self, at_most: int) -> tuple[Judgement, ...]:
        """Give what people decided last, the newest first."""
        return self.today.decisions(at_most)

    def changes_of(self, records: Sequence[str]) -> tuple[Changed, ...]:
        """Give all changes of some records that the register noted."""
        return self.today.changes_of(records)

    def latest_changes(self, at_most: int) -> tuple[Changed, ...]:
        """Give what changed last in the register."""
        return self.today.latest_changes(at_most)

    def busiest(self, facet: str, kind: Kind, at_most: int) -> tuple[tuple[str, int], ...]:
        """Give the values of a facet that most records of that day have."""
        return self._then().busiest(facet, kind, at_most)

    def extent(self) -> Extent:
        """Tell how much was known on that day."""
        return self._then().extent()

    def _then(self) -> Shelf:
        return self.days.register_of(self.day, self.today.state()).shelf()
