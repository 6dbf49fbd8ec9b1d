"""Acts that parties bind themselves to, compared by their fields."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from stocktake.model import Amount, CommitmentFinding, Theme
from stocktake.reconcile.periods import period
from stocktake.reconcile.sketch import folded
from stocktake.reconcile.titles import party_initials, party_starts
from stocktake.reconcile.vocabulary import word_groups, word_list, wordings
from stocktake.reconcile.wording import concept, concepts, folded_groups, in_order

_SIGNING = "sign"  # the concept in rules/acts.toml
# "2+2" counts ministers at a table, and tells one act from another no better than its name.
_NUMBER = re.compile(r"(?<![\d.,+-])\d[\d,]*(?:\.\d+)?(?!\s?\+\s?\d)(?![\d-])")
_PRONOUN = re.compile(
    r"\b(?:hold|stage|convene|publish|complete|do|finish|launch|sign) (?:it|them|this|so)\b"
)
_LAST_PRONOUN = re.compile(r"\b(?:it|them|both|so|this|these|those)\W*$")
_OPENS = re.compile(r"\b(?:open|ouvr)\w*", re.IGNORECASE)
_SAME_BODY = 0.15
_NUMBER_TELLS = (0.06, 0.15)  # a number of one figure, of more
_YEARS = range(1900, 2100)
_GROUP = 5  # parties
_TWO = 2  # parties: the names of many would take common words with them
_LITTLE = 3  # concepts: what says more tells itself whom its last word means
_MADE_BEFORE, _MADE_AFTER = 4, 2  # concepts between "set up" and the body, and the other way round


@dataclass(frozen=True, slots=True)
class Act:
    """What is compared of a commitment.

    `core` are the concepts outside the words that only tell when or on which condition; `founds`
    tells whether the act is to set up a body, which no act of that body repeats.
    """

    actors: frozenset[str]
    concepts: frozenset[str]
    core: frozenset[str]
    founds: bool
    theme: Theme | None
    deadline: str | None
    amount: Amount | None
    numbers: frozenset[str]
    next_round: int | None


def act_of(commitment: CommitmentFinding, before: str = "", met: tuple[str, ...] = ()) -> Act:
    """Give what is compared of a commitment; the names of its parties are no part of the act.

    `before` are the words of the sentence before the quote, which tell what "it" in the quote is;
    `met` are the parties of the meeting where it was made.
    """
    quote = commitment.evidence.quote
    bare = _without_asides(commitment)
    words = concepts(quote)
    inner = concepts(bare)
    if _PRONOUN.search(quote) or (len(words) <= _LITTLE and _LAST_PRONOUN.search(quote)):
        words, inner = words | concepts(before), inner | concepts(before)
    aside = concepts(quote) - inner
    parties = (*commitment.actors, *commitment.counterparts, *(met if len(met) == _TWO else ()))
    names = party_starts(parties)
    idle = word_list("formats.toml", "party_words") | party_initials(parties)
    kept = frozenset(w for w in words if w not in idle and not (names and w.startswith(names)))
    return Act(
        frozenset(commitment.actors),
        kept,
        kept - aside,
        founds(bare),
        commitment.theme,
        commitment.deadline,
        commitment.amount,
        frozenset(numbers_in(quote)),
        next_round(bare),
    )


def _without_asides(commitment: CommitmentFinding) -> str:
    """Give a commitment's words without those that tell when or on which condition alone."""
    quote = commitment.evidence.quote
    for aside in (commitment.deadline_words, commitment.condition):
        if aside and len(aside) * 2 < len(quote):
            quote = quote.replace(aside, " ")
    return without_landmarks(quote)


def without_landmarks(quote: str) -> str:
    """Give a passage without the events that it only dates itself by ("before the next round")."""
    for wording in wordings("following.toml", "landmark"):
        quote = wording.pattern.sub(" ", quote)
    return quote


def founds(quote: str) -> bool:
    """Tell whether a passage speaks of setting up a body or format, in any of the languages."""
    said = in_order(quote)
    opens = _OPENS.search(quote) is not None
    makes = [n for n, c in enumerate(said) if c == "establish" or (opens and c == "begin")]
    formed = [n for n, c in enumerate(said) if c in bodies()]
    return any(-_MADE_AFTER <= body - make <= _MADE_BEFORE for make in makes for body in formed)


@cache
def _named_concepts(kind: str) -> frozenset[str]:
    return frozenset(concept(word) for word in word_list("acts.toml", kind))


def telling(act: Act) -> frozenset[str]:
    """Give the concepts of an act that say what is done, not how strongly or where."""
    return act.core - _named_concepts("thin") - word_list("following.toml", "regions")


def telling_shared(one: Act, two: Act) -> frozenset[str]:
    """Give the concepts that two acts share and that say what is done, not how strongly."""
    return telling(one) & telling(two)


def deeds() -> frozenset[str]:
    """Give the concepts of doing something in particular."""
    return _named_concepts("deeds")


def bodies() -> frozenset[str]:
    """Give the concepts of what parties set up to meet or to work in."""
    return _named_concepts("bodies")


def other_deeds(one: Act, two: Act) -> bool:
    """Tell whether two acts each name a deed and share none."""
    first, second = one.core & deeds(), two.core & deeds()
    return bool(first) and bool(second) and not first & second


def only_one_signs(one: Act, two: Act) -> bool:
    """Tell a text's signing from what is to be done under it."""
    return (_SIGNING in one.core) != (_SIGNING in two.core)


def may_be_one(one: Act, two: Act) -> bool:
    """Tell whether nothing that two acts give keeps them apart: deed, round, day or sum."""
    if other_deeds(one, two) or (one.next_round is None) != (two.next_round is None):
        return False
    if one.deadline and two.deadline and not same_time(one.deadline, two.deadline):
        return False
    return not (one.amount and two.amount and one.amount != two.amount)


def same_deadline(one: Act, two: Act) -> bool:
    """Tell whether two acts give deadlines that agree."""
    return bool(one.deadline and two.deadline and same_time(one.deadline, two.deadline))


def next_round(quote: str) -> int | None:
    """Give the number of the round that a quote promises to hold, 0 for one without a number."""
    for wording in wordings("following.toml", "next_round"):
        found = wording.pattern.search(quote)
        if found:
            number = (found.groupdict().get("number") or "").casefold()
            return int(word_groups("following.toml", "ordinals").get(number, "0"))
    return None


def telling_acts(act: Act) -> frozenset[str]:
    """Give the acts with an object that would be recognised between another pair of parties."""
    return frozenset(
        pair for pair in word_list("acts.toml", "telling") if act.core.issuperset(pair.split())
    )


def numbers_in(quote: str) -> Iterable[str]:
    """Give the numbers in a quote, written out or in figures, without years."""
    words = folded_groups("following.toml", "numbers")
    yield from (words[w] for w in folded(quote).split() if w in words)
    for found in _NUMBER.findall(quote):
        plain = found.replace(",", "").rstrip(".")
        if not (plain.isdigit() and int(plain) in _YEARS):
            yield plain


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a concept tells: the more, the fewer acts hold it."""

    of: dict[str, float]

    def sum(self, concepts_: Iterable[str]) -> float:
        """Give the weight of some concepts together."""
        return math.fsum(sorted(self.of.get(c, 1.0) for c in concepts_))


def weigh(acts: Iterable[Act]) -> Weights:
    """Weigh concepts by how few of some acts hold them."""
    all_acts = list(acts)
    counts = Counter(c for act in all_acts for c in act.concepts)
    return Weights({c: math.log(1 + len(all_acts) / n) + 0.2 for c, n in counts.items()})


def likeness(one: Act, two: Act, weights: Weights) -> float:
    """Give how alike two acts are, from 0 to about 1; 0 where their actors differ."""
    if not actors_agree(one, two) or one.founds != two.founds:
        return 0.0
    shared = weights.sum(one.concepts & two.concepts)
    both_rounds = one.next_round is not None and two.next_round is not None
    if not shared and not both_rounds:
        return 0.0
    if not one.concepts or not two.concepts:
        return max(0.0, _bearing(one, two)) if both_rounds else 0.0
    first, second = weights.sum(one.concepts), weights.sum(two.concepts)
    contained, mixed = shared / min(first, second), shared / (first + second - shared)
    same_body = one.founds and bool(one.concepts & two.concepts & bodies())
    return max(0.0, 0.5 * (contained + mixed) + _bearing(one, two) + _SAME_BODY * same_body)


def actors_agree(one: Act, two: Act) -> bool:
    """Tell whether the actors may be the same: equal, unknown, or fewer of them named.

    Of a group of many, a report that says "the five states" may be read with one too many.
    """
    a, b = one.actors, two.actors
    if not a or not b or a <= b or b <= a:
        return True
    return max(len(a), len(b)) >= _GROUP and min(len(a - b), len(b - a)) == 1 and bool(a & b)


def _bearing(one: Act, two: Act) -> float:
    """Give what the other fields add or take away."""
    points = 0.03 if one.actors == two.actors else -0.05
    if one.theme and two.theme:
        points += 0.08 if one.theme == two.theme else -0.04
    if one.deadline and two.deadline:
        points += 0.15 if same_time(one.deadline, two.deadline) else -0.08
    points += min(0.2, sum(_NUMBER_TELLS[len(n) > 1] for n in one.numbers & two.numbers))
    points += _rounds(one.next_round, two.next_round)
    if one.amount and two.amount:
        points += 0.2 if one.amount == two.amount else -0.05
    return points


def _rounds(one: int | None, two: int | None) -> float:
    """Weigh promises to hold a round: alike unless their numbers differ, unlike all others."""
    if one is None and two is None:
        return 0.0
    if one is None or two is None or (one and two and one != two):
        return -0.15
    return 0.4


def same_time(one: str, two: str) -> bool:
    """Tell whether two deadlines agree: one contains the other, and neither is open for ever."""
    a, b = period(one.removeprefix("../")), period(two.removeprefix("../"))
    return a is not None and b is not None and (a.contains(b) or b.contains(a))
