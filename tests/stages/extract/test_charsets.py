"""Bytes become text, whatever their label says."""

import pytest

from topicwire.stages.extract.charsets import decode

WORDS = "Grüße aus Köln – „Über“ 5 € ñandú"
CYRILLIC = "Роботы научились заполнять таможенные декларации в порту Роттердама, сообщили власти в понедельник. " * 5
JAPANESE = "ロボットは港で最初の報告書を提出した。担当者によると、誰も書類を直す必要がなかったという。" * 5


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        (WORDS.encode(), "utf-8", WORDS),
        (WORDS.encode(), None, WORDS),
        (WORDS.encode("windows-1252"), "iso-8859-1", WORDS),
        (WORDS.encode("windows-1252"), "utf-8", WORDS),
        (b"\xef\xbb\xbf" + WORDS.encode(), "iso-8859-1", WORDS),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-8", WORDS),
        (b"<meta charset=koi8-r>" + CYRILLIC.encode("koi8-r"), None, "<meta charset=koi8-r>" + CYRILLIC),
        (CYRILLIC.encode("windows-1251"), "utf-8", CYRILLIC),
        (JAPANESE.encode("shift_jis"), None, JAPANESE),
        (JAPANESE.encode("euc_jp"), "utf-8", JAPANESE),
        (JAPANESE.encode(), "shift_jis", JAPANESE),
        (WORDS.encode(), "utf-7", WORDS),
        (WORDS.encode(), "no-such-charset", WORDS),
        (WORDS.encode(), "rot13", WORDS),
        (WORDS.encode(), "utf-16", WORDS),
    ],
)
def test_words_survive_right_wrong_and_missing_labels(body: bytes, header: str | None, expected: str) -> None:
    """A label is believed only while it decodes the bytes."""
    assert decode(body, header) == expected


@pytest.mark.parametrize("body", [b"", b"\x00" * 50, bytes(range(256)) * 20, b"\xff\xfe\x00", b"\xed\xa0\x80" * 9])
def test_any_bytes_become_text(body: bytes) -> None:
    """Nothing raises, and no NUL or half character comes out."""
    text = decode(body, "utf-8")
    assert "\x00" not in text
    text.encode("utf-8")
