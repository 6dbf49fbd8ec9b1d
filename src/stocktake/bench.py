"""The reviewers' bench: answers come in, judgements go out, and nobody's word is lost."""

import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from stocktake import pipeline, versions
from stocktake.errors import BadQuestion, NoSuchRecord, StocktakeError
from stocktake.judging import Decision, judgement_of
from stocktake.model import Entry, Judgement, JudgementAction, Undoing
from stocktake.reconcile import corrections
from stocktake.register import Register
from stocktake.reviewing import (
    Answer,
    Given,
    Outcome,
    RuleCard,
    Standing,
    Waiting,
    Wanted,
    answer_of,
    others,
)

Readers = Literal[1, 2]


@cache
def rule_cards() -> Mapping[str, RuleCard]:
    """Read from the rules of reading what each is called and how often its tests try it."""
    cards: dict[str, RuleCard] = {}
    folder = files("stocktake.extract").joinpath("rules")
    languages = sorted(each.name for each in folder.iterdir() if each.is_dir())
    for place in ("commitments.toml", *(f"{name}/commitments.toml" for name in languages)):
        file = folder.joinpath(place)
        for rule in tomllib.loads(file.read_text("utf-8"))["rule"] if file.is_file() else ():
            examples = tuple(rule.get("examples", ()))
            counter = len(rule.get("counter_examples", ()))
            cards[rule["id"]] = RuleCard(rule["id"], place, examples, counter)
    return cards


class Bench:
    """Takes reviewers' answers about one register's records; `now` is the clock.

    Answers are weighed one at a time, also among processes, so that of two that come at once the
    later one sees the earlier.
    """

    def __init__(self, register: Register, now: Callable[[], datetime], readers: Readers) -> None:
        self._register = register
        self._answers = register.answers()
        self._now = now
        self._readers = readers
        self._turn = threading.Lock()

    @property
    def readers(self) -> Readers:
        """Give how many readers must say the same before something is decided."""
        return self._readers

    def waiting(self, wanted: Wanted, person: str, most: int) -> Waiting:
        """Give the first questions that wait for somebody, the most doubtful first."""
        return self._answers.waiting(wanted, person, most)

    def beside(self, wanted: Wanted, person: str, record: str) -> tuple[str | None, str | None]:
        """Give the questions before and after a record's in the queue."""
        return self._answers.beside(wanted, person, record)

    def standing(self, person: str) -> Standing:
        """Tell how somebody stands."""
        return self._answers.standing(person)

    def unsure(self, person: str, most: int) -> tuple[str, ...]:
        """Give the records that somebody was unsure of."""
        return self._answers.unsure(person, most)

    def is_behind(self) -> bool:
        """Tell whether other rules made the records: the first answer makes all of them anew."""
        return self._register.derived_by() not in (None, versions.reconciling())

    def answers(self, record: str) -> tuple[Answer, ...]:
        """Give all answers about a record in the order of time."""
        return self._answers.of(record)

    def entry(self, record: str) -> Entry | None:
        """Give the entry of an id, also one that somebody took off the lists; None for none."""
        return self._register.entry(record)

    def alike(self, entry: Entry, words: str, most: int) -> tuple[tuple[str, str], ...]:
        """Give the ids and words of records of the same kind in which all these words stand."""
        found = self._answers.alike(words, corrections.kind_of(entry), most + 1)
        return tuple(each for each in found if each[0] != entry.id)[:most]

    def fields(self, entry: Entry) -> tuple[str, ...]:
        """Give the fields of an entry that may be corrected, in their order."""
        return corrections.fields(corrections.kind_of(entry))

    def choices(self, entry: Entry, field: str) -> tuple[str, ...]:
        """Give the closed vocabulary of a field; nothing for one that takes other values."""
        return _choices(corrections.kind_of(entry), field)

    def words(self, entry: Entry, field: str) -> str:
        """Give a field's value in the words in which it is corrected."""
        return corrections.written(getattr(entry, field))

    def rule(self, name: str) -> RuleCard | None:
        """Give what is known of a rule of reading, or None."""
        return rule_cards().get(name)

    def give(self, given: Given) -> Outcome:
        """Take an answer in and tell what became of it.

        Raises `BadQuestion` for one that cannot be meant, `NoSuchRecord` for one about nothing.
        """
        with self._turn, self._register.turn():
            answer = answer_of(given, self._stamp())
            for decision in _decisions(answer, given.by, given.reason):
                judgement_of(self._register, decision, answer.at)  # raises where it makes no sense
            held = self._answers.of(given.record)
            self._withdraw([a.id for a in held if a.by == given.by and _is_open(a)])
            if given.choice == "unsure":
                self._answers.put(answer)
                return "unsure"
            if self._was_decided_meanwhile(given):
                return self._put_at_odds(answer, ())
            return self._weigh(answer, others(held, given.by))

    def take(self, record: str, chosen: str, by: str, reason: str | None) -> None:
        """Settle a difference: decide one answer, or with none chosen keep what was decided."""
        with self._turn, self._register.turn():
            held = [a for a in self._answers.of(record) if _is_open(a)]
            mine = [a for a in held if a.id == chosen]
            if chosen and not mine:
                raise NoSuchRecord(f"nobody answers {chosen} any longer; reload the page")
            for answer in mine:
                made = self._judgements(answer, by, reason or answer.reason)
                self._answers.mark([answer.id], "settled", made)
            rest = [a.id for a in held if a.id != chosen]
            self._answers.mark(rest, "settled")

    def undo(self, person: str) -> str | None:
        """Take back somebody's last answer with all that was decided by it; give its record."""
        with self._turn, self._register.turn():
            last = self._answers.last_by(person)
            if last is None:
                return None
            for judgement in reversed(last.judgements):
                self._undo(judgement, person)
            self._answers.mark([last.id], "withdrawn")
            lonely = others(self._answers.of(last.record), person)
            if last.state == "differs" and len(lonely) == 1:
                self._answers.mark([lonely[0].id], "waiting")
            return last.record

    def _weigh(self, answer: Answer, standing: Sequence[Answer]) -> Outcome:
        if not standing and self._readers > 1:
            self._answers.put(answer)
            return "waiting"
        same = [other for other in standing if answer.says_as(other)]
        if standing and not same:
            return self._put_at_odds(answer, [other.id for other in standing])
        # Whoever said it first is named first in the record's history.
        for other in same:
            made = self._judgements(other, other.by, other.reason)
            self._answers.mark([other.id], "settled", made)
        made = self._judgements(answer, answer.by, answer.reason, after=bool(same))
        self._answers.put(answer)
        self._answers.mark([answer.id], "settled", made)
        self._answers.mark([o.id for o in standing if o not in same], "settled")
        return "agreed" if same else "decided"

    def _put_at_odds(self, answer: Answer, standing: Sequence[str]) -> Outcome:
        self._answers.put(answer)
        self._answers.mark([answer.id, *standing], "differs")
        return "differs" if standing else "meanwhile"

    def _judgements(
        self, answer: Answer, by: str, reason: str | None, after: bool = False
    ) -> tuple[str, ...]:
        """Make the judgements of an answer; all of them or none."""
        made: list[str] = []
        for decision in _decisions(answer, by, reason):
            if after and decision.action in ("merge", "split"):
                continue  # the first of two who say so has done it
            try:
                judgement = pipeline.decide(self._register, decision, self._stamp())
            except StocktakeError:
                for earlier in reversed(made):
                    self._undo(earlier, by)
                raise
            made.append(judgement.id)
        return tuple(made)

    def _undo(self, judgement: str, by: str) -> None:
        try:
            pipeline.undo(self._register, judgement, Undoing(by, self._stamp(), None))
        except BadQuestion:
            return  # somebody took it back already

    def _withdraw(self, answers: Sequence[str]) -> None:
        self._answers.mark(answers, "withdrawn")

    def _was_decided_meanwhile(self, given: Given) -> bool:
        newest = self.newest(given.record)
        return newest is not None and newest.id != given.seen and newest.by != given.by

    def newest(self, record: str) -> Judgement | None:
        """Give the last judgement that holds on a record, or None."""
        entry = self._register.entry(record)
        rulings = () if entry is None else entry.rulings
        found = self._answers.judgements([r.judgement for r in rulings if r.holds])
        return found[-1] if found else None

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="microseconds")


@cache
def _choices(kind: str, field: str) -> tuple[str, ...]:
    return corrections.choices(kind, field)


def _is_open(answer: Answer) -> bool:
    return answer.state in ("waiting", "differs")


def _decisions(answer: Answer, by: str, reason: str | None) -> Iterator[Decision]:
    """Give what an answer decides, one judgement after the other."""
    record = answer.record
    if answer.choice == "merge":
        for _, other in answer.changes:
            yield Decision("merge", record, by, reason, other=other)
        return
    if answer.choice == "split":
        apart = tuple(place for _, place in answer.changes)
        yield Decision("split", record, by, reason, apart=apart)
        return
    if answer.choice == "correct":
        for field, value in answer.changes:
            yield Decision("correct", record, by, reason, field=field, value=value)
    action = "reject" if answer.choice == "reject" else "confirm"
    yield Decision(cast(JudgementAction, action), record, by, reason)
