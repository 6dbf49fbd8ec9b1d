"""Each format is read back by another program than the one that wrote it."""

import json
import re
import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from urllib.error import URLError
from urllib.request import urlopen

import duckdb
import feedparser
import pytest
import rdflib
import vobject
from frictionless import Package, Resource, system
from hypothesis import given
from hypothesis import strategies as st

from stocktake.model import Agreement, Changed, FieldChange
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.interchange.atom import as_atom, changes_feed, due_feed, latest_feed
from stocktake.serve.interchange.calendar import as_calendar, undated
from stocktake.serve.interchange.days import closed, ends, is_exact, iso
from stocktake.serve.interchange.linked import as_json_ld
from stocktake.serve.interchange.package import as_package
from stocktake.serve.interchange.plover import as_plover, event_rows, vocabulary
from stocktake.serve.interchange.sqlite import VIEWS, write_sqlite
from stocktake.serve.interchange.tabular import tables_of
from stocktake.serve.quotes import all_records, evidence_of

LATE = date(2027, 3, 1)
SCHEMA, OA, PROV = (
    rdflib.Namespace(address)
    for address in (
        "https://schema.org/", "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#",
    )
)  # fmt: skip
RECORD = rdflib.Namespace("urn:x-stocktake:")


def calendar(catalogue, day=LATE):
    return vobject.readOne(as_calendar(catalogue, day).decode())


@pytest.fixture
def graph(catalogue) -> rdflib.Graph:
    made = rdflib.Graph()
    made.parse(data=b"".join(as_json_ld(catalogue)), format="json-ld")
    return made


@pytest.fixture
def tables(catalogue):
    return tables_of(catalogue, LATE)


def test_meetings_are_events_that_end_before_the_next_free_day(catalogue):
    events = {e.x_stocktake_id.value: e for e in calendar(catalogue).vevent_list}
    first = events["m-1"]
    assert first.dtstart.value == date(2024, 5, 7)
    assert first.dtend.value == date(2024, 5, 9)
    assert first.x_stocktake_edtf.value == "2024-05-07/2024-05-08"
    assert (first.location.value, first.status.value) == ("Oslo", "CONFIRMED")
    assert "“first Ocean Dialogue in Oslo” (Fjord Gazette, 9 May 2024)" in first.description.value


def test_promises_with_a_date_are_tasks_with_their_state(catalogue):
    todos = {t.x_stocktake_id.value: t for t in calendar(catalogue).vtodo_list}
    assert set(todos) == {"c-1", "c-2"}
    assert todos["c-1"].status.value == "COMPLETED"
    open_one = todos["c-2"]
    assert (open_one.due.value, open_one.status.value) == (date(2026, 12, 31), "NEEDS-ACTION")
    assert open_one.dtstart.value == date(2026, 1, 1)
    assert "Date passed, nothing found" in open_one.x_stocktake_state.value
    early = {t.x_stocktake_id.value: t for t in calendar(catalogue, date(2024, 6, 1)).vtodo_list}
    assert early["c-1"].status.value == "NEEDS-ACTION"


def test_a_calendar_keeps_its_names_and_its_lines_short(catalogue, holdings):
    made = as_calendar(catalogue, LATE)
    assert made == as_calendar(catalogue_of(records_of(holdings)), LATE)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    uids = re.findall(rb"^UID:(.*)\r$", made, re.MULTILINE)
    assert len(uids) == len(set(uids)) == 4
    assert made.count(b"DTSTAMP:") == 4


def test_what_bears_no_day_is_counted_and_left_out(catalogue):
    assert undated(catalogue) == (0, 1)


CAME = Changed("2024-05-09T08:00:00+00:00", "added 1", "added", "commitments", "c-1", "Train")
CHANGES = (
    CAME,
    replace(CAME, at="2024-11-03T08:00:00+00:00", cause="added 2", change="changed",
            fields=(FieldChange("delivery", None, "delivered"),)),
)  # fmt: skip


@pytest.mark.parametrize(
    "make", [lambda c: due_feed(c, LATE), latest_feed, lambda _: changes_feed(CHANGES)]
)
def test_feeds_are_read_by_a_feed_reader(catalogue, make):
    feed = make(catalogue)
    read = feedparser.parse(as_atom(feed))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == feed.title
    assert [entry.id for entry in read.entries] == [entry.id for entry in feed.entries]
    assert all(entry.updated_parsed and entry.author for entry in read.entries)


def test_changes_stand_newest_first_with_their_causes():
    newest, oldest = changes_feed(CHANGES).entries
    assert newest.title == "Promise changed: Train"
    assert newest.summary.startswith("delivery: unknown → delivered\nCause: added 2")
    assert newest.updated > oldest.updated
    assert newest.id != oldest.id


def test_what_falls_due_next_stands_first_and_what_is_past_says_no_more(catalogue):
    ahead = due_feed(catalogue, date(2025, 1, 1)).entries
    assert [entry.id for entry in ahead] == ["urn:x-stocktake:c-2", "urn:x-stocktake:c-1"]
    (past,) = (e for e in due_feed(catalogue, LATE).entries if e.id.endswith("c-2"))
    assert "Date passed, nothing found" in past.summary
    assert past.updated.date() == date(2026, 12, 31)


def test_a_page_with_control_characters_breaks_no_feed(holdings):
    bad = tuple(
        replace(e, summary="Both\x00 will\x0b open <it> & more") if e.id == "c-2" else e
        for e in holdings.entries
    )
    feed = latest_feed(catalogue_of(records_of(replace(holdings, entries=bad))))
    read = feedparser.parse(as_atom(feed))
    assert not read.bozo
    assert any("Both will open" in entry.title for entry in read.entries)


def test_quotes_are_web_annotations_with_both_selectors(graph, records):
    texts = {a.id: a.text for a in records.articles}
    annotations = list(graph.subjects(rdflib.RDF.type, OA.Annotation))
    placed = {(e.article, e.start, e.end) for r in all_records(records) for e in evidence_of(r)
              if not r.id.startswith(("d-", "o-"))}  # fmt: skip
    assert len(annotations) == len(placed)
    for annotation in annotations:
        target = graph.value(annotation, OA.hasTarget)
        article = str(graph.value(target, OA.hasSource)).removeprefix(str(RECORD))
        told = {}
        for selector in graph.objects(target, OA.hasSelector):
            told |= {p: graph.value(selector, p) for p in graph.predicates(selector)}
        start, end = int(told[OA.start]), int(told[OA.end])
        assert texts[article][start:end] == str(told[OA.exact])
        assert texts[article][:start].endswith(str(told[OA.prefix]))
        assert texts[article][end:].startswith(str(told[OA.suffix]))
        assert graph.value(annotation, OA.hasBody) is not None


def test_meetings_claims_and_lineage_are_there(graph):
    assert (RECORD["m-1"], rdflib.RDF.type, SCHEMA.Event) in graph
    assert str(graph.value(RECORD["m-1"], SCHEMA.startDate)) == "2024-05-07"
    assert (RECORD["c-1"], rdflib.RDF.type, SCHEMA.Claim) in graph
    assert graph.value(RECORD["c-1"], SCHEMA.author) == RECORD["NOR"]
    assert (RECORD["c-1"], PROV.wasDerivedFrom, RECORD["a-1"]) in graph
    assert (RECORD["a-1"], PROV.wasDerivedFrom, RECORD["pg-1"]) in graph
    edtf = graph.value(RECORD["c-2"], rdflib.URIRef("urn:x-stocktake:term:deadline"))
    assert str(edtf.datatype) == "http://id.loc.gov/datatypes/edtf/EDTF"


def test_no_name_in_the_graph_needs_the_web_or_holds_a_space(catalogue):
    text = b"".join(as_json_ld(catalogue)).decode()
    document = json.loads(text)
    assert isinstance(document["@context"], dict)
    assert all(" " not in node["@id"] for node in document["@graph"])


def test_event_rows_are_read_as_a_table(catalogue, tmp_path):
    place = tmp_path / "events.csv"
    place.write_bytes(b"".join(as_plover(catalogue)))
    columns = "event_type, actor_country, recipient_country, event_date"
    query = f"SELECT {columns} FROM read_csv(?) WHERE record = ?"
    with duckdb.connect() as connection:
        rows = connection.execute(query, [str(place), "m-1"]).fetchall()
        assert sorted(rows) == [
            ("CONSULT", "CHL", "NOR", "2024-05-07/2024-05-08"),
            ("CONSULT", "NOR", "CHL", "2024-05-07/2024-05-08"),
        ]
        count = connection.execute("SELECT count(*) FROM read_csv(?)", [str(place)]).fetchone()
    assert count == (len(list(event_rows(catalogue))),)


def test_a_promise_is_an_agreement_and_a_programme_is_aid(catalogue):
    rows = {row.record: row for row in event_rows(catalogue)}
    assert rows["c-1"].event_type == "AGREE"
    assert (rows["q-1"].event_type, rows["q-1"].recipient_name) == ("AID", "Chile")
    assert "g-1" not in rows  # only expected, so nothing has happened yet


def test_each_kind_of_promise_has_its_event_type(holdings):
    signed = [replace(e, status="signed", parties=("CHL", "NOR")) if isinstance(e, Agreement)
              else e for e in holdings.entries]  # fmt: skip
    rows = event_rows(catalogue_of(records_of(replace(holdings, entries=tuple(signed)))))
    assert {row.event_type for row in rows if row.record == "g-1"} == {"SUPPORT"}
    assert set(vocabulary()["events"].values()) <= {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST",
    }  # fmt: skip


def test_the_csv_package_is_valid_and_its_keys_hold(tables, tmp_path):
    for name, content in as_package(tables, "csv"):
        (tmp_path / name).write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
        assert report.valid, report.flatten(["title", "note"])
        rows = Resource(path="commitments.csv", basepath=str(tmp_path)).read_rows()
    assert [row["id"] for row in rows] == ["c-1", "c-2", "c-3"]
    assert rows[0]["deadline_words"] == "September 2024"


def test_a_package_that_has_lost_a_row_is_not_valid(tables, tmp_path):
    for name, content in as_package(tables, "csv"):
        whole = content.splitlines(keepends=True)
        (tmp_path / name).write_bytes(b"".join(whole[:-1]) if name == "meetings.csv" else content)
    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_parquet_is_read_by_another_engine(tables, tmp_path):
    for name, content in as_package(tables, "parquet"):
        (tmp_path / name).write_bytes(content)
    query = "SELECT id, made, amount, deadline_last FROM read_parquet(?) ORDER BY id"
    with duckdb.connect() as connection:
        rows = connection.execute(query, [str(tmp_path / "commitments.parquet")]).fetchall()
    assert rows[1] == ("c-2", date(2024, 5, 7), 12_500_000.0, date(2026, 12, 31))
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in described["resources"]} == {
        path.name for path in tmp_path.glob("*.parquet")
    }


def test_every_quote_in_the_tables_stands_in_its_article(tables):
    by_name = {table.name: table for table in tables}
    fields = [field.name for field in by_name["articles"].fields]
    texts = {row[0]: row[fields.index("text")] for row in by_name["articles"].rows}
    assert by_name["quotes"].rows
    for _, article, start, end, words in by_name["quotes"].rows:
        assert texts[article][start:end] == words


def test_keys_tell_every_row_from_the_others(tables):
    for table in tables:
        names = [field.name for field in table.fields]
        keys = [tuple(row[names.index(name)] for name in table.key) for row in table.rows]
        assert len(keys) == len(set(keys)), table.name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _asked(address: str) -> dict:
    """Ask until the server that was just started answers."""
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(address, timeout=10) as answer:
                return json.load(answer)
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_datasette_opens_the_file_with_its_views_and_descriptions(tables, tmp_path):
    beside = write_sqlite(tables, tmp_path / "desk.db")
    port = _free_port()
    command = [sys.executable, "-m", "datasette", str(tmp_path / "desk.db"), "-m", str(beside),
               "-h", "127.0.0.1", "-p", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            base = f"http://127.0.0.1:{port}/desk"
            database = _asked(f"{base}.json")
            assert {view["name"] for view in database["views"]} == set(VIEWS)
            due = _asked(f"{base}/what_falls_due.json?_shape=array")
            assert [row["due"] for row in due] == ["September 2024", "2026"]
            found = _asked(f"{base}/commitments.json?_shape=array&_search=laboratory")
            assert [row["id"] for row in found] == ["c-2"]
            (linked,) = _asked(f"{base}/commitments.json?_shape=array&_labels=on&id=c-2")
            assert linked["meeting"] == {"value": "m-1", "label": "1st Ocean Dialogue"}
            page = urlopen(f"{base}/commitments", timeout=10).read().decode()
            assert "the earlier promise that it repeats" in page
        finally:
            server.terminate()


def test_an_export_holds_no_account(tables, tmp_path):
    names = {table.name for table in tables}
    assert not names & {"accounts", "sessions", "trail", "tries"}
    write_sqlite(tables, tmp_path / "desk.db")
    assert b"password" not in (tmp_path / "desk.db").read_bytes()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_exact_and_closed_on_itself(day):
    edtf = day.isoformat()
    assert closed(edtf) == (day, day)
    assert is_exact(edtf)
    assert iso(edtf) == edtf
    assert ends(edtf) == (edtf, edtf)
    assert datetime.fromisoformat(edtf).date() == day


@pytest.mark.parametrize("edtf", [None, "", "2025/..", "../2025", "soon"])
def test_an_open_date_is_not_closed(edtf):
    assert closed(edtf) is None


def test_a_season_is_no_month_of_iso_8601():
    assert iso("2024-22") is None
    assert closed("2024-22") == (date(2024, 6, 1), date(2024, 8, 31))
