"""Tells the stories of a page apart, line by line: where each begins, and which lines are its text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stocktake.collect.form import Form, Judged, Line, ends_sentence, judge

# What a line adds to the run of lines that it stands in: prose binds, short bits part.
_WORTH = {Form.HEADLINE: -6.0, Form.SCRAP: -4.0, Form.DAY: -10.0, Form.FURNITURE: -10.0}
_MOST = 50  # words of one line that count, so that no single line outweighs the rest
_APART = 3  # lines without prose that part two stories where no headline is repeated
_LEAST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Story:
    """Where one story stands among the lines: its head is `top:start`, its text `start:stop`."""

    top: int
    start: int
    stop: int


def judged_lines(lines: Sequence[Line]) -> tuple[Judged, ...]:
    """Judge each line by its form, then by its neighbours."""
    alone = [judge(line) for line in lines]
    return tuple(
        replace(line, form=Form.HEADLINE) if _stands_as_title(alone, position) else line
        for position, line in enumerate(alone)
    )


def stories_of(lines: Sequence[Judged]) -> tuple[Story, ...]:
    """Give the stories in their order: each the densest run of prose below one headline."""
    tops = [0, *(i for i in range(1, len(lines)) if _begins_story(lines, i)), len(lines)]
    stories: list[Story] = []
    for top, end in zip(tops, tops[1:], strict=False):
        run = _densest(lines, top, end)
        if run is not None:
            stories.append(Story(top, *run))
    enough = [story for story in stories if _is_enough(lines, story)]
    if not enough and stories:
        enough = [max(stories, key=lambda story: _words(lines, story))]
    return tuple(_widened(lines, story) for story in enough)


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


def _begins_story(lines: Sequence[Judged], position: int) -> bool:
    """Tell the headline of a further story: repeated, or dated and apart from the text before."""
    line = lines[position]
    if line.form is not Form.HEADLINE or line.words < 3:
        return False
    if not any(other.is_prose for other in lines[:position]):
        return False  # the head of the page's first story
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
    return dated and _prose_free_above(lines, position) >= _APART


def _prose_free_above(lines: Sequence[Judged], position: int) -> int:
    count = 0
    while position - count > 0 and not lines[position - count - 1].is_prose:
        count += 1
    return count


def _densest(lines: Sequence[Judged], start: int, stop: int) -> tuple[int, int] | None:
    """Give the run of lines of the greatest worth, or None where none has any."""
    best, run, first = (0.0, 0, 0), 0.0, start
    for position in range(start, stop):
        run += _worth(lines[position])
        if run <= 0:
            run, first = 0.0, position + 1
        elif run > best[0]:
            best = (run, first, position + 1)
    return best[1:] if best[0] > 0 else None


def _worth(line: Judged) -> float:
    if not line.is_prose:
        return _WORTH[line.form]
    return float(min(line.words, _MOST)) * (1 - line.line.links)


def _is_enough(lines: Sequence[Judged], story: Story) -> bool:
    """Tell a story from a teaser: it has at least two sentences and some length."""
    prose = [line for line in lines[story.start : story.stop] if line.is_prose]
    sentences = sum(_sentences(line.text) for line in prose)
    return sentences >= 2 and sum(line.words for line in prose) >= _LEAST_WORDS


def _sentences(text: str) -> int:
    return sum(text.count(mark + " ") for mark in ".!?؟。") + ends_sentence(text)


def _words(lines: Sequence[Judged], story: Story) -> int:
    return sum(line.words for line in lines[story.start : story.stop])


def _widened(lines: Sequence[Judged], story: Story) -> Story:
    """Take in the short lines that open or close a text: "Begin text:", "End text."."""
    start, stop = story.start, story.stop
    while start > story.top and _opens(lines[start - 1]):
        start -= 1
    while stop < len(lines) and _closes(lines[stop]):
        stop += 1
    return Story(story.top, start, stop)


def _opens(line: Judged) -> bool:
    return line.form in (Form.SCRAP, Form.HEADLINE) and line.text.endswith(":")


def _closes(line: Judged) -> bool:
    return line.form is Form.SCRAP and ends_sentence(line.text)
