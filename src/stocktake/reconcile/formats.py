"""The entry of a standing format, and the names given to it that cannot be right."""

from collections.abc import Sequence

from stocktake.model import Discrepancy, Mechanism, Meeting, NextRound
from stocktake.reconcile.articles import distinct
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.grouping import most_common
from stocktake.reconcile.periods import period
from stocktake.reconcile.titles import initials, spun_words, title
from stocktake.reconcile.words_of_meetings import FormatWord

_SPUN = 2


def mechanism_entry(
    mechanism: str, words: Sequence[FormatWord], rounds: Sequence[Meeting]
) -> Mechanism:
    """Give the entry of a format from what articles say of it and its rounds in time order."""
    ordered = sorted(words, key=lambda w: (w.told.published or "9999", w.told.article, w.name))
    name = _name(ordered)
    parties = most_common(w.parties for w in ordered if len(w.parties) > 1)
    names = {w.name for w in ordered} | {a for w in ordered for a in w.aliases}
    mandates = sorted((w.mandate for w in ordered if w.mandate), key=len, reverse=True)
    return Mechanism(
        id=mechanism,
        name=name,
        acronym=most_common(w.acronym for w in ordered if w.acronym),
        aliases=tuple(sorted(names - {name})),
        kind=ordered[0].kind,
        parties=parties or most_common(m.parties for m in rounds) or ordered[0].parties,
        parent=most_common(w.parent for w in ordered if w.parent),
        mandate=mandates[0] if mandates else (),
        meetings=tuple(m.id for m in rounds if m.reports or m.when),
        next=_next(ordered, rounds),
        evidence=distinct(tuple(e for w in ordered for e in w.mentions)),
    )


def _voice(word: FormatWord) -> Voice[str]:
    told = word.told
    return Voice(word.name, told.origin, told.primary, True, told.published, told.article)


def _name(words: Sequence[FormatWord]) -> str:
    chosen = choose([_voice(w) for w in words])
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


def wrong_names(entry: Mechanism, words: Sequence[FormatWord]) -> tuple[Discrepancy, ...]:
    """Give the printed names that cannot be the format's, each with the likely one."""
    first = {w.name: w for w in sorted(words, key=lambda w: w.told.article, reverse=True)}
    right = first.get(entry.name)
    if right is None:
        return ()
    found = []
    for printed, word in sorted(first.items()):
        why = _wrong(entry.name, printed, entry.parties)
        if why is None:
            continue
        if why == "spun":
            because = reason(_voice(right), [_voice(w) for w in words])
            said = because or "the other wording replaces its words by near-synonyms"
            sentence = why_likely("wordings of one name", entry.name, said)
            kind = "wording"
        else:
            sentence = (
                f"“{printed}” stands where other reports have “{entry.name}”, shares its "
                "initials and nothing else, and is likely a wrong expansion of them."
            )
            kind = "name"
        readings = ((printed, word.mentions[0]), (entry.name, right.mentions[0]))
        found.append(disagreement(kind, entry.id, readings, entry.name, sentence))  # type: ignore[arg-type]
    return tuple(found)


def _wrong(name: str, printed: str, parties: tuple[str, ...]) -> str | None:
    one, two = title(name, parties), title(printed, parties)
    if one.core == two.core:
        return "spun" if spun_words(one, two) >= _SPUN else None
    a, b = initials(name), initials(printed)
    foreign = len(a) > 2 and len(a) == len(b) and a[:-1] == b[:-1]
    shared = one.core & two.core - one.kinds
    return "foreign" if foreign and not shared else None
