"""The titles of office in a text: where they stand, what they are, and for whom they are held."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stocktake.extract.names import Word
from stocktake.extract.parties import Mention
from stocktake.extract.rule_files import read_rules

# Who holds the same office for another party; the party belongs to the role.
COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True)
class Office:
    """A title of office: `outer` to `end` in words with its country, `start` to `end` without.

    `role` is as printed.  `several` tells a plural such as "Foreign Ministers"; `definite` tells
    that "the" or "a" stands before it.
    """

    outer: int
    start: int
    end: int
    role: str
    party: str | None
    several: bool
    definite: bool


@dataclass(frozen=True, slots=True)
class Offices:
    """The vocabulary of offices."""

    heads: frozenset[str]
    weak: frozenset[str]
    tails: frozenset[str]
    modifiers: frozenset[str]
    portfolio: frozenset[str]
    joins: frozenset[str]
    bodies: frozenset[str]
    of_one_state: tuple[tuple[str, str, frozenset[str]], ...]

    def fits(self, word: Word) -> bool:
        """Whether a word can be part of a title of office."""
        return all(
            part in self.portfolio or part in self.modifiers or part in self.heads
            for part in word.plain.split("/")
        )


@cache
def office_words() -> Offices:
    """Read the vocabulary of offices from the rules."""
    raw = read_rules("people")["offices"]
    lists = ("heads", "weak", "tails", "modifiers", "portfolio", "joins", "bodies")
    return Offices(
        **{key: frozenset(raw[key]) for key in lists},
        of_one_state=tuple(
            (form, rule["party"], frozenset(rule["unless_named"]))
            for rule in raw["of_one_state"]
            for form in rule["forms"]
        ),
    )


def places_of(words: Sequence[Word], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Map each word that names a party to the mention it belongs to."""
    found: dict[int, Mention] = {}
    at = 0
    for mention in mentions:
        while at < len(words) and words[at].end <= mention.start:
            at += 1
        i = at
        while i < len(words) and words[i].start < mention.end:
            found[i] = mention
            i += 1
    return found


def find_offices(
    text: str, words: Sequence[Word], parties: dict[int, Mention]
) -> tuple[Office, ...]:
    """Give the titles of office in order; `parties` maps a word's place to the party it names."""
    found: list[Office] = []
    covered = 0
    for at, word in enumerate(words):
        if at < covered or _singular(word.plain) not in office_words().heads or at in parties:
            continue
        office = _office_at(text, words, parties, at, covered)
        if office is not None:
            found.append(office)
            covered = office.end
    return tuple(found)


def _office_at(
    text: str, words: Sequence[Word], parties: dict[int, Mention], head: int, floor: int
) -> Office | None:
    """Read the title around its head word."""
    start = _left_end(words, parties, head, floor)
    end = _right_end(words, parties, head)
    if _singular(words[head].plain) in office_words().weak and end - start < 2:
        return None
    outer, party = _country_before(words, parties, start, floor)
    role_end, country = _country_after(words, parties, head, end)
    role = " ".join(text[words[start].start : words[role_end - 1].end].split())
    if words[head].plain.startswith(COUNTERPART):
        role = " ".join(text[words[outer].start : words[role_end - 1].end].split())
    definite = outer > 0 and words[outer - 1].plain in {"the", "a", "an", "their", "his", "her"}
    return Office(
        outer=outer - definite,
        start=start,
        end=end,
        role=role,
        party=party
        or country
        or _party_of_office(role, parties)
        or _party_within(words, parties, start, end),
        several=_singular(words[head].plain) != words[head].plain,
        definite=definite,
    )


def _left_end(words: Sequence[Word], parties: dict[int, Mention], head: int, floor: int) -> int:
    """Give the first word of a title, reading leftwards from its head."""
    lists, at = office_words(), head
    while at > floor and at - 1 not in parties:
        word = words[at - 1]
        if not (lists.fits(word) or _is_acronym(word)) or word.plain in {"states", "nations"}:
            break
        at -= 1
    return _body_before(words, at, floor) if words[head].is_capital else at


def _body_before(words: Sequence[Word], at: int, floor: int) -> int:
    """Take in "Ministry of Foreign Affairs and" before "Trade Secretary"."""
    lists = office_words()
    for i in range(at - 1, max(floor, at - 8) - 1, -1):
        if words[i].plain in lists.bodies and words[i].is_capital and words[i + 1].plain == "of":
            return i
        if not ((lists.fits(words[i]) and words[i].is_capital) or words[i].plain in {"of", "and"}):
            break
    return at


def _right_end(words: Sequence[Word], parties: dict[int, Mention], head: int) -> int:
    """Give the place after a title, taking in what the office is for."""
    lists, at = office_words(), head + 1
    while at < len(words) and (words[at].plain in lists.tails or _slash_office(words, at)):
        at += 1
    end, complement = at, False
    while at < len(words):
        word = words[at]
        if word.plain in lists.joins or (word.text == "," and complement):
            after = _skip_joins(words, at)
            if not _continues(words, parties, at, after, complement):
                break
            at = end = after + 1
            complement = True
        elif complement and _is_complement_word(words, parties, at):
            at = end = at + 1
        elif complement and _bracketed_acronym(words, at):
            at = end = at + 3
        else:
            break
    return end


def _continues(
    words: Sequence[Word], parties: dict[int, Mention], at: int, after: int, complement: bool
) -> bool:
    """Tell whether a title goes on after "of", "for", "and" or a comma."""
    lists = office_words()
    if after >= len(words):
        return False
    join, word = words[at].plain, words[after]
    if join in {"and", "&", ",", "the"}:
        return (
            complement
            and (lists.fits(word) and word.is_capital)
            and not _leads_to_head(words, after)
            and (join != "," or _list_closes(words, at))
        )
    if join in {"on", "in", "at"} and not word.is_capital:
        return False
    return lists.fits(word) or word.is_capital or after in parties


def _is_complement_word(words: Sequence[Word], parties: dict[int, Mention], at: int) -> bool:
    word = words[at]
    if at in parties:
        return True
    return word.is_capital and (office_words().fits(word) or _is_acronym(word))


def _leads_to_head(words: Sequence[Word], at: int) -> bool:
    """Tell whether the words from here are a title of their own, such as "Foreign Minister"."""
    lists = office_words()
    for word in words[at : at + 4]:
        if _singular(word.plain) in lists.heads:
            return True
        if not lists.fits(word):
            return False
    return False


def _list_closes(words: Sequence[Word], at: int) -> bool:
    """Tell whether an "and" closes the list that goes on here."""
    for word in words[at : at + 9]:
        if word.plain in {"and", "&"}:
            return True
        if (
            word.text != ","
            and word.plain != "the"
            and not (word.is_capital and office_words().fits(word))
        ):
            return False
    return False


def _country_before(
    words: Sequence[Word], parties: dict[int, Mention], start: int, floor: int
) -> tuple[int, str | None]:
    """Give where the country before a title starts, and the country."""
    at = start
    if at > floor and words[at - 1].text in {"'s", "’s", "’", "'"}:
        at -= 1
    if at - 3 >= floor and words[at - 1].text == ")" and words[at - 3].text == "(":
        at -= 3
    if at - 1 < floor or at - 1 not in parties:
        return start, None
    mention = parties[at - 1]
    while at - 1 >= floor and parties.get(at - 1) is mention:
        at -= 1
    return at, mention.party


def _country_after(
    words: Sequence[Word], parties: dict[int, Mention], head: int, end: int
) -> tuple[int, str | None]:
    """Cut "of Slovenia" off a title, and give its country."""
    mention = parties.get(end - 1)
    if mention is None:
        return end, None
    at = end
    while at > head and parties.get(at - 1) is mention:
        at -= 1
    while at - 1 > head and words[at - 1].plain == "the":
        at -= 1
    if words[at - 1].plain == "of" and at - 1 > head:
        return (end if mention.form == "organisation" else at - 1), mention.party
    return end, None


def _party_within(
    words: Sequence[Word], parties: dict[int, Mention], start: int, end: int
) -> str | None:
    """Give the party that a title belongs to: not one that an envoy is sent "to" or "for"."""
    for i in range(start, end):
        if words[i].plain in {"for", "to", "on"}:
            return None
        if i in parties:
            return parties[i].party
    return None


def _party_of_office(role: str, parties: dict[int, Mention]) -> str | None:
    """Give the one state that has an office of this name, where the text bears that out."""
    plain = role.lower().replace("-", " ")
    if "secretary general" in plain:
        return None
    named = {m.party for m in parties.values()}
    fitting = [
        (plain.index(form), -len(form), party)
        for form, party, others in office_words().of_one_state
        if form in plain and (party in named or not others & named)
    ]
    return min(fitting)[2] if fitting else None


def _skip_joins(words: Sequence[Word], at: int) -> int:
    while at < len(words) and (words[at].plain in office_words().joins or words[at].text == ","):
        at += 1
    return at


def _bracketed_acronym(words: Sequence[Word], at: int) -> bool:
    """Tell "(DPRK)" within a title."""
    return (
        at + 2 < len(words)
        and words[at].text == "("
        and words[at + 2].text == ")"
        and _is_acronym(words[at + 1])
    )


def _slash_office(words: Sequence[Word], at: int) -> bool:
    return words[at].text == "/"


def _is_acronym(word: Word) -> bool:
    letters = word.text.replace("-", "").replace(".", "").replace("&", "")
    return len(letters) > 1 and letters.isupper() and len(letters) <= 8


def _singular(plain: str) -> str:
    if plain.endswith("ies"):
        return plain[:-3] + "y"
    if plain == "chairmen":
        return "chairman"
    heads = office_words().heads
    return plain[:-1] if plain.endswith("s") and plain[:-1] in heads else plain
