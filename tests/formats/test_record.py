"""A record is written as the format says and reads back the same, whatever its words are."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
import yaml_rs

from tests.formats.hostile import hostile_titles
from topicwire.errors import RecordError
from topicwire.formats.record import read_record, write_record
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain
from topicwire.model.record import Provider, Record, RecordPicture, Related
from topicwire.model.source import Picture
from topicwire.text.slugs import record_path, slug

PATH = "_news/2026-03-02-title.md"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
RELATED = Related(
    title="Other",
    excerpt="Words",
    published="2026-03-01T10:00:00Z",
    web_url="https://b.example/2",
    amp_url=None,
    amp_cache_url=None,
    kind=ArticleKind.ARTICLE,
    provider=Provider(name="B", domain=Domain("b.example")),
    quality=12,
    pictures=(RecordPicture(url="https://b.example/2.jpg", width=1, height=2, is_cached=True),),
)
RECORD = Record(
    path=PATH,
    category="news",
    title='Title with "quotes"',
    excerpt="Two\nlines",
    published="2026-03-02T10:00:00Z",
    original_url="https://a.example/1",
    web_url="https://a.example/1",
    amp_url="https://a.example/1/amp",
    amp_cache_url="https://a-example.cdn.ampproject.org/c/s/a.example/1/amp",
    kind=ArticleKind.VIDEO,
    quality=70,
    heat=90,
    is_published=True,
    embed='<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
    provider=Provider(
        name="A Site",
        domain=Domain("a.example"),
        pictures=(Picture(url="https://a.example/l.png", width=50, height=50),),
    ),
    topics=("Computer Vision", "AI"),
    pictures=(RecordPicture(url="https://a.example/1.jpg", width=1200, height=630, is_cached=False),),
    related=(RELATED,),
    sealed="YWJj;ZGVm",
)
WRITTEN = """\
---
category: news
title: "Title with \\"quotes\\""
excerpt: "Two\\nlines"
publishedDateTime: 2026-03-02T10:00:00Z
originalUrl: "https://a.example/1"
webUrl: "https://a.example/1"
ampWebUrl: "https://a.example/1/amp"
cdnAmpWebUrl: "https://a-example.cdn.ampproject.org/c/s/a.example/1/amp"
type: video
quality: 70
heat: 90
published: true

featuredContent: "<iframe src=\\"https://www.youtube.com/embed/abcdefghijk\\"></iframe>"

provider:
  name: A Site
  domain: a.example
  images:
    - url: "https://a.example/l.png"
      width: 50
      height: 50

topics:
  - Computer Vision
  - AI

images:
  - url: "https://a.example/1.jpg"
    width: 1200
    height: 630
    isCached: false

related:
  - title: "Other"
    excerpt: "Words"
    publishedDateTime: 2026-03-01T10:00:00Z
    webUrl: "https://b.example/2"
    type: article
    provider:
      name: B
      domain: b.example
    quality: 12
    images:
      - url: "https://b.example/2.jpg"
        width: 1
        height: 2
        isCached: true

secured: "YWJj;ZGVm"
---

"""


def test_a_record_is_written_in_the_order_and_quoting_of_the_format() -> None:
    """Groups, empty lines, quotes and indentation are exact."""
    assert write_record(RECORD).decode() == WRITTEN


def test_a_written_record_reads_back_the_same() -> None:
    """Reading what was written gives the same record."""
    assert read_record(write_record(RECORD), PATH) == RECORD


def test_what_a_record_does_not_say_is_left_out() -> None:
    """None is never written as null."""
    bare = replace(
        RECORD, excerpt=None, original_url=None, web_url=None, amp_url=None, amp_cache_url=None, quality=None,
        heat=None, is_published=None, embed=None, topics=(), pictures=(), related=(), sealed=None,
    )  # fmt: skip
    written = write_record(bare)
    assert b"null" not in written
    assert b"related" not in written
    assert read_record(written, PATH) == bare


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_are_read(ends: bytes) -> None:
    """A file saved on Windows reads the same."""
    assert read_record(b"\xef\xbb\xbf" + write_record(RECORD).replace(b"\n", ends), PATH) == RECORD


def as_text(title: str) -> str:
    """Give what of a title is text at all: UTF-8 has no lone surrogates."""
    return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in title)


@pytest.mark.parametrize("title", hostile_titles())
def test_a_hostile_title_reads_back_equal_through_every_yaml_reader(title: str) -> None:
    """Neither a YAML 1.1 nor a 1.2 reader gets another value, another key or an error."""
    named = replace(
        RECORD, title=title, excerpt=title, provider=replace(RECORD.provider, name=title), topics=(title, "AI")
    )
    written = write_record(replace(named, topics=(title or "x", "AI")))
    front = written.decode().split("\n---\n")[0].removeprefix("---\n")
    ours = read_record(written, PATH)
    assert (ours.title, ours.excerpt, ours.provider.name, ours.topics[0]) == (
        *[as_text(title)] * 3,
        as_text(title) or "x",
    )
    # parse_datetime off: yaml-rs takes even quoted text for a date with it
    for values in (
        yaml.safe_load(front),
        yaml.load(front, Loader=yaml.CSafeLoader),
        yaml_rs.loads(front, parse_datetime=False),
    ):
        assert list(values) == [line.partition(":")[0] for line in WRITTEN.splitlines() if line[:1].isalpha()]
        assert (values["title"], values["excerpt"], values["provider"]["name"]) == (as_text(title),) * 3
        assert values["topics"] == [as_text(title) or "x", "AI"]


@pytest.mark.parametrize("title", hostile_titles())
def test_a_hostile_title_gives_a_harmless_file_name(title: str) -> None:
    """Only lower-case letters, digits and single hyphens, never a reserved name, never empty."""
    path = record_path(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), title, "0123456789abcdef")
    name = path.removeprefix("_news/2026-03-02-").removesuffix(".md")
    assert path == f"_news/2026-03-02-{name}.md"
    assert name
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in name.split("-"))
    assert len(name) <= 150
    assert slug(title) in {name, slug(title)}
    assert name not in {"con", "nul", "com1", "aux"}


def front(lines: str) -> bytes:
    """Put lines between the fences."""
    return f"---\n{lines}\n---\n\n".encode()


BASE = 'title: "T"\npublishedDateTime: 2026-03-02T10:00:00Z'


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", r"T.md:1: no front matter"),
        (b"title: x", r"T.md:1: no front matter"),
        (b"---\ntitle: x\n", r"T.md:1: the front matter never ends"),
        (b"---\ntitle: \xff\n---\n", r"T.md:2: not UTF-8"),
        (front("- a"), r"T.md:2: expected"),
        (front("title: 'x\nb: c"), r"T.md:\d+: not YAML"),
        (front(f"{BASE}\ntitle: again"), r"T.md:4: not YAML: a key stands twice"),
        (front('title: "T"'), r"publishedDateTime: is missing"),
        (front(f"{BASE}\nquality: many"), r"T.md:4: quality: expected a whole number, got 'many'"),
        (front(f"{BASE}\npublished: maybe"), r"T.md:4: published: expected true or false"),
        (front(f"{BASE}\ntype: podcast"), r"T.md:4: type: expected article or video"),
        (front(f"{BASE}\nprovider: x"), r"T.md:4: provider: expected"),
        (front(f"{BASE}\n\nimages:\n  - a"), r"T.md:5: images: expected"),
        (front(f"{BASE}\nimages: {{}}"), r"T.md:4: images: expected a list"),
        (front(f"{BASE}\nimages:\n  - width: 1"), r"T.md:4: url: is missing"),
        (front(f"{BASE}\nexcerpt: &a x\nwebUrl: *a"), r"T.md:4: anchors and aliases"),
        (front(f"{BASE}\nexcerpt: !!python/object:os.system x"), r"T.md:4: tags are not taken"),
        (front(f"{BASE}\nexcerpt: !x y"), r"T.md:4: tags are not taken"),
        (front(f"{BASE}\nexcerpt: {'[' * 100_000}"), r"T.md:4: nested too deeply"),
        (front(f"{BASE}\nexcerpt: {'{a: ' * 100_000}"), r"T.md:4: nested too deeply"),
        (front(f"{BASE}\nexcerpt:\n  {'- ' * 50_000}x"), r"T.md:5: nested too deeply"),
        (front(f"{BASE}\nexcerpt:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 500))), r"nested too deeply"),
        (front(f"{BASE}\nexcerpt: {'? ' * 50_000}x"), r"nested too deeply|not YAML"),
        (front(f'{BASE}\nexcerpt: "{"[" * 9}"\nx: {"[" * 64_000}\ny: "'), r"nested too deeply"),
        (b"---\n" + b"a" * 17 * 1024 * 1024, r"T.md:1: larger than"),
    ],
)
def test_a_bad_record_is_refused_with_file_and_line(raw: bytes, what: str) -> None:
    """Nothing is built from dangerous YAML, and the message says where to look."""
    with pytest.raises(RecordError, match=what):
        read_record(raw, "_news/T.md")


def test_unknown_keys_are_passed_over() -> None:
    """A key of a later version does not stop a hub."""
    assert read_record(front(f"{BASE}\nnovel:\n  - [1, 2]"), PATH).title == "T"


def reference_records() -> list[Path]:
    """List the real records there are, if any."""
    return sorted([*REFERENCE.glob("hub-*/_news/*.md"), *REFERENCE.glob("seeds/*.txt")])


@pytest.mark.reference
@pytest.mark.skipif(not reference_records(), reason="the reference is not there")
def test_every_real_record_is_written_back_to_the_same_bytes() -> None:
    """Real hubs and the seeds round-trip byte for byte."""
    changed = []
    for path in reference_records():
        raw = path.read_bytes().replace(b"\r\n", b"\n")
        if write_record(read_record(raw, path.name)) != raw:
            changed.append(path.name)
    assert changed == []


@pytest.mark.reference
@pytest.mark.skipif(not reference_records(), reason="the reference is not there")
def test_real_file_names_follow_from_their_titles() -> None:
    """At least 98 % of real names are date and slug of the title."""
    names = [path for path in reference_records() if path.suffix == ".md"]
    follow = [path for path in names if path.stem[11:] == slug(read_record(path.read_bytes(), path.name).title)]
    assert len(follow) >= 0.98 * len(names)
