"""The record of an issue: `_newsletters/DAY-subject.md`, front matter and no body, written once and then a person's."""

from collections.abc import Iterator
from pathlib import Path

from topicwire.formats.yaml_scalars import instant, plain_scalar, quoted
from topicwire.model.hub import Hub
from topicwire.model.newsletter import PUBLIC, Issue, Letter, LetterStory
from topicwire.newsroom.room import Room
from topicwire.outbox.files import write_whole
from topicwire.outbox.paths import check_path
from topicwire.render.addresses import issue_page
from topicwire.render.site.links import absolute
from topicwire.render.site.moments import machine
from topicwire.text.slugs import slug

FOLDER = "_newsletters"
LONGEST = 60
"""Characters of the subject in a file's name."""


def record_path(issue: Issue, letter: Letter) -> str:
    """Give the path of an issue's record under the hub."""
    words = slug(letter.subject)
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition("-")[0]
    return f"{FOLDER}/{issue.id}-{words}.md" if words else f"{FOLDER}/{issue.id}.md"


def keep_record(room: Room, issue: Issue) -> str:
    """Write the record of an issue readers may see, unless there is one, and give its path.

    Raises:
        OutboxError: it could not be written.
    """
    if issue.letter is None:
        return ""
    path = record_path(issue, issue.letter)
    check_path(path)
    target = room.folder / path
    if not any((room.folder / FOLDER).glob(f"{issue.id}-[!0-9]*.md")) and not target.exists():
        target.parent.mkdir(exist_ok=True)
        write_whole(target, record_bytes(room.config.hub, issue, issue.letter))
    return path


def record_bytes(hub: Hub, issue: Issue, letter: Letter) -> bytes:
    """Write the record: LF line ends, the same issue gives the same bytes."""
    return ("\n".join(("---", *_front(hub, issue, letter), "---")) + "\n\n").encode("utf-8", "replace")


def newsletter_files(room: Room) -> frozenset[str]:
    """List the files of public issues, by path under the hub: records and pictures that a commit takes along."""
    found: set[str] = set()
    for issue in room.store.newsletter.issues.list_in(PUBLIC):
        if issue.letter:
            found.add(record_path(issue, issue.letter))
            found |= {story.picture.file for story in issue.letter.stories if story.picture}
    return frozenset(path for path in found if Path(room.folder / path).is_file())


def _front(hub: Hub, issue: Issue, letter: Letter) -> Iterator[str]:
    yield "category: newsletters"
    yield f"title: {quoted(letter.subject)}"
    yield f"excerpt: {quoted(letter.preheader)}"
    yield f"publishedDateTime: {instant(machine(issue.slot_at))}"
    yield f"webUrl: {quoted(absolute(hub, issue_page(issue.id)))}"
    yield f"issue: {quoted(issue.id)}"
    yield f"edition: {quoted(issue.edition_id)}"
    yield f"asOf: {instant(machine(issue.as_of))}"
    yield f"since: {instant(machine(issue.since))}"
    yield f"considered: {letter.considered}"
    yield ""
    yield "stories:"
    for story in letter.stories:
        yield from _story(hub, story)


def _story(hub: Hub, story: LetterStory) -> Iterator[str]:
    yield f"  - title: {quoted(story.headline)}"
    if story.address:
        yield f"    originalUrl: {quoted(story.address)}"
    yield f"    webUrl: {quoted(absolute(hub, story.page))}"
    yield f"    provider: {plain_scalar(story.outlet)}"
    yield f"    publishedDateTime: {instant(machine(story.published_at))}"
    yield f"    heat: {story.heat}"
    yield f"    outlets: {story.outlets}"
    yield f"    told: {story.telling.value}"
