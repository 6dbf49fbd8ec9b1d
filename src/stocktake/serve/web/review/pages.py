"""The pages of the review: what waits, one question, and the answers to it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.reviewing import CHOICES, Change, Given, Outcome, Wanted
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.web.door.doorkeeper import refused
from stocktake.serve.web.door.forms import Form, form_of
from stocktake.serve.web.review.bench import Bench
from stocktake.serve.web.review.question import Question, question_of
from stocktake.serve.web.showing import Asked, asked, shown

_LISTED = 20
_LONGEST_REASON = 2000
_LONGEST_CODE = 3  # letters of a state's id
_KINDS = {
    "commitments": "Promises",
    "follow_through": "What became of them",
    "discrepancies": "Disagreements",
}
_TOLD: dict[Outcome | str, str] = {
    "decided": "Decided",
    "agreed": "Decided: you and another reader agree",
    "waiting": "Kept; it is decided when a second reader says the same",
    "differs": "Kept; another reader says otherwise, and both of you are shown it",
    "unsure": "Left to others",
    "meanwhile": "Somebody decided otherwise meanwhile; your answer is kept beside theirs",
    "taken": "Settled",
    "undone": "Taken back",
    "nothing": "You have nothing to take back",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says of the answer before: that it was taken, or what is wrong with it."""

    told: str | None = None
    wrong: str | None = None
    form: Form = field(default_factory=Form)


def queue(request: Request) -> Response:
    """Show what waits: differences first, then the questions in their order."""
    question = asked(request)
    bench = _bench(question)
    if not question.may_decide:
        return _not_for_readers(request)
    wanted, person = _wanted(request), question.visitor.name or ""
    waiting = bench.waiting(wanted, person, _LISTED)
    standing = bench.standing(person)
    unsure = bench.unsure(person, _LISTED)
    held = question.desk.shelf.gather(
        [*waiting.records, *standing.differing[:_LISTED], *unsure], ("named",)
    )
    page = shown(
        question,
        "review_queue.html",
        waiting=waiting,
        standing=standing,
        differing=standing.differing[:_LISTED],
        unsure=unsure,
        catalogue=catalogue_of(records_of(held)),
        kinds=_KINDS,
        wanted=wanted,
        asked_with=_query(wanted),
        told=_TOLD.get(request.query_params.get("done", "")),
        behind=bench.is_behind(),
    )
    page.headers["Cache-Control"] = "no-store"
    return page


def one(request: Request) -> Response:
    """Show one question."""
    question = asked(request)
    if not question.may_decide:
        return _not_for_readers(request)
    record = request.path_params["record"]
    told = _TOLD.get(request.query_params.get("done", ""))
    return _shown(question, record, Notice(told))


def answer(request: Request) -> Response:
    """Take an answer and go on to the next question."""
    question = asked(request)
    bench, form, record = _bench(question), form_of(request), request.path_params["record"]
    person = question.visitor.name or ""
    wanted = _wanted(request)
    _, after = bench.beside(wanted, person, record)
    try:
        outcome = _answered(bench, form, record, person)
    except (BadQuestion, NoSuchRecord) as error:
        return _shown(question, record, Notice(wrong=str(error), form=form))
    request.state.told = (f"answered {form.word('choice') or 'take'}: {outcome}", record)
    stays = outcome in ("differs", "meanwhile")
    return _onward(record if stays else after, wanted, outcome, "" if stays else record)


def undo(request: Request) -> Response:
    """Take back the visitor's last answer and show its question again."""
    question = asked(request)
    record = _bench(question).undo(question.visitor.name or "")
    request.state.told = ("took an answer back", record)
    return _onward(record, _wanted(request), "undone" if record else "nothing", "")


ROUTES = (
    Route("/review", queue, methods=["GET"]),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/{record}", one, methods=["GET"]),
    Route("/review/{record}", answer, methods=["POST"]),
)


def _answered(bench: Bench, form: Form, record: str, person: str) -> Outcome | str:
    reason = _reason(form)
    if form.word("choice") == "take":
        bench.take(record, form.word("reading"), person, reason)
        return "taken"
    choice = next((c for c in CHOICES if c == form.word("choice")), None)
    if choice is None:
        raise BadQuestion("choose an answer")
    changes = _changes(bench, form, record, choice)
    return bench.give(Given(record, person, choice, changes, reason, form.word("seen")))


def _changes(bench: Bench, form: Form, record: str, choice: str) -> tuple[Change, ...]:
    """Read from a form what an answer changes."""
    if choice == "merge":
        other = (form.word("other") or form.word("with")).strip()
        if not other:
            raise BadQuestion("say which record it is the same as")
        return (("with", other),)
    if choice == "split":
        return tuple(("apart", place) for place in form.words("apart"))
    if choice == "correct":
        changes = _corrections(bench, form, record)
        if not changes:
            raise BadQuestion("no field was changed; to keep all as it is, confirm it")
        return changes
    return ()


def _corrections(bench: Bench, form: Form, record: str) -> tuple[Change, ...]:
    entry = bench.entry(record)
    if entry is None:
        raise NoSuchRecord(f"the register holds no record {record}")
    given = {name.partition(".")[2]: value for name, value in form.pairs if name[:2] == "f."}
    before = {name.partition(".")[2]: value for name, value in form.pairs if name[:4] == "was."}
    return tuple(
        (field, _one_line(given[field]) or "unknown")
        for field in bench.fields(entry)
        if field in given and _one_line(given[field]) != _one_line(before.get(field, ""))
    )


def _shown(question: Asked, record: str, notice: Notice) -> Response:
    bench, person = _bench(question), question.visitor.name or ""
    wanted = _wanted(question.request)
    found: Question = question_of(record, question.desk.shelf, bench, person)
    before, after = bench.beside(wanted, person, record)
    standing = bench.standing(person)
    page = shown(
        question,
        "review.html",
        200 if notice.wrong is None else 400,
        put=found,
        before=before,
        following=after,
        standing=standing,
        waiting=bench.waiting(wanted, person, 1),
        readers=bench.readers,
        behind=bench.is_behind(),
        asked_with=_query(wanted),
        told=notice.told,
        wrong=notice.wrong,
        form=notice.form,
    )
    page.headers["Cache-Control"] = "no-store"
    return page


def _onward(record: str | None, wanted: Wanted, outcome: str, about: str) -> Response:
    told = {**_told(wanted), "done": outcome, **({"of": about} if about else {})}
    place = f"/review/{record}" if record else "/review"
    return RedirectResponse(f"{place}?{urlencode(told)}", 303)


def _wanted(request: Request) -> Wanted:
    given = {name: request.query_params.get(name) or None for name in ("party", "mechanism")}
    if given["party"] and len(given["party"]) <= _LONGEST_CODE:
        given["party"] = given["party"].upper()
    kind = request.query_params.get("kind") or None
    if kind is not None and kind not in _KINDS:
        raise BadQuestion(f"{kind[:40]!r} is no kind of question; it is {', '.join(_KINDS)}")
    return Wanted(kind, given["party"], given["mechanism"])


def _told(wanted: Wanted) -> dict[str, str]:
    told = {"kind": wanted.kind, "party": wanted.party, "mechanism": wanted.mechanism}
    return {name: value for name, value in told.items() if value}


def _query(wanted: Wanted) -> str:
    told = _told(wanted)
    return f"?{urlencode(told)}" if told else ""


def _reason(form: Form) -> str | None:
    return " ".join(form.word("reason").split())[:_LONGEST_REASON] or None


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _bench(question: Asked) -> Bench:
    bench = question.desk.bench
    if bench is None:
        raise BadQuestion("nothing is decided at this desk")
    return bench


def _not_for_readers(request: Request) -> Response:
    return refused(request, 403, "reviewers see this page")
