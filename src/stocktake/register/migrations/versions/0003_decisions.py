"""Keeps what people decide, what they enter by hand, and what the register held before."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
