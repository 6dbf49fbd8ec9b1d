"""Numbers as a sentence writes them."""

from collections.abc import Iterable

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """Write a number as a word up to ninety-nine."""
    if number < len(_NUMBERS):
        return _NUMBERS[number]
    tens, rest = divmod(number, 10)
    if tens > 9:
        return f"{number:,}"
    return _TENS[tens - 2] + (f"-{_NUMBERS[rest]}" if rest else "")


def count_in_words(number: int, noun: str) -> str:
    """Write a count with its noun: ``two rounds``."""
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def capital(sentence: str) -> str:
    """Write a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def lower(sentence: str) -> str:
    """Write a sentence as the rest of one."""
    return sentence[:1].lower() + sentence[1:]


def numbered(numbers: Iterable[int]) -> str:
    """Write promise numbers: ``No. 3``, ``Nos. 3, 9 and 10``."""
    told = [str(number) for number in numbers]
    if len(told) == 1:
        return f"No.\u00a0{told[0]}"
    return f"Nos.\u00a0{', '.join(told[:-1])} and {told[-1]}"
