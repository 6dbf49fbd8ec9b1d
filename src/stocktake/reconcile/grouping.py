"""Groups of things that belong together, found from keys and pairs, in an order of their own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from stocktake.model import Item

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Union:
    """Sets of numbers that grow together; the smallest member stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, member: int) -> int:
        """Give the member that stands for a member's set."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, two: int) -> None:
        """Make two sets one."""
        low, high = sorted((self.find(one), self.find(two)))
        self._parent[high] = low

    def groups(self) -> list[list[int]]:
        """Give the sets, each in order, ordered by their first member."""
        found: dict[int, list[int]] = defaultdict(list)
        for member in range(len(self._parent)):
            found[self.find(member)].append(member)
        return list(found.values())


def connected(items: Sequence[Item]) -> list[list[Item]]:
    """Split items into groups that share no key; the same groups for any order of the items."""
    ordered = sorted(items, key=lambda item: item.id)
    union, holder = Union(len(ordered)), dict[str, int]()
    for number, item in enumerate(ordered):
        for key in item.keys:
            union.join(holder.setdefault(key, number), number)
    return [[ordered[i] for i in group] for group in union.groups()]


def by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Sort things into lists by a key, in the order in which the keys appear."""
    lists: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        lists[key(thing)].append(thing)
    return dict(lists)


def most_common(values: Iterable[K]) -> K | None:
    """Give the value that occurs most; of equals, the least by its text.  None for no value."""
    counts = Counter(values)
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], str(value)))
