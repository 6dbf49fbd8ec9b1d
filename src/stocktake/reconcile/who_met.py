"""Who met, as far as two reports can be told apart or held together by it."""

from collections import Counter

from stocktake.reconcile.article_words import (
    MeetingWord,
    Sitting,
)
from stocktake.reconcile.names import close, name


def other_people(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether two meetings of no common format seat wholly other people for some party."""
    if a.mechanism and a.mechanism == b.mechanism:
        return False
    if _other_titles(a, b):
        return True
    for party in set(a.parties) & set(b.parties):
        one, two = _seated(a, party), _seated(b, party)
        if one and two and not one & two:
            return True
    return False


def _other_titles(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether the titles of two articles name other people, as of two meetings of a day."""
    one, two = ({p.person: p.name for p in w.people if p.titled} for w in (a, b))
    if a.told.outlet == b.told.outlet and a.company and b.company and not a.company & b.company:
        return True
    left = [name for person, name in one.items() if person not in two]
    right = [name for person, name in two.items() if person not in one]
    spelled = any(_one_family(name, other) for name in left for other in right)
    return bool(left) and bool(right) and not spelled


def _one_family(one: str, two: str) -> bool:
    """Tell whether two printed names share a part, as two spellings of one person's do."""
    first, second = name(one), name(two)
    if first is None or second is None:
        return False
    families = [n.parts[1:] or n.parts for n in (first, second)]
    return any(close(part, other) for part in families[0] for other in families[1])


def _seated(word: MeetingWord, party: str) -> frozenset[str]:
    """Give who sits for a party: its head where one is named, else all its delegates."""
    seats = [d for d in word.delegates if d.party == party]
    heads = [d for d in seats if d.head]
    named = [p for p in word.people if p.party == party and p.name in word.evidence.quote]
    return frozenset(s.person for s in (heads or seats or named))


def met_in_both(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether both articles name people of two parties of the meeting.

    One of the two may give a family name alone, and no party.
    """
    sides = {
        p.party or q.party
        for p in _present(a)
        for q in _present(b)
        if p.person == q.person or _one_name(p, q)
    }
    return len(sides & {*a.parties}) > 1


def _one_name(one: Sitting, two: Sitting) -> bool:
    """Tell whether a family name alone, of no known party, may be the other's."""
    first, second = name(one.name), name(two.name)
    if first is None or second is None or (one.party and two.party):
        return False
    short, long = sorted((first.parts, second.parts), key=len)
    return len(short) < len(long) and all(any(close(p, other) for other in long) for p in short)


def _present(word: MeetingWord) -> tuple[Sitting, ...]:
    """Give who was there; not all whom an article without the meeting's day names were."""
    named = word.people if word.when else tuple(p for p in word.people if p.titled)
    return (*word.delegates, *named)


def hosts(word: MeetingWord) -> int:
    """Count the delegates of those parties of whom there are most."""
    seated = Counter(d.party for d in word.delegates if d.party)
    return max(seated.values(), default=0)


def with_whom(word: MeetingWord) -> bool:
    """Tell whether a title says with whom somebody met."""
    return bool(word.company) or sum(p.titled for p in word.people) > 1


def more_titled(a: MeetingWord, b: MeetingWord) -> bool:
    """Tell whether one title names people of whom the other article says nothing."""
    return any(
        not any(p.person == q.person or _share_a_part(p.name, q.name) for q in other.people)
        for word, other in ((a, b), (b, a))
        for p in word.people
        if p.titled
    )


def _share_a_part(one: str, two: str) -> bool:
    """Tell whether two printed names share any part, given name or family name."""
    first, second = name(one), name(two)
    parts = [n.parts if n else () for n in (first, second)]
    return any(close(part, other) for part in parts[0] for other in parts[1])
