"""Carries the day asked for along the links of a page, so that the next page is of that day too."""

import re
from datetime import date

_LINK = re.compile(
    r'(<a (?![^>]*data-today)[^>]*?href="(?:/(?!api/|static/|sign-|accounts|review)|\?)[^"#]*)'
    r'(?=["#])'
)
_FORM = re.compile(r'(<form class="(?:find|filters)[^>]*>)')


def carried(page: str, day: date) -> str:
    """Add a day to the links of a page to other pages and papers, and to its questions.

    What comes from a source is escaped, so no words of it can look like a link here.
    """
    word = f"as_of={day.isoformat()}"

    def asking(link: re.Match[str]) -> str:
        told = link[1]
        if "as_of=" in told.rpartition('href="')[2]:
            return told
        return f"{told}{'&amp;' if '?' in told.rpartition('href=')[2] else '?'}{word}"

    hidden = f'<input type="hidden" name="as_of" value="{day.isoformat()}">'
    return _FORM.sub(rf"\1{hidden}", _LINK.sub(asking, page))
