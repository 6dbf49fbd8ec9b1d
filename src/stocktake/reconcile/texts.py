"""Agreements and programmes across articles, and where reports of one meeting differ on them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from stocktake.identity import short_id
from stocktake.model import (
    Agreement,
    AgreementFinding,
    Discrepancy,
    Programme,
    ProgrammeFinding,
)
from stocktake.reconcile.articles import distinct, earliest_first
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.decisions import Decisions
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.grouping import Union, most_common
from stocktake.reconcile.text_names import naming, other_acronyms, other_expansions
from stocktake.reconcile.titles import party_starts
from stocktake.reconcile.vocabulary import word_list
from stocktake.reconcile.wording import concepts
from stocktake.reconcile.words_of_bonds import Setting

_STATUS = {"expected": 0, "being drafted": 1, "signed": 2, "in force": 3, "ended": 4}


@dataclass(frozen=True, slots=True)
class Text:
    """One article's word on an agreement."""

    item: str
    setting: Setting
    finding: AgreementFinding


@dataclass(frozen=True, slots=True)
class Aid:
    """One article's word on a programme."""

    item: str
    setting: Setting
    finding: ProgrammeFinding


T = TypeVar("T", Text, Aid)


def agreements(
    texts: Sequence[Text], decisions: Decisions
) -> tuple[list[Agreement], list[Discrepancy]]:
    """Give one entry for each agreement, and the disagreements about whether it is signed."""
    entries, found = [], list[Discrepancy]()
    groups = _joined(texts, _same_text, lambda t: _title_marks(t.finding))
    for group in decisions.settled(groups, lambda t: t.item):
        entry = group.entry(_agreement(group.things))
        entries.append(entry)
        found += () if group.rejected else _differing(entry, group.things)
    return entries, found


def programmes(aids: Sequence[Aid], decisions: Decisions) -> list[Programme]:
    """Give one entry for each programme."""
    groups = _joined(aids, _same_aid, lambda a: _aid_marks(a.finding))
    settled = decisions.settled(groups, lambda a: a.item)
    return [group.entry(_programme(group.things)) for group in settled]


def _joined(
    things: Sequence[T], same: Callable[[T, T], bool], marks: Callable[[T], set[str]]
) -> list[list[T]]:
    ordered = sorted(things, key=lambda t: t.item)
    union, holders = Union(len(ordered)), defaultdict[str, list[int]](list)
    for number, thing in enumerate(ordered):
        for mark in sorted(marks(thing)):
            # A few of those before suffice: what is alike is alike to one of them.
            for other in holders[mark][:30]:
                if same(ordered[other], thing):
                    union.join(other, number)
            holders[mark].append(number)
    return [[ordered[i] for i in group] for group in union.groups()]


def _subject(finding: AgreementFinding) -> frozenset[str]:
    names = party_starts(finding.parties)
    idle = word_list("formats.toml", "party_words")
    words = concepts(finding.title)
    return frozenset(w for w in words if w not in idle and not (names and w.startswith(names)))


def _forms() -> frozenset[str]:
    return word_list("formats.toml", "text_words")


def _title_marks(finding: AgreementFinding) -> set[str]:
    marks = {finding.acronym} if finding.acronym else set()
    return marks | set(_subject(finding)) | {finding.form}


def _same_text(one: Text, two: Text) -> bool:
    a, b = one.finding, two.finding
    if a.form != b.form and "other" not in (a.form, b.form):
        return False
    if (
        a.parties
        and b.parties
        and not (set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties))
    ):
        return False
    subjects = _subject(a) - _forms(), _subject(b) - _forms()
    if not subjects[0] or not subjects[1]:
        same_title = _subject(a) == _subject(b)
        here = one.setting.meeting is not None and one.setting.meeting == two.setting.meeting
        return same_title and here and one.setting.article != two.setting.article
    if a.acronym and a.acronym == b.acronym and a.parties == b.parties:
        return True
    short, long = sorted(subjects, key=len)
    return short <= long and len(short) * 2 >= len(long)


def _agreement(group: Sequence[Text]) -> Agreement:
    ordered = sorted(group, key=lambda t: earliest_first(t.setting.published, t.item))
    latest = ordered[-1].setting.published
    last = [t for t in ordered if t.setting.published == latest]
    status = max((t.finding.status for t in last), key=lambda s: _STATUS[s])
    best = min(ordered, key=lambda t: (not t.setting.primary, -len(t.finding.title), t.item))
    dated = [t for t in ordered if t.finding.when]
    own = [t for t in ordered if t.finding.status == "signed" and t.setting.meeting]
    return Agreement(
        id=short_id("g", ordered[0].item),
        title=best.finding.title,
        form=most_common(t.finding.form for t in ordered if t.finding.form != "other") or "other",
        status=status,
        parties=max((t.finding.parties for t in ordered), key=lambda p: (len(p), p)),
        when=dated[0].finding.when if dated else None,
        meeting=(own or ordered)[0].setting.meeting,
        evidence=distinct(tuple(t.finding.evidence for t in ordered)),
    )


def _differing(entry: Agreement, group: Sequence[Text]) -> Iterator[Discrepancy]:
    """Give what reports of one text disagree on: whether it is signed, and what it is called."""
    yield from _other_status(entry, group)
    namings = [
        naming(t.finding.title, t.finding.acronym, _voice(t, t.finding.title), t.finding.evidence)
        for t in group
    ]
    yield from other_expansions(entry.id, namings)
    yield from other_acronyms(entry.id, namings)


def _other_status(entry: Agreement, group: Sequence[Text]) -> Iterator[Discrepancy]:
    """Give the disagreement of reports of one meeting on whether a text is signed yet."""
    for one, two in combinations(sorted(group, key=lambda t: t.item), 2):
        same = one.setting.meeting is not None and one.setting.meeting == two.setting.meeting
        done = sorted(t.finding.status == "signed" for t in (one, two))
        if any(_STATUS[t.finding.status] > 2 for t in (one, two)):
            continue
        if not same or one.setting.article == two.setting.article or done != [False, True]:
            continue
        voices = [_voice(t, t.finding.status) for t in group]
        best = choose(voices)
        because = reason(best, voices) if best else None
        likely = best.value if best and because else None
        readings = [(t.finding.status, t.finding.evidence) for t in (one, two)]
        why = why_likely(f"states of “{entry.title}”", likely, because)
        yield disagreement("status", entry.id, readings, likely, why)
        return


def _voice(text: Text, value: str) -> Voice[str]:
    s = text.setting
    return Voice(value, s.origin, s.primary, True, s.published, s.article)


def _aid_marks(finding: ProgrammeFinding) -> set[str]:
    marks = set(concepts(finding.name or ""))
    if finding.amount:
        marks.add(f"{finding.amount.value}{finding.amount.currency}")
    return marks


def _same_aid(one: Aid, two: Aid) -> bool:
    a, b = one.finding, two.finding
    for left, right in ((a.donor, b.donor), (a.recipient, b.recipient)):
        if left and right and left != right:
            return False
    if a.money != b.money and a.amount != b.amount:
        return False
    names = concepts(a.name or ""), concepts(b.name or "")
    if names[0] and names[1]:
        short, long = sorted(names, key=len)
        return short <= long and len(short) * 2 >= len(long) and len(short) > 1
    same_sum = a.amount is not None and a.amount == b.amount
    return same_sum and one.setting.meeting == two.setting.meeting and not (names[0] and names[1])


def _programme(group: Sequence[Aid]) -> Programme:
    ordered = sorted(group, key=lambda t: earliest_first(t.setting.published, t.item))
    best = min(ordered, key=lambda t: (t.finding.amount is None, not t.setting.primary, t.item))
    found = best.finding
    return Programme(
        id=short_id("s", ordered[0].item),
        name=found.name or most_common(t.finding.name for t in ordered if t.finding.name),
        amount=found.amount,
        money=found.money,
        donor=found.donor or most_common(t.finding.donor for t in ordered if t.finding.donor),
        recipient=found.recipient
        or most_common(t.finding.recipient for t in ordered if t.finding.recipient),
        when=found.when,
        evidence=distinct(tuple(t.finding.evidence for t in ordered)),
    )
