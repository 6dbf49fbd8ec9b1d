"""The office of somebody whom the text names without one, as the title gives it."""

from collections.abc import Sequence
from dataclasses import replace

from stocktake.extract.document import Document
from stocktake.extract.names import words_of
from stocktake.extract.offices import Office, find_offices, places_of
from stocktake.model import PersonFinding


def with_roles_of_title(
    document: Document, people: Sequence[PersonFinding]
) -> tuple[PersonFinding, ...]:
    """Give the people of a text, those without an office with the one that the title gives them.

    It stands before their name there, or opens the title for whom the text names first: "Foreign
    Secretary meets …", and then "Anna Lind met …".
    """
    title = document.article.title or ""
    words = words_of(title)
    offices = find_offices(title, words, places_of(words, document.title_mentions))
    if not offices:
        return tuple(people)
    behind = {office.end: office for office in offices}
    named = {words[at].text: office for at, office in behind.items() if at < len(words)}
    opens = offices[0] if offices[0].start == 0 and not _is_named(people, named) else None
    return tuple(
        person
        if person.role or person.organisation
        else _with(person, named.get(person.name.split()[0]) or (opens if at == 0 else None))
        for at, person in enumerate(people)
    )


def _is_named(people: Sequence[PersonFinding], named: dict[str, Office]) -> bool:
    """Tell whether a name of the text stands behind an office of the title."""
    return any(word in named for person in people for word in person.name.split())


def _with(person: PersonFinding, office: Office | None) -> PersonFinding:
    if office is None or office.several:
        return person
    return replace(person, role=office.role, party=person.party or office.party)
