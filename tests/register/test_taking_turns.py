"""One at a time among those who have the same register open, on both databases."""

import os
from threading import Event, Thread

import pytest

from stocktake.model import Visit
from stocktake.register import create_or_open


@pytest.mark.skipif(os.name != "posix", reason="this system locks no files beside a register")
def test_a_turn_waits_for_that_of_another_and_writing_waits_for_none(new_place):
    place = new_place()
    one, other = create_or_open(place), create_or_open(place)
    begun, had = Event(), Event()

    def wait_for_a_turn() -> None:
        begun.set()
        with other.turn():
            had.set()

    waiting = Thread(target=wait_for_a_turn)
    with one.turn():
        waiting.start()
        begun.wait()
        assert not had.wait(0.3)  # as long as nobody passes by, nothing hangs on how long this is
        other.keep_visit(Visit("https://harbour.example", None, None, None, None, None, ()))
        assert one.visit_to("https://harbour.example") is not None
        assert not had.is_set()
    waiting.join(60)
    assert had.is_set()
    one.close()
    other.close()


def test_a_turn_that_ends_in_an_error_is_given_back(new_place):
    register = create_or_open(new_place())
    with pytest.raises(ValueError, match="within"), register.turn():
        raise ValueError("within")
    with register.turn():
        pass
    register.close()
