"""Words found in records and articles, whatever their accents, and near them if need be."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import sqlalchemy as sa

from stocktake.questions import Hit, Search
from stocktake.register import schema
from stocktake.register.among import among
from stocktake.register.folding import can_be_misspelled, places_of, words_of

_LOOKED_AT = 400  # of the newest matches, the best are shown
_MOST_WORDS = 12
_AROUND = 90  # letters of a text on either side of what was asked for
_LAST = "\U0010ffff"  # comes after every letter
_ALIKE = 600  # spellings looked at for one mistyped word


def search(connection: sa.Connection, asked: str, at_most: int) -> Search:
    """Find the words of a question; for a word that stands nowhere, those most like it."""
    words = list(dict.fromkeys(words_of(asked)))[:_MOST_WORDS]
    if not words:
        return Search((), (), ())
    spelled = {word: _spelled(connection, word) for word in words}
    known = {word: found for word, found in spelled.items() if found}
    if len(known) < len(words):
        return Search((), (), ())
    instead = tuple((w, found[0]) for w, found in known.items() if not found[0].startswith(w))
    terms = tuple(tuple(found) for found in known.values())
    return Search(
        records=tuple(_records(connection, terms, at_most)),
        articles=tuple(_articles(connection, terms, at_most)),
        instead=instead,
    )


def alike(
    connection: sa.Connection, asked: str, kind: str, at_most: int
) -> tuple[tuple[str, str], ...]:
    """Give the ids and words of records of a kind in which all these words stand."""
    terms = [(word,) for word in dict.fromkeys(words_of(asked))]
    rows = _found(connection, "record_words", terms[:_MOST_WORDS], 8 * at_most) if terms else ()
    return tuple((row["id"], row["words"]) for row in rows if row["kind"] == kind)[:at_most]


def _spelled(connection: sa.Connection, word: str) -> list[str]:
    """Give the word where some text has it or one that it begins, else words like it."""
    if not can_be_misspelled(word) or _begins_some(connection, word):
        return [word]
    # Only who mistypes a word shall wait for the library that compares spellings.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    near = extract(
        word,
        _alike(connection, word),
        scorer=OSA.distance,
        score_cutoff=1 if len(word) < 8 else 2,
        limit=4,
    )
    return [spelling for spelling, _, _ in near]


def _begins_some(connection: sa.Connection, word: str) -> bool:
    table = schema.spellings
    here = (table.c.word >= word, table.c.word < word + _LAST)
    return connection.execute(sa.select(table.c.word).where(*here).limit(1)).first() is not None


def _alike(connection: sa.Connection, word: str) -> list[str]:
    """Give spellings that begin as the word does, and those one letter away from it."""
    table = schema.spellings
    found: set[str] = set()
    for start in (word[:4], word[:3]):
        here = (table.c.word >= start, table.c.word < start + _LAST)
        lengths = sa.func.length(table.c.word).between(len(word) - 2, len(word) + 2)
        some = sa.select(table.c.word).where(*here, lengths).limit(_ALIKE)
        found.update(connection.execute(some).scalars())
    near = sa.select(table.c.word).where(among(table.c.word, sorted(set(_one_away(word)))))
    found.update(connection.execute(near).scalars())
    return sorted(found)


def _one_away(word: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz" if word.isascii() else "".join(sorted(set(_ARABIC)))
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after[1:]
            yield before + letter + after


_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def _match(
    connection: sa.Connection, table: str, terms: Sequence[Sequence[str]], end: Literal["", "*"]
) -> tuple[str, str]:
    """Give the condition and its parameter: each term must stand, or a word that it begins."""
    if connection.dialect.name == "sqlite":
        each = (" OR ".join(f'"{word}"{end}' for word in words) for words in terms)
        return f"{table} MATCH :asked", " AND ".join(f"({one})" for one in each)
    each = (" | ".join(f"'{word}'{end and ':*'}" for word in words) for words in terms)
    return "words @@ to_tsquery('simple', :asked)", " & ".join(f"({one})" for one in each)


def _found(
    connection: sa.Connection, table: str, terms: Sequence[Sequence[str]], at_most: int
) -> list[sa.RowMapping]:
    """Give the best of the newest matches as rows of `finding`.

    Both databases could weigh matches, each in its own way; what is best is told here, so that it
    is the same on both and can be said: what is called by the words, then the shortest, the newest.
    """
    whole = _matches(connection, table, _match(connection, table, terms, ""))
    # What words begin with is asked for only where too few hold them whole: it takes longer.
    rows = (
        whole
        if len(whole) >= at_most
        else _matches(connection, table, _match(connection, table, terms, "*"))
    )
    rows.sort(key=lambda row: (row["day"], row["id"]), reverse=True)
    return sorted(rows, key=lambda row: _far(row["words"], row["kind"], terms))[:at_most]


def _matches(connection: sa.Connection, table: str, asked: tuple[str, str]) -> list[sa.RowMapping]:
    """Give the newest matches as rows of `finding`."""
    number = "rowid" if connection.dialect.name == "sqlite" else "n"
    statement = (
        f"SELECT f.id, f.kind, f.words, f.day FROM (SELECT {number} AS n FROM {table} "
        f"WHERE {asked[0]} ORDER BY {number} DESC LIMIT :looked) AS found "
        "JOIN finding f ON f.n = found.n"
    )
    given = {"asked": asked[1], "looked": _LOOKED_AT}
    return list(connection.execute(sa.text(statement), given).mappings())


def _far(words: str, kind: str, terms: Sequence[Sequence[str]]) -> tuple[bool, int]:
    """Tell how far a record is from what was asked: whether its name has it, and its length."""
    low = words.casefold()
    called = all(any(word in low for word in some) for some in terms)
    return (not called, 0 if kind == "articles" else len(words))


def _records(
    connection: sa.Connection, terms: Sequence[Sequence[str]], at_most: int
) -> Iterator[Hit]:
    for row in _found(connection, "record_words", terms, at_most):
        yield Hit(row["id"], row["kind"], row["words"], _marked(row["words"], terms))


def _articles(
    connection: sa.Connection, terms: Sequence[Sequence[str]], at_most: int
) -> Iterator[Hit]:
    rows = _found(connection, "article_words", terms, at_most)
    table = schema.articles
    wanted = sa.select(table.c.id, table.c.text).where(table.c.id.in_([row["id"] for row in rows]))
    texts: Mapping[str, str] = {row[0]: row[1] for row in connection.execute(wanted)}
    for row in rows:
        words = _snippet(texts.get(row["id"], ""), terms)
        yield Hit(row["id"], "articles", words, _marked(words, terms))


def _snippet(text: str, terms: Sequence[Sequence[str]]) -> str:
    """Give the words of a text around the first place where most of what was asked for stands."""
    places = _as_asked(text, terms) or _as_folded(text, terms)
    best, most = 0, 0
    for start, _ in places[:200]:
        near = {word for other, word in places if 0 <= other - start <= 2 * _AROUND}
        if len(near) > most:
            best, most = start, len(near)
    first = max(0, best - _AROUND)
    before = text[first:best].partition(" ")[2] if first else text[first:best]
    after = text[best : best + 2 * _AROUND]
    whole = best + 2 * _AROUND >= len(text)
    end = after if whole else after.rpartition(" ")[0] or after
    return " ".join(f"{'… ' if first else ''}{before}{end}{'' if whole else ' …'}".split())


def _as_asked(text: str, terms: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Give where words begin as they were asked for; nothing where one term stands otherwise."""
    low, found = text.lower(), list[tuple[int, str]]()
    for words in terms if len(low) == len(text) else ():
        own = [(place, words[0]) for word in words for place in _beginnings(low, word)]
        if not own:
            return []
        found += own
    return sorted(found)


def _beginnings(text: str, start: str) -> Iterator[int]:
    place = text.find(start)
    while place >= 0:
        if not place or not (text[place - 1].isalnum() or text[place - 1] in "'’"):
            yield place
        place = text.find(start, place + 1)


def _as_folded(text: str, terms: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Give where words begin that are those asked for but for accents and the like."""
    starts = tuple(word for words in terms for word in words)
    return [
        (start, next(s for s in starts if word.startswith(s)))
        for word, start, _ in places_of(text)
        if word.startswith(starts)
    ]


def _marked(words: str, terms: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    starts = tuple(word for some in terms for word in some)
    return tuple((s, e) for word, s, e in places_of(words) if word.startswith(starts))
