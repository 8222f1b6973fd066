"""The fast reader of our own form and the general reader give the same record, or the fast one leaves it."""

import random
from dataclasses import replace

import pytest

from tests.formats.hostile import hostile_titles
from tests.formats.test_record import PATH, RECORD, RELATED, reference_records
from topicwire.errors import RecordError
from topicwire.formats.record import _read_any, write_record
from topicwire.formats.record_form import read_form
from topicwire.model.record import Record


def general(raw: bytes) -> Record | None:
    """Read with the general reader; None when it refuses."""
    try:
        return _read_any(raw, PATH)
    except RecordError:
        return None


def test_what_we_write_is_read_without_a_yaml_reader() -> None:
    """Our own form takes the fast way, with CRLF line ends too."""
    written = write_record(RECORD)
    assert read_form(written, PATH) == RECORD
    assert read_form(written.replace(b"\n", b"\r\n"), PATH) == RECORD


@pytest.mark.parametrize("title", hostile_titles())
def test_hostile_words_are_read_the_same_both_ways(title: str) -> None:
    """Whatever words a publisher chooses, in every place that takes words."""
    related = replace(RELATED, title=title, excerpt=title, provider=replace(RELATED.provider, name=title))
    named = replace(RECORD, title=title, excerpt=title, topics=(title or "x", ""), related=(related, RELATED))
    written = write_record(replace(named, provider=replace(RECORD.provider, name=title)))
    assert read_form(written, PATH) in {general(written), None}


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_the_same_both_ways(seed: int) -> None:
    """A file with lines lost, doubled, swapped or letters changed is never read otherwise than YAML reads it."""
    chance = random.Random(seed)
    written = write_record(replace(RECORD, topics=("null", "", "Yes"), related=(RELATED, RELATED)))
    for _ in range(60):
        damaged = damage(written, chance)
        fast = read_form(damaged, PATH)
        assert fast is None or fast == general(damaged), damaged


def damage(raw: bytes, chance: random.Random) -> bytes:
    """Change one or two things."""
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 2)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                line, place = lines[at], chance.randint(0, len(lines[at]))
                lines[at] = line[:place] + chance.choice(DROPS) + line[place + chance.randint(0, 1) :]
        lines = lines or [b""]
    return b"\n".join(lines)


DROPS = (*(bytes((byte,)) for byte in b" \t\"'\\#:-&*!|>%@{}[],~\r0a\x7f"), b"\\x", b"\xc2\x85", b"\xe2\x80\xa8", b"")


@pytest.mark.reference
@pytest.mark.skipif(not reference_records(), reason="the reference is not there")
def test_real_records_all_take_the_fast_way() -> None:
    """Every file of the real hubs, and both readers agree on each."""
    for path in reference_records():
        raw = path.read_bytes()
        assert read_form(raw, PATH) == general(raw), path.name
