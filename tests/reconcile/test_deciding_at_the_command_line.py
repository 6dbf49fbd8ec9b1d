"""The verbs of deciding, through the real command line, on either database."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from deciding import hold, of, outcome_told, round_told, shown

from stocktake.cli import main
from stocktake.register import create_or_open

FIRST = round_told(1, "2031-05-06")
OTHER = round_told(
    7, "2040-02-03", who="Sipho Dlamini", promise="Chile shall map all glaciers of the south",
    text="Glacier Accord", aid="Ice Chair", name="Mountain Commission", parties=("CHL", "FJI"),
)  # fmt: skip
DONE = outcome_told("2031-08-01", "Norway has trained the forty coast guards")


@pytest.fixture
def ids(place: str) -> dict[str, str]:
    """Fill the register; give the ids of two promises and of two people."""
    register = create_or_open(place)
    hold(register, FIRST, OTHER, DONE)
    found = {
        "first": of(register, "commitments", FIRST.article.id).id,
        "other": of(register, "commitments", OTHER.article.id).id,
        "follow": shown(register, "follow_through")[0].id,
        "page": FIRST.article.page,
        "article": FIRST.article.id,
    }
    register.close()
    return found


@pytest.fixture
def run(place: str) -> Callable[..., Result]:
    def ran(*words: str) -> Result:
        environment = {"STOCKTAKE_BY": "Ada", "STOCKTAKE_REGISTER": place}
        return CliRunner().invoke(main, list(words), env=environment)

    return ran


def listed(run: Callable[..., Result], *words: str) -> list[dict]:
    return json.loads(run(*words, "--json").stdout)


def test_a_correction_is_shown_beside_the_tools_value_and_undone(run, ids):
    made = run("correct", ids["first"], "deadline", "2031-12", "--reason", "see annex")
    assert made.exit_code == 0
    assert "is 2031-12, no longer 2031-09 (Ada)" in made.stdout
    assert "(corrected; the tool: 2031-09)" in " ".join(run("show", ids["first"]).stdout.split())
    (judgement,) = listed(run, "judgements")
    assert (judgement["standing"], judgement["reason"]) == ("holds", "see annex")
    undone = run("undo", judgement["id"], "--by", "Bo", "--reason", "annex withdrawn")
    assert undone.exit_code == 0
    assert "taken back by Bo" in " ".join(run("history", ids["first"]).stdout.split())
    again = run("undo", judgement["id"])
    assert (again.exit_code, "Bo has taken" in again.stderr) == (2, True)


def test_a_merge_says_where_the_other_went(run, ids):
    assert run("merge", ids["first"], ids["other"]).exit_code == 0
    (left,) = listed(run, "commitments")
    gone = ids["other"] if left["id"] == ids["first"] else ids["first"]
    told = run("show", gone)
    assert (told.exit_code, f"{gone} is {left['id']} now" in told.stderr) == (2, True)


def test_a_rejected_record_leaves_lists_and_export_and_is_still_shown(run, ids):
    assert run("reject", ids["first"], "--reason", "a wish").exit_code == 0
    assert ids["first"] not in run("commitments").stdout
    exported = json.loads(run("export").stdout)
    assert ids["first"] not in {c["id"] for c in exported["commitments"]}
    assert [j["record"] for j in exported["judgements"]] == [ids["first"]]
    assert "× rejected" in run("show", ids["first"]).stdout


def test_a_vanished_judgement_is_told_on_standard_error_and_listed(run, ids):
    run("confirm", ids["first"])
    told = run("forget", ids["page"])
    assert (told.exit_code, "bears on nothing" in told.stderr) == (0, True)
    assert [j["standing"] for j in listed(run, "judgements")] == ["vanished"]
    assert "bears on nothing" in run("derive").stderr


def test_a_confirmed_follow_up_bears_the_reviewers_name(run, ids):
    run("confirm", ids["follow"], "--by", "Bo")
    (follow,) = json.loads(run("export").stdout)["follow_through"]
    assert (follow["by"], follow["counted"]) == ("Bo", True)


def test_a_lapse_is_said_only_once_a_person_says_it(run, ids):
    day = ("--as-of", "2100-01-01")
    run("reject", ids["follow"])
    assert "Date passed, nothing found" in run("show", ids["first"], *day).stdout
    run("correct", ids["first"], "delivery", "lapsed")
    assert "Lapsed, as Ada found" in run("show", ids["first"], *day).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("correct", "{first}", "due", "2031"), "deadline, deadline_words"),
        (("correct", "{first}", "deadline", "soon"), "2024-07-22"),
        (("correct", "{first}", "theme", "fish"), "maritime"),
        (("correct", "{first}", "actors", "Atlantis"), "such as Iraq or IRQ"),
        (("merge", "{first}", "{follow}"), "one kind"),
        (("split", "{first}", "a-none"), "stocktake show"),
        (("confirm", "c-none"), "c-none"),
        (("undo", "j-none"), "stocktake judgements"),
        (("history", "c-none"), "c-none"),
        (("changes", "--since", "soon"), "2026-11-20"),
        (("people", "--known-at", "soon"), "2025-06-30"),
    ],
)
def test_what_cannot_be_done_says_what_can(run, ids, words, said):
    told = run(*(word.format(**ids) for word in words))
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_what_was_known_then_is_asked_of_lists_shows_and_exports(run, ids):
    before = [c["id"] for c in listed(run, "commitments", "--as-of", "2031-06-01")]
    assert before == [ids["first"]]
    assert listed(run, "commitments", "--known-at", "2001-01-01") == []
    assert run("show", ids["other"], "--as-of", "2031-06-01").exit_code == 2
    exported = json.loads(run("export", "--as-of", "2031-06-01").stdout)
    assert [a["id"] for a in exported["articles"]] == [ids["article"]]
    assert exported["follow_through"] == []


def test_changes_name_the_page_or_the_judgement(run, ids):
    run("confirm", ids["first"])
    told = listed(run, "changes", "--since", "2000")
    causes = {change["cause"] for change in told if change["id"] == ids["first"]}
    assert causes >= {f"page {ids['page']} added"}
    assert any(cause.startswith("judgement j-") for cause in causes)


def test_a_secretariat_enters_a_round_of_its_own(run):
    planned = run(
        "meeting", "plan", "--mechanism", "Reef Dialogue", "--round", "2", "--when", "2033",
        "--parties", "Norway, Kenya", "--delegate", "Jane Roe; minister; Norway; head",
        "--item", "Corals",
    )  # fmt: skip
    assert planned.exit_code == 0
    met = planned.stdout.split()[0]
    assert run("meeting", "record", met, "--when", "2033-04-05").exit_code == 0
    made = run("meeting", "commit", met, "Norway to map the reef", "--owner", "Norway")
    promise = made.stdout.split()[0]
    assert run("meeting", "note", promise, "half of it is mapped").exit_code == 0
    (shown_,) = listed(run, "commitments")
    assert (shown_["id"], shown_["entered_by"], shown_["evidence"]) == (promise, "Ada", [])
    assert shown_["delivery"] == "in progress"
    assert "Corals" in run("meeting", "agenda", met).stdout
    assert "● entered by Ada" in run("show", met).stdout
    assert run("verify").exit_code == 0
