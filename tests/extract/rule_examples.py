"""The examples that rules of every language carry, for the tests that run them."""

from typing import Any

from stocktake.extract.rule_files import ENGLISH, other_languages, read_rules


def examples_of(name: str, key: str) -> list[dict[str, Any]]:
    """Give the examples under a key of the rules files of a name, each with its language."""
    return [
        {"language": language, **example}
        for language in (ENGLISH, *other_languages())
        for example in read_rules(name, language).get(key, ())
    ]
