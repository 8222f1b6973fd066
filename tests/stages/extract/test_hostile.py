"""Pages made to crash, hang or fool their reader."""

import random
import time

import pytest

from tests.stages.extract.rig import LEAD, MORE, facts, page_html
from topicwire.model.outcome import Spike
from topicwire.stages.extract.reading import read_page

SECONDS = 6.0
"""A worker has 10; a test machine may be busy."""
PIECES = [
    b"<table><tr><td colspan=9999999 rowspan=99999>", b"</div></div>", b"<div>" * 300, b"\x00\x00", b"\xff\xfe",
    b"<script>while(1){}</script>", b"<!--", b"]]>", b"<svg><math><style>", b"&#xD800;&#9999999;", b"<p " + b"a" * 5000,
    b'<meta property="og:title" content="', b'<script type="application/ld+json">{"@type":"NewsArticle","headline":',
    b"<template><p>x", b"<plaintext>", b"<a href=javascript:alert(1)>", b"\xed\xa0\x80", b"<select><option>" * 40,
    b"<time datetime=9999-99-99T99:99>", b'<link rel=canonical href="http://[::1/%zz">', b"<h1><h1>", b"<form>" * 50,
]  # fmt: skip


def mutated(seed: int) -> bytes:
    """Damage an ordinary page in a way that the seed decides."""
    chance = random.Random(seed)
    page = bytearray(page_html('<meta property="article:published_time" content="2026-03-02T10:30:00Z">'))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(page))
        action = chance.randrange(4)
        if action == 0:
            page[at:at] = chance.choice(PIECES)
        elif action == 1:
            del page[at : at + chance.randint(1, 200)]
        elif action == 2:
            page[at] = chance.randrange(256)
        else:
            page[at:at] = page[at : at + chance.randint(1, 400)] * chance.randint(1, 4)
    return bytes(page)


@pytest.mark.parametrize("block", range(10))
def test_no_damaged_page_crashes_its_reader(block: int) -> None:
    """300 damaged pages give a reading or a reason, each in time, and never a script."""
    for seed in range(block * 30, block * 30 + 30):
        outcome = read_page(mutated(seed), facts(charset="utf-8"))
        if not isinstance(outcome, Spike):
            assert "<script" not in outcome.body.html, f"seed {seed}"
            outcome.title.encode()
            outcome.body.text.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + LEAD.encode(),
        b"<table><tr><td>" * 30_000 + LEAD.encode(),
        b"<div>" * 9_000 + LEAD.encode() + b"</div>" * 9_000,
        b"<b>" * 100_000 + LEAD.encode(),
        b"<table>" + b"<tr><td colspan=999999999 rowspan=999999999>x</td></tr>" * 500 + b"</table>",
        b"<p title='" + b"x" * 3_000_000 + b"'>" + LEAD.encode(),
        b"<meta name=description content='" + b"a " * 500_000 + b"'>",
        b"<a>" + b"<time>" * 50_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b"<title>" + b"- | " * 100_000 + b"</title>",
        b"<h1>" + b"a " * 200_000 + b"</h1>",
        b"<div class='" + b"comment-" * 50_000 + b"'>" + LEAD.encode(),
        b"\x00" * 1_000_000,
        b"%PDF-1.7 " + bytes(range(256)) * 200,
        b"plain words and no markup at all " * 1000,
        b"<br>" * 100_000,
        b"By " * 50_000 + b"<span rel=author>" + b"and " * 50_000,
    ],
    ids=["deep div", "deep table", "deep and closed", "deep bold", "colspan", "attribute", "description", "times",
         "deep json", "separators", "long heading", "long class", "nul", "pdf", "text", "breaks", "bylines"],
)  # fmt: skip
def test_a_bomb_ends_in_time(body: bytes) -> None:
    """Depth, width and length that stop other readers cost seconds at most."""
    page = b"<html><head><title>A bomb</title></head><body>" + body
    start = time.process_time()
    read_page(page, facts())
    assert time.process_time() - start < SECONDS


def test_an_article_is_found_among_hostile_pieces() -> None:
    """Damage around an article does not cost the article."""
    around = b"".join(PIECES[:4])
    body = page_html().replace(b"<article>", around + b"<article>")
    outcome = read_page(body, facts())
    assert not isinstance(outcome, Spike)
    assert MORE[0] in outcome.body.text
