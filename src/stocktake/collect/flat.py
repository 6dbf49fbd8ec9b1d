"""Cuts articles out of flattened text, judging its lines by form, place and neighbours."""

from collections.abc import Sequence

from stocktake.collect.credits import (
    read_credits,
    read_dateline,
    read_source,
    resolved_day,
    site_of,
    without_source,
)
from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.form import Form, Judged, ends_sentence, starts_midway
from stocktake.collect.lines import lines_of
from stocktake.collect.stories import Story, judged_lines, stories_of

_NOTHING = (
    "no article was found in the text, only short lines; save the page of one article, or paste its text"
)


def cut_flat(text: str) -> Drafts:
    """Cut the articles out of a text that has lost its markup."""
    return cut_lines(judged_lines(lines_of(text)))


def cut_lines(lines: Sequence[Judged]) -> Drafts:
    """Cut the articles out of judged lines."""
    drafts: list[Draft] = []
    for story in stories_of(lines):
        page_day = drafts[0].published if drafts else None
        drafts.append(_draft(lines, _below_credits(lines, story), page_day))
    return Drafts(tuple(drafts)) if drafts else Drafts(problem=_NOTHING)


def _below_credits(lines: Sequence[Judged], story: Story) -> Story:
    """Let the text begin below a day, a credit or a byline that stands among its first lines."""
    last = story.start
    for position in range(story.start, min(story.start + 4, story.stop)):
        above = sum(line.words for line in lines[story.start : position])
        if lines[position].form in (Form.DAY, Form.FURNITURE) and above <= 60:
            last = position + 1
    whole = sum(line.words for line in lines[story.start : story.stop])
    above = sum(line.words for line in lines[story.start : last])
    return Story(story.top, last, story.stop) if last < story.stop and above * 4 < whole else story


def _draft(lines: Sequence[Judged], story: Story, page_day: str | None) -> Draft:
    kept = [line.text for line in _text_lines(lines[story.start : story.stop])]
    below = lines[story.stop : story.stop + 2]
    source = read_source(kept[-1]) or next(filter(None, (read_source(x.text) for x in below)), None)
    kept[-1] = without_source(kept[-1])
    text = "\n".join(line for line in kept if line)
    credits = read_credits(lines[story.top : story.start], text)
    dateline = read_dateline(text)
    agency = dateline.agency if dateline else None
    site = site_of(lines, credits.title) if story.top == 0 else None
    return Draft(
        text=text,
        title=credits.title,
        outlet=credits.outlet or site or agency or source,
        byline=credits.byline,
        published=resolved_day(credits.published, page_day),
        dateline=dateline.printed if dateline else None,
        truncated=_is_truncated(text),
    )


def _text_lines(lines: Sequence[Judged]) -> list[Judged]:
    """Leave out the furniture inside a text; a subheading stays."""
    return [line for line in lines if line.form not in (Form.FURNITURE, Form.DAY)]


def _is_truncated(text: str) -> bool:
    """Tell a text that begins or ends in mid-sentence."""
    last = text.rsplit("\n", 1)[-1]
    return starts_midway(text) or (len(last.split()) >= 8 and not ends_sentence(last))
