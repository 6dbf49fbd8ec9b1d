"""The bits by which lists are narrowed."""

from stocktake.register import marks
from stocktake.register.marks import is_marked, marks_of


def test_each_word_has_a_bit_of_its_own_that_both_databases_can_hold():
    words = [(name, word) for name, some in marks._VOCABULARIES.items() for word in some]
    bits = [marks_of([word]) for word in words]
    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 and bit < 2**63 for bit in bits)
    assert marks_of(words) == sum(bits)


def test_what_has_no_bit_leaves_the_number_as_it_is():
    assert not is_marked(("party", "NOR"))
    assert marks_of([("party", "NOR"), ("theme", "cyber")]) == marks_of([("theme", "cyber")])
    assert marks_of([("theme", "cyber"), ("theme", "cyber")]) == marks_of([("theme", "cyber")])
