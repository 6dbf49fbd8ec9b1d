"""Which articles speak of one meeting: by format, round, parties, days, place and people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.reconcile.periods import Period, is_exact, period
from stocktake.reconcile.places import apart
from stocktake.reconcile.words_of_meetings import MeetingWord, days_of

_STANDING = {"main": 0, "recalled": 1, "announced": 2}
_ROUND_MOVED = 400


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
    return (*keys, "+".join(word.parties)) if len(word.parties) > 1 else tuple(keys)


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
    if a.level and b.level and a.level != b.level:
        return True
    if a.by_phone != b.by_phone and not (a.mechanism and b.mechanism):
        return True
    if a.told.article == b.told.article and a.standing == b.standing == "main":
        return True
    if _other_people(a, b) or _another_release(a, b):
        return True
    return _other_parties(a, b) or _other_round(one, two) or _other_time(one, two)


def _other_people(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether two meetings of no common format seat wholly other people for some party."""
    if a.mechanism and a.mechanism == b.mechanism:
        return False
    if a.told.outlet is not None and a.told.outlet == b.told.outlet and _other_titles(a, b):
        return True
    for party in set(a.parties) & set(b.parties):
        one, two = _seated(a, party), _seated(b, party)
        if one and two and not one & two:
            return True
    return False


def _other_titles(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether the titles of two releases of one outlet name different counterparts."""
    one, two = (frozenset(p.person for p in w.people if p.titled) for w in (a, b))
    return bool(one - two) and bool(two - one)


def _seated(word: MeetingWord, party: str) -> frozenset[str]:
    """Give who sits for a party: its head where one is named, else all its delegates."""
    seats = [d for d in word.delegates if d.party == party]
    heads = [d for d in seats if d.head]
    named = [p for p in word.people if p.party == party and p.name in word.evidence.quote]
    return frozenset(s.person for s in (heads or seats or named))


def _another_release(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether one outlet published the two on other days, which it does of two meetings.

    A round of a format is told again and again; a call or a visit is reported once by each.
    """
    if a.mechanism or b.mechanism or a.told.outlet is None or a.told.outlet != b.told.outlet:
        return False
    main = a.standing == b.standing == "main"
    return main and a.told.published != b.told.published and (a.by_phone or a.when != b.when)


def _other_parties(a: MeetingWord, b: MeetingWord) -> bool:
    one, two = set(a.parties), set(b.parties)
    if not one or not two or one == two:
        return False
    same_format = a.mechanism is not None and a.mechanism == b.mechanism
    return not (same_format and (one <= two or two <= one))


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
    if _one_text(a, b) and met:
        return 7
    close = met and one.exact and two.exact
    if same_format and (same_ordinal or close):
        return 4 + 2 * same_ordinal + close
    if same_format and met:
        return 2
    if not close or a.parties != b.parties or len(a.parties) < 2:
        return 0
    points = _bilateral_points(a, b)
    # Days that were only inferred from the publication need people or words in common.
    return points if points > 2 or (a.when and b.when) else 0


def _bilateral_points(a: MeetingWord, b: MeetingWord) -> int:
    """Weigh two meetings of the same parties on the same days that share no known format."""
    if apart(a.place, b.place) and a.place and b.place:
        return 0
    shared_place = bool(a.place and b.place) and not apart(a.place, b.place)
    shared_people = {d.person for d in a.delegates} & {d.person for d in b.delegates}
    same_origin = a.told.origin == b.told.origin
    both_main = a.standing == b.standing == "main"
    same_article = a.told.article == b.told.article
    strangers = bool(a.delegates and b.delegates) and not shared_people
    if shared_people or same_origin:
        return 3
    if strangers and not a.mechanism and not b.mechanism:
        return 0
    if same_article:
        return 0
    return 2 if shared_place or (both_main and is_day(a) and is_day(b)) else int(both_main)


def is_day(word: MeetingWord) -> bool:
    """Tell whether the article itself gives the days of the meeting."""
    return is_exact(word.when) and period(word.when) is not None
