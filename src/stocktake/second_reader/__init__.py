"""A second reader: a model of the user's own choice proposes commitments, cut from the text.

It is off unless a command names the model's address.  What it proposes is kept beside what the
rules found and is never merged with it.
"""

from stocktake.second_reader.asking import Endpoint, NoProposal, SecondReader
from stocktake.second_reader.comparing import Comparison, compare
from stocktake.second_reader.proposals import second_reading_of

__all__ = [
    "Comparison",
    "Endpoint",
    "NoProposal",
    "SecondReader",
    "compare",
    "second_reading_of",
]
