"""Which quotes speak of one promise: across reports of one meeting, and from round to round."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from stocktake.model import CommitmentFinding
from stocktake.reconcile.acts import (
    Act,
    act_of,
    bodies,
    deeds,
    likeness,
    may_be_one,
    only_one_signs,
    same_deadline,
    telling_shared,
    weigh,
)
from stocktake.reconcile.grouping import Union, by
from stocktake.reconcile.words_of_bonds import Said, Setting, occasion

_REPEATED = 0.8
_CLEAR = 0.55
_ENOUGH = 0.2
_FAINT = 0.25
_MARGIN = 0.08
_MANY_THIN = 3
_SAME_WORDS = 3  # concepts
_HARDLY_MORE = 5  # concepts, where only one is shared


@dataclass(frozen=True, slots=True)
class Promise:
    """One article's words of a commitment, ready for comparing."""

    item: str
    occasion: str
    setting: Setting
    finding: CommitmentFinding
    act: Act


def promise(said: Said) -> Promise:
    """Prepare an article's words of a commitment for comparing."""
    act = act_of(said.commitment, said.before, said.setting.parties)
    return Promise(said.item, occasion(said), said.setting, said.commitment, act)


def gather(promises: Sequence[Promise]) -> list[list[Promise]]:
    """Sort promises to commitments; only reports of one meeting may speak of one."""
    gathered: list[list[Promise]] = []
    for made in by(promises, lambda p: p.occasion).values():
        gathered += _within(sorted(made, key=lambda p: p.item))
    return gathered


def _within(promises: list[Promise]) -> list[list[Promise]]:
    weights = weigh(p.act for p in promises)
    scores = {
        (i, j): score
        for i, j in _near_pairs(promises)
        if (score := likeness(promises[i].act, promises[j].act, weights)) >= _ENOUGH
        and _shares_enough(promises[i].act, promises[j].act, score)
    }
    rivals = _rivals(scores, promises)
    union = Union(len(promises))
    articles = [{p.setting.article} for p in promises]
    for (i, j), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        one, two = union.find(i), union.find(j)
        same_article = promises[i].setting.article == promises[j].setting.article
        if one == two:
            continue
        if same_article and not (
            score >= _REPEATED and _says_again(promises[i].act, promises[j].act)
        ):
            continue
        clash = articles[one] & articles[two]
        if clash and not (same_article or score >= _REPEATED):
            continue
        if same_article or score >= _CLEAR or _clearly_best((i, j), score, rivals, promises):
            union.join(one, two)
            articles[union.find(one)] = articles[one] | articles[two]
    _join_the_last(promises, union, articles)
    return [[promises[i] for i in group] for group in union.groups()]


def _says_again(one: Act, two: Act) -> bool:
    """Tell whether one article says a thing twice: in several words, and with the same day."""
    if one.deadline and two.deadline and one.deadline != two.deadline:
        return False
    return one.concepts == two.concepts or len(one.concepts & two.concepts) >= _SAME_WORDS


def _join_the_last(promises: list[Promise], union: Union, articles: list[set[str]]) -> None:
    """Join what is left over: the only promises of their actors on their theme in two articles.

    Something more must speak for them: a word of what is done, a number or a deadline.
    """
    left: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(promises):
        if len(articles[union.find(i)]) == 1 and one.act.actors and one.act.theme:
            left[one.act.actors, one.act.theme, one.act.founds].append(i)
    for alike in left.values():
        told = Counter(promises[i].setting.article for i in alike)
        for i, j in combinations(alike, 2):
            one, two = promises[i], promises[j]
            alone = told[one.setting.article] == told[two.setting.article] == 1
            apart = one.setting.article != two.setting.article and union.find(i) != union.find(j)
            taken = articles[union.find(i)] & articles[union.find(j)]
            if alone and apart and not taken and _left_alike(one.act, two.act):
                union.join(i, j)
                articles[union.find(i)] |= articles[union.find(j)] | {one.setting.article}
                articles[union.find(i)] |= {two.setting.article}


def _left_alike(one: Act, two: Act) -> bool:
    """Tell whether nothing speaks against two acts being one, and something for it."""
    if not may_be_one(one, two):
        return False
    if same_deadline(one, two):
        return True
    return bool(telling_shared(one, two) or any(len(n) > 1 for n in one.numbers & two.numbers))


def _shares_enough(one: Act, two: Act, score: float) -> bool:
    """Tell whether what two acts share says what is done, in more than one word or nearly all."""
    if one.next_round is not None and two.next_round is not None:
        return True
    if score < _FAINT:
        return _nothing_apart(one, two)
    if score < _CLEAR and only_one_signs(one, two):
        return False
    if not telling_shared(one, two):
        return one.concepts == two.concepts or (
            score >= _CLEAR and len(one.concepts & two.concepts) >= _MANY_THIN
        )
    shared = len(one.concepts & two.concepts)
    longer = max(len(one.concepts), len(two.concepts))
    alike = shared > 1 or (score >= _CLEAR and longer <= _HARDLY_MORE)
    return alike or _nothing_apart(one, two)


def _nothing_apart(one: Act, two: Act) -> bool:
    """Tell whether two acts of the same actors share an object, or a deed, and contradict nowhere.

    A deed alone ("will train") is shared by many acts: a number or a deadline must go with it.
    """
    if one.actors != two.actors or not one.actors or not may_be_one(one, two):
        return False
    shared = telling_shared(one, two)
    objects = shared - deeds()
    told = same_deadline(one, two) or bool(one.numbers & two.numbers)
    return len(objects) > 1 or (bool(shared) and (bool(objects - bodies()) or told))


def _near_pairs(promises: list[Promise]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share a concept, without comparing every pair of a long list."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(promises):
        for concept in one.act.concepts:
            holders[concept].append(i)
    pairs = {
        pair for held in holders.values() if len(held) <= 200 for pair in combinations(held, 2)
    }
    yield from sorted(pairs)


def _rivals(
    scores: dict[tuple[int, int], float], promises: list[Promise]
) -> dict[tuple[int, str], list[tuple[float, int]]]:
    """Give, for each promise and each other article, how like its promises are, the best first."""
    found: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), score in scores.items():
        found[i, promises[j].setting.article].append((score, j))
        found[j, promises[i].setting.article].append((score, i))
    return {key: sorted(rivals, reverse=True)[:3] for key, rivals in found.items()}


def _clearly_best(
    pair: tuple[int, int],
    score: float,
    rivals: dict[tuple[int, str], list[tuple[float, int]]],
    promises: list[Promise],
) -> bool:
    """Tell whether each of two promises is the other's best match in its article, by a margin."""
    for here, there in (pair, pair[::-1]):
        near = rivals[here, promises[there].setting.article]
        other = max((s for s, number in near if number != there), default=0.0)
        if score - other < _MARGIN or (score < _FAINT and 2 * other > score):
            return False
    return True
