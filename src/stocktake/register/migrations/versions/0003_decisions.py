"""Keeps what people decide, what they enter by hand, and what the register held before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.add_column(
        "judgements", sa.Column("anchors", sa.Text(), nullable=False, server_default="[]")
    )
    for column in ("undone_by", "undone_at", "undone_why"):
        op.add_column("judgements", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("dirty", sa.Column("cause", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "rejected",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("rejected_by_group", "rejected", ["layer", "group"], unique=False)
    op.create_index(op.f("ix_rejected_id"), "rejected", ["id"], unique=False)
    op.create_table(
        "log",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_log_at"), "log", ["at"], unique=False)
    op.create_index(op.f("ix_log_id"), "log", ["id"], unique=False)
    op.create_table(
        "entered",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
