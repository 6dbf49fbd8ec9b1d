"""Turning bytes into text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.collect.encoding import decode

ARABIC = "اتفق الوزيران على عقد الجولة الثالثة من الحوار في العاصمة خلال العام المقبل."
FRENCH = "Les ministres ont décidé d’élever leurs relations, a précisé le président."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_unicode_bytes_are_read(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == ARABIC


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding: str) -> None:
    assert decode(("The ministers met. " * 9).encode(encoding)) == "The ministers met. " * 9


def test_the_declaration_of_a_page_is_followed() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>{ARABIC}'
    assert ARABIC in decode(page.encode("cp1256"))


def test_what_calls_itself_latin_1_is_read_as_windows_1252() -> None:
    page = f'<meta charset="iso-8859-1"><p>{FRENCH}'
    assert FRENCH in decode(page.encode("cp1252"))


def test_a_wrong_declaration_of_utf_8_is_passed_over() -> None:
    page = f'<meta charset="utf-8"><p>{FRENCH * 4}'
    assert FRENCH in decode(page.encode("cp1252"))


def test_undeclared_arabic_and_french_are_guessed() -> None:
    assert decode((ARABIC * 6).encode("cp1256")) == ARABIC * 6
    assert decode((FRENCH * 6).encode("cp1252")) == FRENCH * 6


def test_utf_8_that_was_read_as_windows_1252_is_mended() -> None:
    assert decode("The partiesâ€™ pledge in QuÃ©bec".encode()) == "The parties’ pledge in Québec"


def test_a_page_cut_inside_a_letter_is_still_utf_8() -> None:
    assert decode(ARABIC[:-1].encode() + b"\xd8").startswith(ARABIC[:-1])


@given(st.binary(max_size=300), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE]))
def test_no_bytes_raise(content: bytes, mark: bytes) -> None:
    assert isinstance(decode(mark + content), str)
