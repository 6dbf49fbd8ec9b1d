"""What has become of a commitment as of a day, as a sentence that claims no more than is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from stocktake.model import PERFORMED, Commitment, Delivery, FollowThrough
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span

PASSED = "Date passed, nothing found"

_SENTENCES: Mapping[Delivery, str] = {
    "not started": "Not begun when last seen",
    "in progress": "Under way",
    "partly": "Partly delivered",
    "delivered": "Delivered",
    "delivered late": "Delivered, after its date",
    "withdrawn": "Withdrawn",
    "contradicted": "Reports disagree on it",
    "superseded": "Replaced by a later promise",
    "not assessable": "Not assessable",
}
_TOLD_DONE = "Told as done"
_CLOSED = frozenset({"delivered", "delivered late", "withdrawn", "superseded", "not assessable"})


def state_of(commitment: Commitment, catalogue: Catalogue, as_of: date) -> str:
    """Say what the register shows of a commitment from texts up to a day."""
    delivery, person = _as_of(commitment, catalogue, as_of)
    passed = is_passed(commitment, as_of)
    if person is not None and delivery == "lapsed":
        return f"Lapsed, as {person} found"
    if delivery in ("no evidence found", "lapsed"):
        if passed:
            return PASSED
        if commitment.kind in PERFORMED:
            return _TOLD_DONE
        return "Not yet due" if commitment.deadline else "No date; nothing found"
    sentence = _SENTENCES[delivery]
    return f"{sentence}, date passed" if passed and delivery not in _CLOSED else sentence


def delivery_as_of(commitment: Commitment, catalogue: Catalogue, as_of: date) -> Delivery:
    """Give the delivery by a person's word, else by the last text that counts, up to that day."""
    return _as_of(commitment, catalogue, as_of)[0]


def _as_of(
    commitment: Commitment, catalogue: Catalogue, as_of: date
) -> tuple[Delivery, str | None]:
    """Give the delivery as of a day, and who says so where a person does."""
    for judgement in catalogue.judgements.get(commitment.id, ()):
        if judgement.field != "delivery" or judgement.standing != "holds":
            continue
        if date.fromisoformat(judgement.at[:10]) <= as_of:
            return commitment.delivery, judgement.by
        commitment = replace(commitment, delivery="no evidence found")
    return _told(commitment, catalogue, as_of), None


def _told(commitment: Commitment, catalogue: Catalogue, as_of: date) -> Delivery:
    counted = [f for f in catalogue.follow_through.get(commitment.id, ()) if f.counted]
    if not counted:
        return commitment.delivery
    known = [(day, f) for f in counted if (day := _published(f, catalogue)) <= as_of]
    if not known:
        return "no evidence found"
    return max(known, key=lambda pair: (pair[0], pair[1].id))[1].delivery


def is_passed(commitment: Commitment, as_of: date) -> bool:
    """Tell whether the last day of a commitment's date lies before a day; not of a deed told."""
    if commitment.kind in PERFORMED:
        return False
    days = span(commitment.deadline)
    return days is not None and days.last is not None and days.last < as_of


def was_made(commitment: Commitment, catalogue: Catalogue, as_of: date) -> bool:
    """Tell whether a report of the commitment was out by a day; an undated report counts."""
    articles = catalogue.articles_of(commitment)
    days = [span(article.published) for article in articles]
    return not days or any(d is None or d.first is None or d.first <= as_of for d in days)


def _published(follow: FollowThrough, catalogue: Catalogue) -> date:
    articles = [catalogue.articles.get(e.article) for e in follow.evidence]
    days = [span(article.published) for article in articles if article is not None]
    return min((d.first for d in days if d is not None and d.first), default=date.min)
