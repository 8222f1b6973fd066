"""The collector of cycles is paused while an edition is made, and never left off."""

import gc

import pytest

from topicwire.stages.publish.collecting import not_collecting


def test_it_is_on_again_even_after_an_error() -> None:
    """Whatever happens in between, the program collects afterwards."""
    gc.enable()

    def fail() -> None:
        with not_collecting():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_a_program_that_does_not_collect_is_left_so() -> None:
    """Who has it off keeps it off."""
    gc.disable()
    try:
        with not_collecting(), not_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
