"""Meetings that have no name but that of the group that meets, and who hosts them."""

import pytest

from stocktake.extract.document import Document, prepare
from stocktake.extract.groups_that_meet import hosts_of, houses_of_generals, meeting_of_group
from stocktake.extract.parties import find_parties
from stocktake.model import Article


def document_of(text: str) -> Document:
    return prepare(Article("a-1", "p-1", 0, None, None, None, None, None, "en", text, False))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("NATO Foreign Ministers Meet in Oslo", "NATO Foreign Ministers"),
        ("Quad ministers meet in Oslo, call for yearly talks", "Quad ministers"),
        ("ASEAN Summit", "ASEAN Summit"),
        ("NATO Foreign Ministers Pledge Ships", None),
        ("Minister Moen Meets Kenyan Counterpart", None),
    ],
)
def test_a_headline_names_the_meeting_by_the_group(title: str, name: str | None) -> None:
    found = meeting_of_group(title, find_parties(title), head=True)
    assert (found and found.name) == name


def test_a_body_names_it_only_as_a_meeting_of_the_group() -> None:
    text = "She travelled to a meeting of the European Union in Oslo."
    found = meeting_of_group(text, find_parties(text), head=False)
    assert found is not None
    assert (found.name, found.parties) == ("European Union", ("EU",))
    passing = "She thanked NATO foreign ministers meeting in Oslo."
    assert meeting_of_group(passing, find_parties(passing), head=False) is None


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("The forum will be hosted by the Government of Norway in Oslo.", ("NOR",)),
        ("Norway and Kenya will jointly host the forum.", ("NOR", "KEN")),
        ("Kenya welcomed the forum.", ()),
    ],
)
def test_who_hosts_is_read_before_and_after_the_verb(text: str, hosts: tuple[str, ...]) -> None:
    assert hosts_of(document_of(text), [(0, len(text))]) == hosts


def test_the_secretary_general_brings_the_organisation_to_the_table() -> None:
    text = "She met the ASEAN Secretary General, who spoke of NATO."
    assert houses_of_generals(document_of(text), (0, len(text))) == ("ASEAN",)
