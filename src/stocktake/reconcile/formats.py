"""The entry of a standing format, and the names given to it that cannot be right."""

from collections.abc import Iterator, Mapping, Sequence

from stocktake.model import Discrepancy, Mechanism, Meeting, NextRound
from stocktake.reconcile.arabic_names import is_arabic
from stocktake.reconcile.article_words import (
    FormatWord,
)
from stocktake.reconcile.articles import distinct
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.disagreement import disagreement
from stocktake.reconcile.grouping import most_common
from stocktake.reconcile.periods import period
from stocktake.reconcile.text_names import naming, other_acronyms
from stocktake.reconcile.titles import initials, spun_words, title

_SPUN = 2


def mechanism_entry(
    mechanism: str, words: Sequence[FormatWord], rounds: Sequence[Meeting]
) -> Mechanism:
    """Give the entry of a format from what articles say of it and its rounds in time order."""
    ordered = sorted(words, key=lambda w: (w.told.published or "9999", w.told.article, w.name))
    sound = [w for w in ordered if w.kind is not None]
    name = _name(sound)
    parties = most_common(w.parties for w in sound if len(w.parties) > 1)
    names = {w.name for w in ordered} | {a for w in sound for a in w.aliases}
    mandates = sorted((w.mandate for w in sound if w.mandate), key=len, reverse=True)
    return Mechanism(
        id=mechanism,
        name=name,
        acronym=most_common(w.acronym for w in sound if w.acronym),
        aliases=tuple(sorted(names - {name})),
        kind=min((w.name != name, w.kind) for w in sound if w.kind is not None)[1],
        parties=parties or most_common(m.parties for m in rounds) or sound[0].parties,
        parent=most_common(w.parent for w in sound if w.parent),
        mandate=mandates[0] if mandates else (),
        meetings=tuple(m.id for m in rounds if m.reports or m.when),
        next=_next(sound, rounds),
        evidence=distinct(tuple(e for w in ordered for e in w.mentions)),
    )


def _voice(word: FormatWord) -> Voice[str]:
    told = word.told
    return Voice(word.name, told.origin, told.primary, True, told.published, told.article)


def _name(words: Sequence[FormatWord]) -> str:
    """Give the name that a primary document uses, else most origins; full names come first."""
    telling = [w for w in words if len(w.name.split()) > 2] or words
    chosen = choose([_voice(w) for w in telling])
    return chosen.value if chosen else words[0].name


def _next(words: Sequence[FormatWord], rounds: Sequence[Meeting]) -> NextRound | None:
    """Give the latest announcement of a next round that no known round has met."""
    said = [w for w in words if w.next_when or w.next_where]
    if not said:
        return None
    last = said[-1]
    days = period(last.next_when)
    told = last.told.published
    held = [m for m in rounds if m.reports and m.when and (told or "") < m.when[:10]]
    met = [m for m in held if (d := period(m.when)) and (days is None or days.gap(d) == 0)]
    return None if met else NextRound(last.next_when, last.next_where)


def wrong_names(
    entry: Mechanism, words: Sequence[FormatWord], meeting_of: Mapping[str, str]
) -> Iterator[Discrepancy]:
    """Give the printed names that cannot be the format's, each with the likely one.

    `meeting_of` gives the meeting that an article is about; the right name is quoted from a report
    of the same meeting where there is one.
    """
    sound = [w for w in words if w.kind is not None and not _wrong(entry, w)]
    namings = [naming(w.name, w.acronym, _voice(w), w.mentions[0]) for w in sound]
    yield from other_acronyms(entry.id, namings)
    for printed in sorted({w.name for w in words if _wrong(entry, w)}):
        word = min((w for w in words if w.name == printed), key=lambda w: w.told.article)
        right = _right(word, sound, meeting_of)
        if right is None:
            continue
        readings = ((printed, word.mentions[0]), (right.name, right.mentions[0]))
        if _wrong(entry, word) == "spun":
            because = reason(_voice(right), [_voice(w) for w in (*sound, word)])
            because = because or "the other replaces its words by near-synonyms"
            why = f"Likely “{right.name}”, because {because}; “{printed}” is a spun wording of it."
            yield disagreement("wording", entry.id, readings, right.name, why)
        else:
            why = (
                f"Likely “{right.name}”, because another report of the same meeting has it where "
                f"this one has “{printed}”, and the initials agree."
            )
            yield disagreement("name", entry.id, readings, right.name, why)


def _right(
    wrong: FormatWord, sound: Sequence[FormatWord], meeting_of: Mapping[str, str]
) -> FormatWord | None:
    """Choose the report that has the right name: of the same meeting, primary, longest name."""
    here = meeting_of.get(wrong.told.article)

    def rank(word: FormatWord) -> tuple[object, ...]:
        same = here is not None and meeting_of.get(word.told.article) == here
        alike = initials(word.name)[:-1] == initials(wrong.name)[:-1]
        part = word.name[:1].islower()
        place = (word.told.primary is False, -len(word.name), word.told.article)
        return (not same, not alike, part, *place)

    others = [w for w in sound if w.told.article != wrong.told.article]
    return min(others, key=rank, default=None)


def _wrong(entry: Mechanism, word: FormatWord) -> str | None:
    if word.kind is None:
        return "foreign"
    if is_arabic(entry.name) != is_arabic(word.name):
        # A name in another script is a translation, whatever its words.
        return None
    one, two = title(entry.name, entry.parties), title(word.name, entry.parties)
    if one.core == two.core:
        return "spun" if spun_words(one, two) >= _SPUN else None
    a, b = initials(entry.name), initials(word.name)
    foreign = len(a) > 2 and len(a) == len(b) and a[:-1] == b[:-1]
    shared = one.core & two.core - one.kinds
    return "foreign" if foreign and not shared else None
