"""A second reader behind a real HTTP server that answers well, badly, slowly and untruthfully."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stocktake.cli import main
from stocktake.model import Article
from stocktake.register import open_existing
from stocktake.second_reader import Endpoint, NoProposal, SecondReader, second_reading_of

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("202[34]*"))[:4]
TEXT = "Freedonia will train 200 officers. Sylvania thanked Freedonia. Both agreed. Both agreed."
ARTICLE = Article("a-1", "pg-1", 0, "Talks", None, None, "2024-05-02", None, "en", TEXT, False)

Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answering(content: object, status: int = 200) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def saying(words: str) -> Behaviour:
    return answering({"choices": [{"message": {"role": "assistant", "content": words}}]})


def proposing(*proposals: dict) -> Behaviour:
    return saying(json.dumps({"commitments": proposals}))


@dataclass
class ModelServer:
    address: str = ""
    behave: Behaviour = field(default=lambda _: None)
    asked: list[tuple[dict, dict]] = field(default_factory=list)
    given_up: threading.Event = field(default_factory=threading.Event)

    def reader(self, **fields: object) -> SecondReader:
        return SecondReader(Endpoint(self.address, "small", **fields))


@pytest.fixture
def model() -> Iterator[ModelServer]:
    told = ModelServer()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append((json.loads(body), dict(self.headers)))
            told.behave(self)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    told.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield told
    told.given_up.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_good_answer_gives_proposals_cut_from_the_text(model):
    model.behave = proposing(
        {"quote": "Freedonia will train 200 officers", "actors": ["FRD"], "kind": "pledge"}
    )
    reading = model.reader().read(ARTICLE)
    (proposal,) = reading.proposals
    assert TEXT[proposal.evidence.start : proposal.evidence.end] == proposal.evidence.quote
    assert (proposal.actors, proposal.kind, reading.dropped) == (("FRD",), "pledge", ())


def test_the_model_is_asked_by_its_name_with_the_text_and_the_key(model):
    model.behave = proposing()
    model.reader(key="secret").read(ARTICLE)
    request, headers = model.asked[0]
    assert request["model"] == "small"
    assert TEXT in request["messages"][-1]["content"]
    assert headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "quote", ["Freedonia shall train 200 officers", "Both agreed.", "", "freedonia will train"]
)
def test_a_quote_not_in_the_text_or_in_it_twice_is_dropped(quote):
    answer = json.dumps({"commitments": [{"quote": quote}]})
    reading = second_reading_of(ARTICLE, "small", answer)
    assert reading is not None
    assert (reading.proposals, reading.dropped) == ((), (quote,))


def test_odd_fields_are_unknown_and_not_taken_over():
    given = {"quote": "Freedonia will train", "actors": "FRD", "kind": "vow", "deadline": 5}
    reading = second_reading_of(ARTICLE, "small", json.dumps({"commitments": [given, "no object"]}))
    assert reading is not None
    (proposal,) = reading.proposals
    assert (proposal.actors, proposal.kind, proposal.deadline_words) == ((), None, None)
    assert reading.dropped == ("no object",)


def test_an_answer_in_a_fence_is_read():
    reading = second_reading_of(ARTICLE, "small", 'Sure!\n```json\n{"commitments": []}\n```')
    assert reading is not None
    assert reading.proposals == ()


@pytest.mark.parametrize(
    ("behave", "told"),
    [
        (saying("I found two commitments."), "did not answer with the JSON"),
        (saying(""), "empty answer"),
        (answering(b"<html>"), "not as an OpenAI-compatible server"),
        (answering({"choices": []}), "empty answer"),
        (answering({"error": "no"}, 401), "--key-from"),
        (answering({"error": "no"}, 404), "/v1"),
        (answering({"error": "busy"}, 429), "try again later"),
        (answering({"error": "broken"}, 500), "status 500"),
        (answering(b"x" * 1_000_001), "more than 1,000,000 bytes"),
        (lambda handler: handler.connection.close(), "no model answers"),
    ],
)
def test_a_bad_answer_is_told_with_its_remedy(model, behave, told):
    model.behave = behave
    with pytest.raises(NoProposal, match=told):
        model.reader().read(ARTICLE)


def test_a_slow_model_is_given_up(model):
    model.behave = lambda _: model.given_up.wait(30)
    with pytest.raises(NoProposal, match=r"longer than 0\.2 seconds"):
        model.reader(patience=0.2).read(ARTICLE)


def test_a_model_that_drips_its_answer_is_given_up_too(model):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not model.given_up.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    model.behave = drip
    with pytest.raises(NoProposal, match=r"longer than 0\.3 seconds"):
        model.reader(patience=0.3).read(ARTICLE)


def test_a_server_that_is_not_there_is_told():
    endpoint = Endpoint("http://127.0.0.1:9/v1", "small")
    with pytest.raises(NoProposal, match="start its server"):
        SecondReader(endpoint).read(ARTICLE)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def exported(place: str) -> dict:
    """Give the register's export without the moment at which it was made."""
    export = json.loads(run("export", "--register", place).stdout)
    del export["generated"]
    return export


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> str:
    """Give a register of some of the examples."""
    place = str(tmp_path_factory.mktemp("second") / "register.db")
    assert run("add", *map(str, EXAMPLES), "--register", place, "--jobs", "1").exit_code == 0
    return place


def test_what_the_two_find_is_shown_side_by_side_and_kept_and_never_merged(model, filled):
    report = next(r for r in open_existing(filled).reports() if r.reading.commitments)
    finding = report.reading.commitments[0]
    alone = report.article.text[: finding.evidence.start].strip()[-60:]
    model.behave = proposing(
        {"quote": finding.evidence.quote, "actors": ["XXX"], "kind": finding.kind},
        {"quote": alone, "actors": []},
        {"quote": "words of the model's own making"},
    )
    before = exported(filled)
    asking = ("--model-at", model.address, "--model", "small", report.article.id)
    shown = run("second-reading", *asking, "--register", filled)
    assert shown.exit_code == 0
    assert "They differ on" in shown.stdout
    assert "the second reader XXX" in shown.stdout
    assert "Only the second reader proposes" in shown.stdout
    assert "1 quote dropped" in shown.stdout
    assert run("second-reading", "--register", filled).stdout == shown.stdout
    assert exported(filled) == before


def test_after_three_failures_in_a_row_the_model_is_left_alone(model, filled):
    model.behave = answering({}, 500)
    asked = ("--model-at", model.address, "--model", "small", "--register", filled)
    failed = run("second-reading", *asked)
    assert failed.exit_code == 3
    assert failed.stderr.count("status 500") == len(model.asked) == 3
    assert "the rest is left unread" in failed.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--model-at", "http://models.example/v1", "--model", "m"], "--leaves-this-machine"),
        (["--model-at", "models", "--model", "m"], "http://localhost:8080/v1"),
        (["--model-at", "http://localhost:1/v1"], "--model"),
        (["--model-at", "http://localhost:1/v1", "--model", "m", "--key-from", "NO_KEY"], "NO_KEY"),
        (["a-unheardof0"], "no article a-unheardof0"),
    ],
)
def test_what_cannot_be_asked_is_told(filled, options, told):
    refused = run("second-reading", *options, "--register", filled)
    assert refused.exit_code == 2
    assert told in refused.output
