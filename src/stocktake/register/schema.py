"""The tables of the register; the only place beside the migrations that names a column.

What was read and what people decided is the truth: pages, articles, readings, judgements.  Items,
keys, links and entries are derived from it and can be made again at any time.  Ids are hashes in
effect, so tables are kept in the order of arrival and found by an index.  Visits are a memory for
fetching alone: nothing shown rests on them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0007"
"""The migration that the code of this version works with."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("location", Text, nullable=False),
    Column("sha256", Text),
    Column("media_type", Text),
    Column("read_at", Text),
    Column("problem", Text),
    Column("reader", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("page", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("dateline", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("truncated", Boolean, nullable=False),
    Column("text_sha256", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("article", Text, nullable=False, unique=True),
    Column("reader", Text, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("record", Text, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("anchors", Text, nullable=False, server_default="[]"),
    Column("undone_by", Text),
    Column("undone_at", Text),
    Column("undone_why", Text),
)

rejected = Table(
    "rejected",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("layer", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("rejected_by_group", "layer", "group"),
)

entered = Table(
    "entered",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("cause", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("before", Text),
)

visits = Table(
    "visits",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("location", Text, nullable=False, unique=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("page", Text),
    Column("place", Text),
    Column("stated", Text),
    Column("leads", Text, nullable=False),
)

second_readings = Table(
    "second_readings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("article", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("article", "model"),
)

dirty = Table(
    "dirty",
    metadata,
    Column("article", Text, primary_key=True),
    Column("cause", Text, nullable=False, server_default=""),
)

items = Table(
    "items",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("items_by_id", "layer", "id", unique=True),
    Index("items_by_article", "layer", "article"),
    Index("items_by_group", "layer", "group"),
)

keys = Table(
    "keys",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("key", Text, nullable=False),
    Index("keys_by_item", "layer", "item"),
    Index("keys_by_key", "layer", "key"),
)

links = Table(
    "links",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("article", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Index("links_by_group", "layer", "group"),
)

entries = Table(
    "entries",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("layer", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("entries_by_group", "layer", "group"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("added", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("account", Text, nullable=False),
    Column("until", Text, nullable=False),
)

tries = Table(
    "tries",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("word", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
)

trail = Table(
    "trail",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("record", Text),
    Column("where", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("record", Text, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("reason", Text),
    Column("judgements", Text, nullable=False),
    Column("state", Text, nullable=False),
    Index("answers_by_person", "by", "state"),
    Index("answers_by_state", "state"),
)

finding = Table(
    "finding",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("marks", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("short", Text, nullable=False),
    Index("finding_by_id", "id"),
    Index("finding_by_day", "kind", "day", "id", "marks"),
    Index("finding_by_due", "kind", "due", "id", "day", "marks"),
    Index("finding_by_name", "kind", "name", "id"),
)

facets = Table(
    "facets",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("facet", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("marks", BigInteger, nullable=False),
    Index("facets_by_id", "id", "facet", "value"),
    Index("facets_by_value", "facet", "kind", "value", "day", "id", "marks"),
    Index("facets_by_due", "facet", "kind", "value", "due", "id", "day", "marks"),
)

spellings = Table(
    "spellings",
    metadata,
    Column("word", Text, primary_key=True),
)
