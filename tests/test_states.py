"""The states are the ones that the standards list, each once."""

from stocktake.extract.party_words import load_party_words
from stocktake.states import states


def test_codes_are_of_three_and_of_two_capital_letters_each_once():
    listed = states().values()
    assert all(len(s.id) == 3 and len(s.letters) == 2 and s.id.isupper() for s in listed)
    assert len({s.letters for s in listed}) == len({s.name for s in listed}) == len(listed)


def test_every_state_that_the_reader_knows_is_listed():
    records = load_party_words("en").records.values()
    known = {record.id for record in records if record.kind == "state"}
    assert sorted(known - states().keys()) == []
