"""Tells the stories of a page apart: where each begins, and which lines are its text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from stocktake.collect.credits import read_dateline
from stocktake.collect.form import WORD, Form, Judged, Line, ends_sentence, judge
from stocktake.collect.printed_dates import order_of_days

# What a line adds to the run of lines that it stands in: prose binds, short bits part.
_WORTH = {Form.HEADLINE: -5.0, Form.SCRAP: -3.0, Form.DAY: -10.0, Form.FURNITURE: -10.0}
_BRIDGED = -2.0  # furniture between two paragraphs parts them less
_BRIDGE = 3  # lines of furniture at most
INSIDE_TEXTS = ("advertisement", "invitation to read on", "picture", "addresses the reader")
_COMMENTS = -150.0  # no article goes on below the sign of its comments
_TEASER_SHARE = 0.3  # what counts of a short paragraph that stands between short bits
_TEASER_WORDS = 40
_MOST = 50  # words of one line that count, so that no single line outweighs the rest
_APART = 3  # lines without prose that part two stories where no headline is repeated
_LEAST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Story:
    """Where one story stands among the lines: its head is `top:start`, its text `start:stop`."""

    top: int
    start: int
    stop: int


def judged_lines(lines: Sequence[Line], declared: str | None = None) -> tuple[Judged, ...]:
    """Judge each line by its form, then by its neighbours and by the language of the whole.

    `declared` is the language that the page states (BCP 47), where it does.
    """
    order = order_of_days("\n".join(line.text[:200] for line in lines[:400]), declared)
    alone = [judge(line, order) for line in lines]
    return tuple(
        replace(line, form=Form.HEADLINE)
        if _stands_as_title(alone, position) or _stands_in_list_of_titles(alone, position)
        else line
        for position, line in enumerate(alone)
    )


def stories_of(lines: Sequence[Judged]) -> tuple[Story, ...]:
    """Give the stories in their order: each the densest run of prose below one headline.

    The longest is always given; a further one must be whole prose, and not said by readers.
    """
    first = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    tops = [0, *(i for i in range(first + 1, len(lines)) if _begins_story(lines, i)), len(lines)]
    stories = [
        Story(top, *run)
        for top, end in pairwise(tops)
        if (run := _densest(lines, top, end)) is not None
    ]
    if not stories:
        return ()
    own = [story for story in stories if not _is_of_readers(lines, story, stories)] or stories
    longest = max(own, key=lambda story: _prose_words(lines, story))
    kept = [story for story in own if story is longest or _is_enough(lines, story)]
    return tuple(_widened(lines, story) for story in _once_each(lines, kept, longest))


def _once_each(lines: Sequence[Judged], stories: list[Story], longest: Story) -> list[Story]:
    """Leave out a story told before: a caption below the same headline, a second copy."""
    seen = {line.text for line in lines[longest.start : longest.stop] if line.is_prose}
    titles = _heads(lines, longest)
    kept = []
    for story in stories:
        prose = [line.text for line in lines[story.start : story.stop] if line.is_prose]
        copied = sum(text in seen for text in prose) * 2 >= len(prose)
        if story is longest or not (copied or titles & _heads(lines, story)):
            kept.append(story)
            seen.update(prose)
    return kept


def _heads(lines: Sequence[Judged], story: Story) -> set[str]:
    """Give the headlines that stand above a story's text."""
    # A page's first lines may list all its headlines: only the nearest are the first story's.
    top = story.top or max(0, story.start - 12)
    head = lines[top : story.start]
    return {line.text for line in head if line.form is Form.HEADLINE and line.words >= 4}


def _is_of_readers(lines: Sequence[Judged], story: Story, stories: Sequence[Story]) -> bool:
    """Tell what readers wrote below an article: between the two stands a sign of comments."""
    if story.top == 0:
        return False
    headline = lines[story.top].text
    if any(line.text == headline for line in lines[story.top + 1 : story.top + 3]):
        return False
    sign = _sign_of_comments(lines, story.top)
    return sign is not None and any(
        other.stop <= sign and _is_enough(lines, other) for other in stories
    )


def _sign_of_comments(lines: Sequence[Judged], top: int) -> int | None:
    """Give the place of the nearest sign above where it is one of comments, or None."""
    for place in range(top, max(-1, top - 400), -1):
        if lines[place].form is Form.FURNITURE:
            if lines[place].furniture == "comments":
                return place
            if lines[place].furniture == "invitation to read on":
                return None
    return None


def _stands_as_title(lines: Sequence[Judged], position: int) -> bool:
    """Tell a long line that only its place shows to be a title: the day is printed below it."""
    line = lines[position]
    if line.form is not Form.SENTENCE or line.words > 60 or position + 1 >= len(lines):
        return False
    if position > 0 and lines[position - 1].is_prose:
        return False
    below = lines[position + 1]
    if below.form is Form.DAY and any(day.has_year for day in below.days):
        return True
    return position == 0 and below.line.gap and not ends_sentence(line.text) and line.words <= 60


def _stands_in_list_of_titles(lines: Sequence[Judged], position: int) -> bool:
    """Tell an item below words such as "Most read": it names an article and tells nothing."""
    line = lines[position]
    if line.form is not Form.ITEM or ends_sentence(line.text):
        return False
    above = position - 1
    while above >= 0 and lines[above].form is Form.ITEM and not ends_sentence(lines[above].text):
        above -= 1
    return above >= 0 and lines[above].furniture == "invitation to read on"


def _begins_story(lines: Sequence[Judged], position: int) -> bool:
    """Tell a further story's headline: repeated, or dated and apart or headed like the first."""
    line = lines[position]
    if line.form is not Form.HEADLINE or line.words < 3:
        return False
    below = lines[position + 1 : position + 7]
    head = []
    for other in below:
        if other.is_prose:
            break
        head.append(other)
    if len(head) == len(below) or lines[position - 1].text == line.text:
        return False
    if any(other.text == line.text for other in head[:2]):
        return True
    dated = any(other.form is Form.DAY for other in head[:4])
    alike = line.line.heading is not None and line.line.heading == _level_of_first(lines)
    return dated and (alike or _prose_free_above(lines, position) >= _APART)


def _level_of_first(lines: Sequence[Judged]) -> int | None:
    """Give the level of the heading below which the first text stands, where a day parts them.

    A page's one h1 tells nothing: only items of a collection share a lower level.
    """
    head = list(takewhile(lambda line: not line.is_prose, lines))
    dated = any(line.form is Form.DAY for line in head)
    levels = [line.line.heading for line in head if line.line.heading]
    return levels[-1] if dated and levels and levels[-1] > 1 else None


def _prose_free_above(lines: Sequence[Judged], position: int) -> int:
    count = 0
    while position - count > 0 and not lines[position - count - 1].is_prose:
        count += 1
    return count


def _densest(lines: Sequence[Judged], start: int, stop: int) -> tuple[int, int] | None:
    """Give the run of lines of the greatest worth, or None where none has any."""
    best, run, first = (0.0, 0, 0), 0.0, start
    for position in range(start, stop):
        run += _worth(lines, position)
        if run <= 0:
            run, first = 0.0, position + 1
        elif run > best[0]:
            best = (run, first, position + 1)
    return best[1:] if best[0] > 0 else None


def _worth(lines: Sequence[Judged], position: int) -> float:
    line = lines[position]
    if line.form is Form.FURNITURE and line.furniture == "comments":
        return _COMMENTS
    if not line.is_prose:
        return _BRIDGED if _is_bridged(lines, position) else _WORTH[line.form]
    beside = _neighbours(lines, position)
    alone = not any(x.is_prose or x.text.endswith(":") for x in beside) and not _leads(
        lines, position
    )
    share = _TEASER_SHARE if alone and line.words < _TEASER_WORDS else 1.0
    return min(line.words, _MOST) * share * (1 - line.line.links)


def _leads(lines: Sequence[Judged], position: int) -> bool:
    """Tell a paragraph that a note such as "See also" and its title part from the text below."""
    if position < 0 or not lines[position].is_prose:
        return False
    below = lines[position + 1 : position + 5]
    return (
        len(below) == 4
        and below[0].furniture == "invitation to read on"
        and below[1].form is Form.HEADLINE
        and all(line.form is Form.SENTENCE for line in below[2:])
    )


def _is_bridged(lines: Sequence[Judged], position: int) -> bool:
    """Tell furniture that stands inside a text, such as an advertisement between paragraphs."""
    if _leads(lines, position - 1) or _leads(lines, position - 2):
        return True
    beside = _neighbours(lines, position)
    return _stands_in_texts(lines[position]) and len(beside) > 1 and all(x.is_prose for x in beside)


def _neighbours(lines: Sequence[Judged], position: int) -> Sequence[Judged]:
    """Give the nearest line above and below, past the furniture that stands inside texts."""
    above = _past_furniture(lines, range(position - 1, max(-1, position - 2 - _BRIDGE), -1))
    below = _past_furniture(lines, range(position + 1, min(len(lines), position + 2 + _BRIDGE)))
    return (*above, *below)


def _past_furniture(lines: Sequence[Judged], places: range) -> Sequence[Judged]:
    return next(((lines[n],) for n in places if not _stands_in_texts(lines[n])), ())


def _stands_in_texts(line: Judged) -> bool:
    return line.form is Form.FURNITURE and line.furniture in INSIDE_TEXTS


def _is_enough(lines: Sequence[Judged], story: Story) -> bool:
    """Tell a story from a teaser or a list of them: sentences, and next to nothing else."""
    prose = [
        line
        for line in lines[story.start : story.stop]
        if line.form is Form.SENTENCE or (line.is_prose and ends_sentence(line.text))
    ]
    words = sum(line.words for line in prose)
    other = story.stop - story.start - len(prose)
    sentences = sum(_sentences(line.text) for line in prose)
    return (
        sentences >= 2
        and words >= _LEAST_WORDS
        and other * 3 <= len(prose)
        and not _to_reader(prose)
    )


def _to_reader(prose: Sequence[Judged]) -> bool:
    """Tell a notice from a report: one word in twelve speaks to the reader."""
    words = [word.lower() for line in prose for word in WORD.findall(line.text)]
    return 10 * sum(word in ("you", "your", "our", "votre", "vous") for word in words) > len(words)


def _sentences(text: str) -> int:
    return sum(text.count(mark + " ") for mark in ".!?؟。") + ends_sentence(text)


def _prose_words(lines: Sequence[Judged], story: Story) -> float:
    return sum(max(0.0, _worth(lines, place)) for place in range(story.start, story.stop))


def _widened(lines: Sequence[Judged], story: Story) -> Story:
    """Take in the short lines that open or close a text: "Begin text:", "End text."."""
    start, stop = story.start, story.stop
    while start > story.top and _opens(lines[start - 1]):
        start -= 1
    while stop < len(lines) and _closes(lines[stop]):
        stop += 1
    return Story(story.top, start, stop)


def _opens(line: Judged) -> bool:
    dateline = read_dateline(line.text)
    if dateline is not None and dateline.agency and dateline.printed == line.text:
        return True
    return line.form in (Form.SCRAP, Form.HEADLINE) and line.text.endswith(":")


def _closes(line: Judged) -> bool:
    return line.form is Form.SCRAP and ends_sentence(line.text)
