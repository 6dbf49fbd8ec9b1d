"""Keeps beside each value of a facet what lists are narrowed and ordered by."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables anew; they are filled when the register is next opened."""
    op.drop_table("facets")
    op.drop_table("finding")
    op.create_table(
        "finding",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("marks", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("finding_by_id", "finding", ["id"])
    op.create_index("finding_by_day", "finding", ["kind", "day", "id", "marks"])
    op.create_index("finding_by_due", "finding", ["kind", "due", "id", "day", "marks"])
    op.create_index("finding_by_name", "finding", ["kind", "name", "id"])
    op.create_table(
        "facets",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("marks", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("facets_by_id", "facets", ["id", "facet", "value"])
    op.create_index("facets_by_value", "facets", ["facet", "kind", "value", "day", "id", "marks"])
    some = sa.text("due <> ''")
    op.create_index(
        "facets_by_due",
        "facets",
        ["facet", "kind", "value", "due", "id", "day", "marks"],
        sqlite_where=some,
        postgresql_where=some,
    )
