"""What is in the clear shows itself to nobody."""

import copy
import io
import json
import logging
import pickle
import traceback
from dataclasses import asdict
from typing import Any

import minijinja
import orjson
import pytest
import structlog

from tests.sealing.makers import CANARY, fields_for, ring_of
from topicwire.cli.output import plain
from topicwire.errors import NotSealedError
from topicwire.sealing.fields import PrivateFields, read_fields, write_fields
from topicwire.sealing.private import Private

SECRETS = [Private(CANARY), Private(CANARY.encode()), fields_for(), write_fields(fields_for())]
REFUSING = {
    "copy": copy.deepcopy,
    "json": json.dumps,
    "orjson": orjson.dumps,
    "pickle": pickle.dumps,
    "asdict": asdict,
    "cli": lambda value: json.dumps(plain(value)),
}


@pytest.mark.parametrize("way", REFUSING.values(), ids=REFUSING)
@pytest.mark.parametrize("secret", SECRETS, ids=["text", "bytes", "fields", "payload"])
def test_writing_it_out_is_an_error_that_does_not_say_it(secret: Any, way: Any) -> None:
    """A leak stops instead of going out."""
    with pytest.raises(TypeError) as caught:
        way(secret)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("template", ["{{ v }}", "{{ v.text }}", "{{ v|tojson }}", "{{ v|string|upper }}", "{{ v~v }}"])
@pytest.mark.parametrize("secret", SECRETS, ids=["text", "bytes", "fields", "payload"])
def test_templates_do_not_show_it(secret: Any, template: str) -> None:
    """A template that names a private value by mistake says nothing of it."""
    assert CANARY not in minijinja.Environment().render_str(template, v=secret).lower()


@pytest.mark.parametrize("way", [str, format, bytes, len, list, bool, "{}".format, "%s".__mod__, "".join])
@pytest.mark.parametrize("held", [CANARY, CANARY.encode()])
def test_a_private_value_makes_no_text(held: object, way: Any) -> None:
    """Neither by name nor by accident, in a formatted text."""
    with pytest.raises(TypeError) as caught:
        way(Private(held))
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("secret", [*SECRETS, ring_of()], ids=["text", "bytes", "fields", "payload", "ring"])
def test_its_repr_is_a_mask(secret: object) -> None:
    """Test reports and tracebacks show that there was something, not what."""
    assert "<private>" in repr(secret)
    assert CANARY not in f"{secret!r} {[secret]!r} {secret!a}"
    assert not hasattr(Private("x"), "__dict__")


def test_the_key_of_a_ring_is_masked() -> None:
    """A ring may stand in a traceback."""
    ring = ring_of()
    secret = ring.active.secret.reveal()
    assert secret.hex() not in repr(ring)
    assert repr(secret) not in repr(ring)


def test_logs_show_the_mask(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither logging nor structured logging, on screen or as JSON, says it."""
    stream = io.StringIO()
    logger = logging.getLogger("tests.sealing")
    logger.propagate = False  # the test runner's own handler would raise
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    logger.warning("found %r", Private(CANARY))
    logger.warning("found %s", Private(CANARY))  # an error of logging, told on stderr
    logger.removeHandler(handler)
    for renderer in (structlog.dev.ConsoleRenderer(), structlog.processors.JSONRenderer()):
        log = structlog.wrap_logger(structlog.PrintLogger(stream), processors=[renderer])  # type: ignore[list-item]
        log.warning("found", value=Private(CANARY))
    caught = capsys.readouterr()
    assert CANARY not in stream.getvalue() + caught.out + caught.err
    assert "<private>" in stream.getvalue()


def test_a_failure_while_reading_does_not_quote_what_it_read() -> None:
    """What fails its schema is shown to nobody, through no chain of exceptions."""
    for wrong in (b'{"schema": 1, "text": "%s"}', b'{"text": "%s', b'"%s"', b"[%s]"):
        with pytest.raises(NotSealedError) as caught:
            read_fields(Private(wrong.replace(b"%s", CANARY.encode())))
        assert CANARY not in "".join(traceback.format_exception(caught.value))
        assert caught.value.__cause__ is None


def test_equal_values_are_equal() -> None:
    """Comparing is what a sealer needs; nothing else can be done with two of them."""
    assert Private(b"a") == Private(b"a")
    assert Private(b"a") != Private(b"b")
    assert Private("a") != "a"
    assert fields_for() == fields_for()
    assert fields_for(note="other") != fields_for()
    with pytest.raises(TypeError):
        hash(Private("a"))


def test_fields_come_back_from_their_payload() -> None:
    """What was sealed is what is read, and the same fields give the same bytes."""
    fields = fields_for()
    assert read_fields(write_fields(fields)) == fields
    assert write_fields(fields_for()) == write_fields(fields)
    assert isinstance(fields, PrivateFields)


@pytest.mark.parametrize(
    ("key", "value"),
    [("schema", 2), ("schema", "1"), ("text", None), ("cards", [{}]), ("extra", 1), ("notes", [1]), ("fetched", {})],
)
def test_a_payload_of_another_schema_is_refused(key: str, value: object) -> None:
    """Strictly: no other version, no missing, foreign or mistyped field."""
    payload = json.loads(write_fields(fields_for()).reveal())
    read_fields(Private(json.dumps(payload).encode()))
    with pytest.raises(NotSealedError):
        read_fields(Private(json.dumps({**payload, key: value}).encode()))
    payload.pop(key, None)
    if key != "extra":
        with pytest.raises(NotSealedError):
            read_fields(Private(json.dumps(payload).encode()))
