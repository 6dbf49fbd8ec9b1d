"""Which articles speak of one meeting: by format, round, parties, days, place and people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.reconcile.article_words import (
    MeetingWord,
    days_of,
    gathering_marks,
    round_marks,
    undated_marks,
)
from stocktake.reconcile.periods import Period, is_exact, period
from stocktake.reconcile.places import apart
from stocktake.reconcile.sketch import folded
from stocktake.reconcile.titles import title
from stocktake.reconcile.who_met import hosts, met_in_both, more_titled, other_people, with_whom

_STANDING = {"main": 0, "recalled": 1, "announced": 2}
_ROUND_MOVED = 400
_GATHERING = 4  # parties
_SEVERAL = 2  # hosts of a visit besides whom the talks are with
_FORGOTTEN = 5  # parties named for each that another report leaves out


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting word with its item's id and the days it may mean."""

    item: str
    word: MeetingWord
    days: Period | None
    exact: bool


def tell(item: str, word: MeetingWord) -> Told:
    """Prepare a word for comparing."""
    days = days_of(word)
    return Told(item, word, days, days is not None and days.days <= 10)


def gather(words: Sequence[Told]) -> list[list[Told]]:
    """Sort words to meetings, those that are about a dated meeting first.

    A word that fits several meetings equally well stands alone: it is unknown which it means.
    """
    ordered = sorted(words, key=_surest_first)
    meetings: list[list[Told]] = []
    near: dict[str, list[int]] = defaultdict(list)
    for word in ordered:
        keys = _keys(word.word)
        candidates = sorted({i for key in keys for i in near[key]})
        chosen = _chosen(word, [(i, meetings[i]) for i in candidates])
        if chosen is None:
            chosen = len(meetings)
            meetings.append([])
        meetings[chosen].append(word)
        for key in keys:
            if chosen not in near[key]:
                near[key].append(chosen)
    return meetings


def _surest_first(told: Told) -> tuple[object, ...]:
    word = told.word
    return (
        _STANDING[word.standing], not told.exact, word.when is None, not word.told.primary,
        word.mechanism is None, word.ordinal is None, word.told.published or "9999", told.item,
    )  # fmt: skip


def _keys(word: MeetingWord) -> tuple[str, ...]:
    keys = [word.mechanism] if word.mechanism else []
    if len(word.parties) < 2:
        return tuple(keys)
    marks = (*round_marks(word), *undated_marks(word), *gathering_marks(word))
    return (*keys, "+".join(word.parties), *marks)


def _chosen(word: Told, candidates: list[tuple[int, list[Told]]]) -> int | None:
    scored = []
    for index, meeting in candidates:
        if any(_excluded(word, other) for other in meeting):
            continue
        points = max(_points(word, other) for other in meeting)
        if points > 0:
            scored.append((points, index))
    scored.sort(reverse=True)
    if not scored:
        return None
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return _nearest(word, [(i, m) for i, m in candidates if (scored[0][0], i) in scored])
    return scored[0][1]


def _nearest(word: Told, candidates: list[tuple[int, list[Told]]]) -> int | None:
    """Give the one meeting whose days a dated word shares most exactly; two are no answer."""
    days = word.days
    if days is None or not word.exact:
        return None
    hits = [
        i for i, m in candidates if any(o.exact and o.days and days.gap(o.days) == 0 for o in m)
    ]
    return hits[0] if len(hits) == 1 else None


def _excluded(one: Told, two: Told) -> bool:
    """Tell whether two words cannot mean one meeting."""
    a, b = one.word, two.word
    if a.mechanism and b.mechanism and a.mechanism != b.mechanism:
        return True
    if _one_gathering(one, two):
        return False
    return _other_occasion(one, two)


def _other_occasion(one: Told, two: Told) -> bool:
    """Tell whether two words of no certainly common gathering cannot mean one meeting."""
    a, b = one.word, two.word
    if a.level and b.level and a.level != b.level and not _one_round(one, two):
        return True
    if a.told.article == b.told.article and a.standing == b.standing == "main":
        return True
    if other_people(a, b) or _another_release(a, b) or _part_of_a_visit(one, two):
        return True
    beside = not (a.mechanism and b.mechanism) and _beside(a, b)
    return beside or _other_parties(a, b) or _other_round(one, two) or _other_time(one, two)


def _beside(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether two meetings that are not both of a known format are one beside the other."""
    if a.by_phone != b.by_phone or apart(a.place, b.place):
        return True
    return _beside_a_round(a, b) and (more_titled(a, b) or not met_in_both(a, b))


def _another_release(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether one outlet published the two on other days, which it does of two meetings.

    A round of a format is told again and again; a call or a visit is reported once by each.
    """
    if a.mechanism or b.mechanism or a.told.outlet is None or a.told.outlet != b.told.outlet:
        return False
    main = a.standing == b.standing == "main"
    return main and a.told.published != b.told.published and (a.by_phone or a.when != b.when)


def _part_of_a_visit(one: Told, two: Told) -> bool:
    """Tell whether one is a visit of several days and the other what happened on one of them.

    People of two parties in both articles say that they are about the same talks after all, unless
    the visit is to several others as well.
    """
    a, b = one.word, two.word
    if (a.mechanism and a.mechanism == b.mechanism) or not (a.when and b.when):
        return False
    if one.days is None or two.days is None or not (one.exact and two.exact):
        return False
    if (one.days.days > 2) == (two.days.days > 2):
        return False
    visit, talks = (a, b) if one.days.days > 2 else (b, a)
    return not met_in_both(a, b) or hosts(visit) >= hosts(talks) + _SEVERAL


def _other_parties(a: MeetingWord, b: MeetingWord) -> bool:
    one, two = set(a.parties), set(b.parties)
    if not one or not two or one == two:
        return False
    same_format = a.mechanism is not None and a.mechanism == b.mechanism
    return not (same_format and _nested(a, b))


def _one_round(one: Told, two: Told) -> bool:
    """Tell whether two words give one format, one number of its round and days that touch."""
    a, b = one.word, two.word
    numbered = bool(a.mechanism and a.ordinal)
    if not numbered or (a.mechanism, a.ordinal) != (b.mechanism, b.ordinal):
        return False
    return one.days is not None and two.days is not None and one.days.gap(two.days) == 0


def _one_gathering(one: Told, two: Told) -> bool:
    """Tell whether two reports of the same days speak of one round, or one gathering of many.

    Who is named does not matter then, nor where each places a numbered round: that is for the
    reports to disagree on.
    """
    a, b = one.word, two.word
    mains = a.standing == b.standing == "main" and a.told.article != b.told.article
    if not _days_touch(one, two) or not mains or a.by_phone != b.by_phone or _other_sort(a, b):
        return False
    shared, named = set(a.parties) & set(b.parties), set(a.parties) | set(b.parties)
    mostly = len(shared) > 1 and 2 * len(shared) >= len(named)
    if a.ordinal and a.ordinal == b.ordinal and mostly:
        return True
    missed = min(len(a.parties), len(b.parties)) - len(shared)
    levels = {a.level, b.level} - {None}
    if len(named) < _GATHERING or len(levels) > 1 or not (levels or a.name or b.name):
        return False
    if not _same_place(a.place, b.place):
        forgotten = len(named) - len(shared)
        return forgotten <= len(shared) // _FORGOTTEN and _one_event(a, b)
    return mostly or (bool(levels) and a.level == b.level and 2 * missed < len(shared) > 1)


def _one_event(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether the reports of two outlets give the same days and parties to a named event.

    So many parties gather once on a day; one of two cities is then for the reports to disagree on.
    """
    placed = bool(a.place and b.place) and not a.by_phone
    told = placed and a.when is not None and a.when == b.when and a.told.outlet != b.told.outlet
    return told and _nested(a, b)


def _nested(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether all parties that one report names are among the other's."""
    return set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties)


def _days_touch(one: Told, two: Told) -> bool:
    """Tell whether two words give days that touch; a numbered round in one place needs no day."""
    if one.days is None or two.days is None:
        counted = bool(one.word.ordinal) and one.word.ordinal == two.word.ordinal
        return counted and _same_place(one.word.place, two.word.place)
    return one.exact and two.exact and one.days.gap(two.days) <= 1


def _other_sort(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether the names of two meetings say that they are of other sorts or subjects."""
    one, two = (title(w.name or "", w.parties) for w in (a, b))
    if one.core <= two.core or two.core <= one.core:
        return False
    subjects = one.core - one.kinds, two.core - two.kinds
    return not one.kinds & two.kinds or (all(subjects) and not subjects[0] & subjects[1])


def _one_text(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether two articles are about one meeting because they go back to one text."""
    both_main = a.standing == b.standing == "main"
    return both_main and a.told.origin == b.told.origin and a.parties == b.parties


def _other_round(one: Told, two: Told) -> bool:
    a, b = one.word, two.word
    if not a.ordinal or not b.ordinal or a.ordinal == b.ordinal or _one_text(a, b):
        return False
    same_days = one.exact and two.exact and one.days and two.days and one.days.gap(two.days) == 0
    # One of two reports of the same days has counted wrongly; that is a disagreement.
    return not (same_days and a.standing == b.standing == "main" and a.when and b.when)


def _other_time(one: Told, two: Told) -> bool:
    if one.days is None or two.days is None:
        return False
    return one.days.gap(two.days) > _patience(one, two)


def _patience(one: Told, two: Told) -> int:
    """Give the days by which two accounts of one meeting may differ."""
    a, b = one.word, two.word
    if not a.mechanism or a.mechanism != b.mechanism:
        return 0 if a.by_phone else 1
    if a.ordinal and a.ordinal == b.ordinal:
        # A round that was announced for one time may be held at another.
        return _ROUND_MOVED if "announced" in (a.standing, b.standing) else 7
    return 3


def _points(one: Told, two: Told) -> int:
    """Give how much speaks for two words meaning one meeting; 0 when nothing does."""
    a, b = one.word, two.word
    same_format = a.mechanism is not None and a.mechanism == b.mechanism
    same_ordinal = bool(a.ordinal) and a.ordinal == b.ordinal
    met = one.days is not None and two.days is not None
    if (_one_text(a, b) and met) or _one_gathering(one, two):
        return 7
    close = met and one.exact and two.exact
    if same_format and (same_ordinal or close):
        return 4 + 2 * same_ordinal + close
    if same_format and met:
        return 2
    if same_format and (one.days is None or two.days is None) and met_in_both(a, b):
        return 1
    if not close or a.parties != b.parties or len(a.parties) < 2:
        return 0
    points = _bilateral_points(a, b)
    # Days that were only inferred from the publication need people or words in common.
    return points if points > 2 or (a.when and b.when) else 0


def _bilateral_points(a: MeetingWord, b: MeetingWord) -> int:
    """Weigh two meetings of the same parties on the same days that share no known format."""
    if apart(a.place, b.place):
        return 0
    shared = bool({d.person for d in a.delegates} & {d.person for d in b.delegates})
    journey = shared and a.when == b.when and _lasts(a)
    if a.told.origin == b.told.origin or met_in_both(a, b) or journey:
        return 3
    both_main = a.standing == b.standing == "main"
    # One outlet reports many meetings of a day: what sets them apart is whom each is with.
    if both_main and a.told.outlet == b.told.outlet:
        return 0
    return 3 if shared else _points_of_nobody(a, b)


def _points_of_nobody(a: MeetingWord, b: MeetingWord) -> int:
    """Weigh two meetings of the same parties and days whose reports share no delegate."""
    strangers = bool(a.delegates and b.delegates) and not a.mechanism and not b.mechanism
    if strangers or a.told.article == b.told.article:
        return 0
    both_main = a.standing == b.standing == "main"
    if _same_place(a.place, b.place):
        return 2
    return 2 if both_main and is_day(a) and is_day(b) else int(both_main)


def _beside_a_round(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether one is a named and numbered round, and the other talks with a person."""
    rounds = [bool(w.name and w.ordinal) for w in (a, b)]
    talks = [not (w.name or w.mechanism or w.ordinal) and with_whom(w) for w in (a, b)]
    return (rounds[0] and talks[1]) or (talks[0] and rounds[1])


def _lasts(word: MeetingWord) -> bool:
    """Tell whether a meeting is given several days, as a journey is."""
    days = period(word.when)
    return days is not None and days.days > 1


def _same_place(one: str | None, two: str | None) -> bool:
    """Tell whether two printed places share a word that is more than a letter or two."""
    if not one or not two:
        return False
    shared = set(folded(one).split()) & set(folded(two).split())
    return any(len(word) > 2 for word in shared)


def is_day(word: MeetingWord) -> bool:
    """Tell whether the article itself gives the days of the meeting."""
    return is_exact(word.when) and period(word.when) is not None
