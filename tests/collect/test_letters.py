"""Letters: newsletters and pages saved as one file."""

import random
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from stocktake.collect import cut, sources
from stocktake.collect.letters import read_letter
from stocktake.model import Source, Unreadable

HTML = "<html><body><h1>Talks in Oslo</h1><p>Les délégués se sont réunis à Oslo.</p></body></html>"


def newsletter(subject: str = "Talks in Oslo", date: str = "Thu, 02 May 2024 23:30:00 +0300"):
    letter = EmailMessage(policy=SMTP)
    letter["From"] = "The Gazette <letters@gazette.example>"
    letter["Subject"] = subject
    letter["Date"] = date
    letter.set_content("Les délégués se sont réunis à Oslo.", cte="quoted-printable")
    return letter


def test_a_newsletter_gives_its_page_with_subject_and_day(tmp_path: Path) -> None:
    letter = newsletter("مباحثات في أوسلو")
    letter.add_alternative(HTML, subtype="html", cte="quoted-printable", charset="iso-8859-1")
    path = tmp_path / "may.eml"
    path.write_bytes(letter.as_bytes())
    (page,) = sources([str(tmp_path)])
    assert isinstance(page, Source)
    assert page.location == str(path)
    assert (page.media_type, page.title) == ("text/html", "مباحثات في أوسلو")
    assert page.published == "2024-05-02", "the day where the writer was"
    assert page.retrieved is None
    (article,) = cut(page).articles
    assert "Les délégués se sont réunis à Oslo." in article.text
    assert article.published == "2024-05-02"


def test_a_letter_of_plain_text_is_read_in_its_own_charset() -> None:
    text = "اجتمع الوفدان في أوسلو."
    letter = newsletter()
    letter.set_content(text, charset="windows-1256", cte="quoted-printable")
    (page,) = read_letter("a.eml", letter.as_bytes())
    assert isinstance(page, Source)
    assert page.media_type == "text/plain"
    assert page.content.decode().strip() == text


def test_letters_within_a_letter_have_their_own_dates() -> None:
    digest = newsletter("This month")
    digest.add_attachment(newsletter("First", "Fri, 03 May 2024 09:00:00 +0000"))
    digest.add_attachment(newsletter("Second", "Mon, 06 May 2024 09:00:00 +0000"))
    pages = list(read_letter("digest.eml", digest.as_bytes()))
    assert [(page.location, page.title, page.published) for page in pages] == [
        ("digest.eml", "This month", "2024-05-02"),
        ("digest.eml#1", "First", "2024-05-03"),
        ("digest.eml#2", "Second", "2024-05-06"),
    ]


def test_a_document_attached_is_a_page_and_a_picture_is_none() -> None:
    letter = newsletter()
    letter.add_attachment(b"%PDF-1.7", "application", "pdf", filename="communique.pdf")
    letter.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    text, document = read_letter("a.eml", letter.as_bytes())
    assert text.location == "a.eml"
    assert document == Source("a.eml#1", b"%PDF-1.7", "application/pdf", published="2024-05-02")


def test_a_page_saved_as_one_file_has_the_address_it_came_from(tmp_path: Path) -> None:
    saved = EmailMessage(policy=SMTP)
    saved["Snapshot-Content-Location"] = "https://a.example/statement"
    saved["Subject"] = "Talks in Oslo"
    saved.set_content(HTML, subtype="html", cte="quoted-printable")
    saved.add_related(b"\x89PNG", "image", "png")
    path = tmp_path / "statement.mhtml"
    path.write_bytes(saved.as_bytes())
    (page,) = sources([str(path)])
    assert isinstance(page, Source)
    assert page.location == "https://a.example/statement"
    assert "Les délégués" in page.content.decode()


def test_a_letter_without_text_or_date_says_so() -> None:
    (problem,) = read_letter("a.eml", b"Subject: Nothing\n\n")
    assert isinstance(problem, Unreadable)
    assert "; open it" in problem.problem
    (page,) = read_letter("b.eml", b"Subject: A\nDate: soon\n\nThe parties met.")
    assert isinstance(page, Source)
    assert page.published is None


def test_damage_anywhere_raises_nothing() -> None:
    letter = newsletter("مباحثات")
    letter.add_alternative(HTML, subtype="html")
    letter.add_attachment(newsletter("First"))
    content = letter.as_bytes()
    chance = random.Random(3)
    pieces = (b"=?", b"?=", b'"', b"\r\n", b"; charset=", b"<", b"(", b"*0=", b"\0", b"\xff")
    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(6):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randrange(4)] = chance.choice(pieces)
        for page in read_letter("a.eml", bytes(damaged)):
            assert isinstance(page, Source | Unreadable)


def test_letters_without_end_within_letters_are_given_up() -> None:
    letter = newsletter("0")
    for depth in range(40):
        outer = newsletter(str(depth + 1))
        outer.add_attachment(letter)
        letter = outer
    assert len(list(read_letter("a.eml", letter.as_bytes()))) == 5
