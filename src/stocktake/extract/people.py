"""Who is named in a role: office holders, delegates, signers and speakers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stocktake.extract.delegations import party_led_by
from stocktake.extract.document import Document
from stocktake.extract.names import Word, name_end, naming, skip_address, words_of
from stocktake.extract.offices import Office, find_offices, office_words, places_of
from stocktake.extract.organisations import house_of_party, organisation_of
from stocktake.extract.parties import Mention
from stocktake.extract.people_elsewhere import find_people_elsewhere
from stocktake.extract.rule_files import ENGLISH, language_read
from stocktake.extract.title_roles import with_roles_of_title
from stocktake.model import PersonFinding

ARTICLES = frozenset({"al", "el", "as", "ad", "an", "at", "ar", "az", "ash"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A personal name in a text, from word to word, with the office that it stands with."""

    start: int
    end: int
    office: Office | None
    party: str | None = None


def find_people(document: Document) -> tuple[PersonFinding, ...]:
    """Give one finding for each person that the article names in a role, in order of mention."""
    if language_read(document.article.language) != ENGLISH:
        return find_people_elsewhere(document)
    text = document.article.text
    words = words_of(text)
    parties = places_of(words, document.mentions)
    offices = find_offices(text, words, parties)
    namings = _pair(words, parties, _joined(text, words, offices))
    namings += _untitled(document, words, parties, namings)
    groups = [g for g in _same_persons(words, namings) if not _only_possessive(words, g)]
    living = [
        g for g in groups if not _is_of_the_dead(text, words, g) and not _is_blamed(text, words, g)
    ]
    found = tuple(_finding(document, words, group) for group in living)
    return with_roles_of_title(document, found)


def _is_blamed(text: str, words: Sequence[Word], group: Sequence[Naming]) -> bool:
    """Tell somebody whom the text names only as the one to be stopped: "costs to President Doe"."""
    blame = re.compile("|".join(rf"\b{form}\b" for form in naming().blamed))
    begins = (words[one.office.outer if one.office else one.start].start for one in group)
    before = (re.split(r"[.;\n]", text[max(0, at - 60) : at].lower())[-1] for at in begins)
    return all(blame.search(clause) is not None for clause in before)


def _is_of_the_dead(text: str, words: Sequence[Word], group: Sequence[Naming]) -> bool:
    """Tell somebody whom the text says to be dead: "the assassination of", "was killed"."""
    names = re.compile("|".join(re.escape(form) for form in naming().dead_before))
    ends = re.compile("|".join(re.escape(form) for form in naming().dead_after))
    for one in group:
        begin = words[one.office.outer if one.office else one.start].start
        begin = min(begin, words[one.start].start)
        clause = re.split(r"[.;\n]", text[max(0, begin - 75) : begin].lower())[-1]
        if names.search(clause) or ends.match(text, words[one.end - 1].end):
            return True
    return False


def _joined(text: str, words: Sequence[Word], offices: Sequence[Office]) -> tuple[Office, ...]:
    """Join the two offices of one person: "Deputy Prime Minister and Foreign Minister"."""
    found: list[Office] = []
    for office in offices:
        last = found[-1] if found else None
        both = (
            last is not None
            and last.end + 1 == office.outer
            and words[last.end].plain == "and"
            and not office.definite
            and not last.several
        )
        if both and last is not None:
            role = " ".join(text[words[last.start].start : words[office.end - 1].end].split())
            party = last.party or office.party
            found[-1] = replace(last, end=office.end, role=role, party=party)
        else:
            found.append(office)
    return tuple(found)


def _untitled(
    document: Document,
    words: Sequence[Word],
    parties: dict[int, Mention],
    namings: Sequence[Naming],
) -> tuple[Naming, ...]:
    """Give the full names without a title that the pipeline takes for persons and that act."""
    starts = {e.start_char for e in document.doc.ents if e.label_ == "PERSON"}
    taken = {i for n in namings for i in range(n.start, n.end)}
    barred = frozenset(parties) | taken
    found: list[Naming] = []
    for at, word in enumerate(words):
        if at in barred or (found and at < found[-1].end):
            continue
        if word.start not in starts and not _is_joined_by(words, at):
            continue
        end = _full_name_end(words, at, barred)
        listed = (
            end + 1 < len(words) and words[end + 1].start in starts and not _is_set_out(words, at)
        )
        beside = at > 1 and words[at - 1].plain == "and" and at - 2 in taken
        if end > at and (listed or beside or _acts_or_meets(words, at, end)):
            found += _with_list(words, Naming(at, end, None), barred)
    return tuple(found)


def _full_name_end(words: Sequence[Word], at: int, barred: frozenset[int]) -> int:
    """Give the place after a name of two or three words that holds no word of office."""
    end = name_end(words, at, barred)
    office = any(office_words().fits(w) for w in words[at:end])
    return end if end - at in (2, 3) and not office else at


def _with_list(words: Sequence[Word], first: Naming, barred: frozenset[int]) -> list[Naming]:
    """Give a name with those that a list goes on with: "was joined by A, B and C"."""
    found = [first]
    at = first.end
    while at < len(words) and words[at].plain in {",", "and"}:
        at += 1
        end = _full_name_end(words, at, barred)
        if at < len(words) and end > at:
            found.append(Naming(at, end, None))
            at = end
    return found


def _is_set_out(words: Sequence[Word], at: int) -> bool:
    """Tell names set out behind a colon, as those whom a measure is against."""
    return at > 0 and words[at - 1].text == ":"


def _is_joined_by(words: Sequence[Word], at: int) -> bool:
    """Tell the place behind "was joined by"."""
    return at > 1 and words[at - 1].plain == "by" and words[at - 2].plain in naming().accompanied


def _acts_or_meets(words: Sequence[Word], at: int, end: int) -> bool:
    """Tell whether a name speaks, meets, or stands in the company of those who do."""
    after = words[end].plain if end < len(words) else ""
    before = words[at - 1].plain if at else ""
    passive = after in {"was", "were"} and words[end + 1].plain in naming().accompanied
    acts = after in naming().acts or passive
    return acts or (before in naming().company and after not in {"'s", "’s"})


def _only_possessive(words: Sequence[Word], group: Sequence[Naming]) -> bool:
    """Tell somebody named only as the owner of something, as in "President Doe's war"."""
    if any(n.office is None or " " in n.office.role for n in group):
        return False
    after = [words[n.end].text if n.end < len(words) else "" for n in group]
    return all(text in {"'s", "’s"} for text in after)


def _pair(
    words: Sequence[Word], parties: dict[int, Mention], offices: Sequence[Office]
) -> tuple[Naming, ...]:
    """Join each office with the name or names that stand with it."""
    barred = frozenset(parties) | {i for o in offices for i in range(o.start, o.end)}
    found: list[Naming] = []
    for office in offices:
        taken = found[-1].end if found else 0
        direct = _names_after(words, parties, barred, office)
        before = None if direct else _name_before(words, office, barred, taken)
        if direct:
            found += direct
        elif before is not None:
            found.append(before)
        else:
            found += _name_after_mark(words, office, barred)
    return tuple(found)


def _names_after(
    words: Sequence[Word], parties: dict[int, Mention], barred: frozenset[int], office: Office
) -> list[Naming]:
    """Read the name right after an office; after a plural, the whole list of names."""
    start = skip_address(words, office.end)
    end = name_end(words, start, barred)
    if end == start:
        return []
    found = [Naming(start, end, office, _party_after(words, parties, end))]
    while office.several:
        start = _past_list_mark(words, parties, end)
        end = name_end(words, start, barred)
        if end == start:
            break
        found.append(Naming(start, end, office, _party_after(words, parties, end)))
    return found


def _past_list_mark(words: Sequence[Word], parties: dict[int, Mention], at: int) -> int:
    """Step over "of Norway," and "and" to the next name of a list."""
    if at < len(words) and words[at].plain == "of":
        at += 1
        while at < len(words) and (at in parties or words[at].plain == "the"):
            at += 1
    while at < len(words) and words[at].plain in {",", "and"}:
        at += 1
    return skip_address(words, at)


def _party_after(words: Sequence[Word], parties: dict[int, Mention], at: int) -> str | None:
    """Give the party of "of Norway" after a name."""
    if at + 1 < len(words) and words[at].plain in {"of", "("}:
        after = at + 2 if words[at + 1].plain == "the" else at + 1
        mention = parties.get(after)
        return mention.party if mention else None
    return None


def _name_before(
    words: Sequence[Word], office: Office, barred: frozenset[int], taken: int
) -> Naming | None:
    """Read the name of which the office is an apposition: "Jane Doe, Minister of Health"."""
    mark = office.outer - 1
    if mark < 2 or words[mark].text not in {",", "(", "–", "—"}:
        return None
    for start in range(max(taken, mark - 7), mark - 1):
        if words[start].is_capital and name_end(words, start, barred) == mark:
            begin = skip_address(words, start)
            return Naming(begin, mark, office) if mark - begin > 1 else None
    return None


def _name_after_mark(words: Sequence[Word], office: Office, barred: frozenset[int]) -> list[Naming]:
    """Read the name that is an apposition of the office: "the Health Minister, Jane Doe,"."""
    if office.end >= len(words) or words[office.end].text not in {",", "("}:
        return []
    start = skip_address(words, office.end + 1)
    end = name_end(words, start, barred)
    closing = naming().acts | {"and", ",", ".", ";", ")", "on", "in", "at", "during"}
    closed = end < len(words) and words[end].plain in closing
    if end - start > 1 and closed:
        return [Naming(start, end, office)]
    return []


def _same_persons(
    words: Sequence[Word], namings: Sequence[Naming]
) -> tuple[tuple[Naming, ...], ...]:
    """Group the namings of one person, fullest name first among equals of place."""
    groups: list[list[Naming]] = []
    for naming_ in sorted(namings, key=lambda n: (n.start - n.end, n.start)):
        key = _key(words, naming_)
        group = next((g for g in groups if _is_short_for(key, _key(words, g[0]))), None)
        if group is None:
            groups.append([naming_])
        else:
            group.append(naming_)
    groups.sort(key=lambda g: min(n.start for n in g))
    return tuple(tuple(sorted(g, key=lambda n: (n.start - n.end, n.start))) for g in groups)


def _key(words: Sequence[Word], naming_: Naming) -> tuple[str, ...]:
    """Give the words of a name for comparing: small letters, without particles and initials."""
    plain = [w.plain for w in words[naming_.start : naming_.end] if w.text[0].isalpha()]
    lists = naming()
    kept = [_bare(w) for w in plain if w not in lists.suffixes | lists.particles]
    return tuple(w for w in kept if len(w.rstrip(".")) > 1) or tuple(kept or plain)


def _bare(word: str) -> str:
    head, mark, tail = word.partition("-")
    return (
        tail if mark and head in {"al", "el", "as", "ad", "an", "at", "ar", "az", "ash"} else word
    )


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is a shorter or equal form of another."""
    if not short or not full or not set(short) <= set(full):
        return False
    return short[-1] in (full[-1], full[0]) or len(short) > 1


def _finding(document: Document, words: Sequence[Word], group: tuple[Naming, ...]) -> PersonFinding:
    """Gather the namings of one person, and every later mention of the name alone."""
    article = document.article
    offices = [n.office for n in group if n.office is not None]
    office = max(offices, key=lambda o: (len(o.role.split()), -o.start), default=None)
    full = group[0]
    places = {(words[n.start].start, words[n.end - 1].end) for n in group}
    places |= _short_mentions(words, _key(words, full), places)
    stated = [n.party for n in group if n.party] + [o.party for o in offices if o.party]
    mentions = tuple(article.quote(start, end) for start, end in sorted(places))
    party = stated[0] if stated else party_led_by(document, mentions)
    house = _house_of(article.text, words, group, office) if office else None
    return PersonFinding(
        name=" ".join(article.text[words[full.start].start : words[full.end - 1].end].split()),
        role=_without_plural(office) if office else None,
        organisation=house or house_of_party(party),
        party=party,
        mentions=mentions,
    )


def _house_of(
    text: str, words: Sequence[Word], group: Sequence[Naming], office: Office
) -> str | None:
    """Give the house in which somebody holds an office, from the words around it."""
    ends = tuple(words[n.end - 1].end for n in group if n.office is office)
    place = (words[office.outer].start, words[office.end - 1].end)
    return organisation_of(text, office.role, place, ends)


def _short_mentions(
    words: Sequence[Word], key: tuple[str, ...], places: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Give the places where the family name stands alone."""
    found = set()
    for word in words:
        same = word.is_capital and _bare(word.plain) == key[-1]
        if same and not any(start <= word.start < end for start, end in places):
            found.add((word.start, word.end))
    return found


def _without_plural(office: Office) -> str:
    role = office.role
    if not office.several:
        return role
    return " ".join(_singular_word(w) for w in role.split())


def _singular_word(word: str) -> str:
    lower = word.lower()
    if lower == "secretaries":
        return word[:-3] + "y"
    if lower.endswith("s") and lower[:-1] in office_words().heads:
        return word[:-1]
    return word
