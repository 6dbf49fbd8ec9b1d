"""Finds records by their fields and words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = ("record_words", "article_words")


def upgrade() -> None:
    """Make the tables; they are filled when the register is next opened."""
    op.create_table(
        "finding",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("finding_by_id", "finding", ["id"])
    op.create_index("finding_by_day", "finding", ["kind", "day", "id"])
    op.create_index("finding_by_due", "finding", ["kind", "due", "id"])
    op.create_index("finding_by_name", "finding", ["kind", "name", "id"])
    op.create_table(
        "facets",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("facets_by_id", "facets", ["id", "facet", "value"])
    op.create_index("facets_by_value", "facets", ["facet", "kind", "value", "day", "id"])
    # Words are asked for by their beginnings, which needs the plain order of letters.
    plain = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table("spellings", sa.Column("word", plain, nullable=False, primary_key=True))
    op.execute("INSERT INTO meta (name, value) VALUES ('changes', '0')")
    _make_words(op.get_bind().dialect.name)


def _make_words(database: str) -> None:
    for table in WORDS:
        if database == "sqlite":
            op.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5"
                "(words, content='', tokenize='unicode61 remove_diacritics 0', prefix='2 3 4')"
            )
        else:
            op.execute(f"CREATE TABLE {table} (n INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)")
            op.execute(f"CREATE INDEX {table}_by_word ON {table} USING GIN (words)")
