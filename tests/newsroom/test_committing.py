"""Editions in the hub's git history: one commit each, nothing of a person's touched, nothing ever forced or blocked."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import NOON
from tests.newsroom.hubs import overhear
from tests.outbox.git_hubs import RepositoryHub, commit, git_hub, isolated, record, related
from topicwire.model.hub import Thumbnail
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.newsroom.building import build_again
from topicwire.newsroom.committing import git_state, recall
from topicwire.newsroom.doctor import examine
from topicwire.outbox import git as committing
from topicwire.outbox.git_calls import Answer, Git


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in isolated(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RepositoryHub]:
    """Give a hub that is a repository with one commit of a person's."""
    with git_hub(tmp_path / "a hub — with spaces") as opened:
        opened.init()
        yield opened


def append(path: Path, text: str) -> None:
    """Add lines to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_edition_is_one_commit_that_says_what_changed(hub: RepositoryHub) -> None:
    """New records are committed together, in words; committing again does nothing."""
    hub.publish(
        record("a", title="A machine learned to fold"),
        record("b", heat=-1, is_published=False),
        record("c", heat=40, quality=40, is_published=False),
    )
    assert commit(hub) == []
    assert commit(hub) == []
    assert hub.log() == ["1 new story, 1 new related, 1 below the threshold", "A hub"]
    assert hub.git("log", "-1", "--format=%b").splitlines() == [
        "- New story: A machine learned to fold (Example)",
        "- New related: Title of b (Example)",
        "- Below the threshold: Title of c (Example)",
        "",
        f"Edition: {hub.room.store.editions.find_latest()[0][:12]}",
    ]
    assert hub.changed() == sorted(hub.records)
    assert hub.status() == []
    assert hub.git("log", "-1", "--format=%an <%ae> %cn %aI") == (
        "A. Person <person@example.com> A. Person 2026-03-02T12:00:00+00:00"
    )
    hub.git("fsck", "--strict")


def test_each_kind_of_change_is_named(hub: RepositoryHub) -> None:
    """Updated, hidden, shown, joined and removed stories are told apart."""
    names = ("kept", "hidden", "joined", "gone")
    hub.publish(*(record(name) for name in names), record("shown", is_published=False, heat=60))
    commit(hub)
    hub.publish_only(
        [
            record("kept", title="A better title"),
            record("hidden", is_published=False, heat=60),
            record("joined", is_published=False, heat=-1, related=(related("x"),)),
            record("shown"),
        ]
    )
    commit(hub)
    assert hub.log()[0] == "1 story now shown, 1 hidden, 1 joined another story, 1 updated, 1…"
    assert hub.git("log", "-1", "--format=%b").splitlines()[:5] == [
        "- Story now shown: Title of shown (Example)",
        "- Hidden: Title of hidden (Example)",
        "- Joined another story: Title of joined (Example)",
        "- Updated: A better title (Example)",
        "- Removed: Title of gone (Example)",
    ]
    assert hub.git("show", "--format=", "--diff-filter=D", "--name-only") == "_news/2026-03-01-gone.md"
    assert hub.status() == []


def test_figures_alone_are_no_commit(hub: RepositoryHub) -> None:
    """Heat and the like wait for another reason, and then, within a day, still only with their own record."""
    hub.publish(record("a"), record("b", related=(related("x", 60),)))
    commit(hub)
    picture = replace(record("a").pictures[0], is_cached=True)
    hub.publish(record("a", heat=99, quality=99, pictures=(picture,)), record("b", related=(related("x", 61),)))
    commit(hub)
    assert len(hub.log()) == 2
    assert recall(hub.room).waiting == 2
    assert "figures of 2 records wait for a later commit" in git_state(hub.room).words
    hub.publish(record("c"), record("a", title="Another", heat=99))
    commit(hub)
    assert hub.changed() == ["_news/2026-03-01-a.md", "_news/2026-03-01-c.md"]
    hub.clock.move(timedelta(hours=24))
    commit(hub)
    assert len(hub.log()) == 3
    hub.publish(record("d"))
    commit(hub)
    assert hub.changed() == ["_news/2026-03-01-b.md", "_news/2026-03-01-d.md"]
    assert "Along with it: figures of 1 other record." in hub.git("log", "-1", "--format=%b")
    assert hub.status() == []


def test_pictures_come_along_with_the_next_commit(hub: RepositoryHub) -> None:
    """A copy that was made later is no reason; a link in its place, or a person's own logo, is not committed at all."""
    hub.publish(record("a"))
    commit(hub)
    folder = hub.folder / "assets/images/news"
    folder.mkdir(parents=True)
    (folder / "aa.webp").write_bytes(b"RIFF picture")
    (folder / "bb.webp").symlink_to(hub.folder / "hub.toml")
    (hub.folder / "assets/images/logo.png").write_bytes(b"PNG")
    for name in ("aa", "bb", "missing"):
        file = f"assets/images/news/{name}.webp"
        hub.room.store.thumbnails.keep(Thumbnail(picture_url=f"https://x/{name}", file=file, width=1, height=1))
    (hub.folder / "_data/site.id").write_text("0" * 32)
    commit(hub)
    assert len(hub.log()) == 2
    hub.publish(record("b"))
    commit(hub)
    assert hub.changed() == ["_data/site.id", "_news/2026-03-01-b.md", "assets/images/news/aa.webp"]
    assert hub.status() == ["?? assets/images/logo.png", "?? assets/images/news/bb.webp"]


def test_what_a_person_staged_or_changed_stays_to_the_byte(hub: RepositoryHub) -> None:
    """Half-staged files, staged deletions and hand-edited records are not in our commit, and stay as they are."""
    hub.publish(record("a"), record("b"), record("c"))
    commit(hub)
    odd = hub.folder / "-odd name\n*'\".txt"
    odd.write_text("staged")
    append(hub.folder / "hub.toml", "# staged\n")
    hub.git("add", "--", odd.name, "hub.toml")
    odd.write_text("staged, then changed")
    hub.git("rm", "-q", "--cached", "sources.opml")
    edited = hub.folder / "_news/2026-03-01-a.md"
    edited.write_text(edited.read_text().replace("Title of a", "By hand"))
    hub.git("rm", "-q", "--cached", "_news/2026-03-01-c.md")
    before = (
        hub.git("diff", "--cached", "--binary"),
        hub.git("ls-files", "-s", "--", "hub.toml", odd.name),
        odd.read_text(),
    )
    hub.publish(record("a", title="Ours"), record("b", title="Ours"), record("c", title="Ours"), record("new"))
    warnings = commit(hub)
    assert hub.changed() == ["_news/2026-03-01-b.md", "_news/2026-03-01-new.md"]
    after = (
        hub.git("diff", "--cached", "--binary"),
        hub.git("ls-files", "-s", "--", "hub.toml", odd.name),
        odd.read_text(),
    )
    assert after == before
    assert "By hand" in edited.read_text()
    assert warnings == ["record not committed: _news/2026-03-01-c.md: staged by hand"]
    assert "left to you: _news/2026-03-01-c.md: staged by hand" in git_state(hub.room).words
    assert commit(hub) == []


def test_foreign_headlines_give_no_orders(hub: RepositoryHub) -> None:
    """Options, comments, trailers, line ends, terminal codes and words that hosts act on stay words in a list."""
    titles = (
        "--amend -m x", "# not a comment", "Fine\n\nCo-authored-by: Eve <eve@example.com>", "Closes #1 for @everyone",
        "[skip ci] \x1b[31mred\x00\u202e", "$(touch pwned) `id` %s {title}", "Closes https://example.com/2", "…\ud800",
    )  # fmt: skip
    hub.publish(*(record(f"h{at}", title=title) for at, title in enumerate(titles)))
    assert commit(hub) == []
    message = hub.git("log", "-1", "--format=%B")
    for order in ("[skip", "#1", "@everyone", "://", "\x1b", "\u202e"):
        assert order not in message
    assert "- New story: --amend -m x (Example)" in message.splitlines()
    assert "- New story: # not a comment (Example)" in message.splitlines()
    trailers = hub.git("interpret-trailers", "--parse", stdin=message).splitlines()
    assert [line.partition(":")[0] for line in trailers] == ["Edition"]
    assert not (hub.folder / "pwned").exists()
    assert hub.status() == []


def test_a_first_commit_holds_only_our_files(tmp_path: Path) -> None:
    """A repository without commits gets its first; what the person staged waits for theirs."""
    with git_hub(tmp_path / "hub") as hub:
        hub.git("init", "-q", "-b", "main")
        hub.git("add", "hub.toml")
        hub.publish(record("a"))
        assert commit(hub) == []
        assert hub.log() == ["1 new story: Title of a"]
        assert hub.changed() == ["_news/2026-03-01-a.md"]
        assert "A  hub.toml" in hub.status()


def test_a_repository_of_the_other_hash_works_too(tmp_path: Path) -> None:
    """Ids of 64 digits, a removal included."""
    with git_hub(tmp_path / "hub") as hub:
        hub.init("--object-format=sha256")
        hub.publish(record("a"), record("b"))
        commit(hub)
        hub.publish_only([record("b", title="Now this")])
        commit(hub)
        assert len(hub.log()) == 3
        assert hub.status() == []


def test_the_environment_leads_git_nowhere_else(
    hub: RepositoryHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that point git to another repository, index or author are not followed."""
    hub.publish(record("a"))
    with monkeypatch.context() as wrong:
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
            wrong.setenv(name, str(tmp_path / "elsewhere"))
        wrong.setenv("GIT_AUTHOR_NAME", "Nobody")
        assert commit(hub) == []
    assert hub.git("log", "-1", "--format=%an") == "A. Person"
    assert not (tmp_path / "elsewhere").exists()


def test_no_hook_runs_and_no_key_is_asked_for(hub: RepositoryHub) -> None:
    """Hooks and signing are for the person's commits; signing can be asked for, and failing at it is told."""
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        hook = hub.folder / ".git/hooks" / name
        hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n")
        hook.chmod(0o755)
    hub.git("config", "commit.gpgSign", "true")
    hub.git("config", "gpg.program", "/nowhere/gpg")
    hub.publish(record("a"))
    assert commit(hub) == []
    assert not (hub.folder / "ran").exists()
    assert not (hub.folder / ".git/ran").exists()
    settings = replace(hub.room.config.settings, git=replace(hub.room.config.settings.git, sign=True))
    hub.room = replace(hub.room, config=replace(hub.room.config, settings=settings))
    hub.publish(record("b"))
    assert "git.sign = false" in commit(hub)[0]


def test_the_author_can_be_set_and_has_a_default(tmp_path: Path) -> None:
    """As in hub.toml; where git knows nobody, the program and the hub's host."""
    (tmp_path / "home/.gitconfig").unlink()
    for at, (settings, author) in enumerate(
        {
            "": "topicwire <topicwire@localhost>",
            'name = "News desk"': "News desk <topicwire@localhost>",
            'name = "News desk"\nemail = "desk@example.org"': "News desk <desk@example.org>",
        }.items()
    ):
        with git_hub(tmp_path / f"hub{at}", settings) as hub:
            hub.git("init", "-q", "-b", "main")
            hub.publish(record("a"))
            commit(hub)
            assert hub.git("log", "-1", "--format=%an <%ae>") == author
            assert hub.git("log", "-1", "--format=%cn <%ce>") == author


def test_what_the_repository_ignores_stays_out(hub: RepositoryHub) -> None:
    """A hub that does not want its records in the history says so in .gitignore."""
    append(hub.folder / ".gitignore", "/_news/*b.md\n")
    hub.publish(record("a"), record("b"))
    commit(hub)
    assert hub.changed() == ["_news/2026-03-01-a.md"]
    assert commit(hub) == []


def test_attributes_of_the_repository_are_followed(hub: RepositoryHub) -> None:
    """A clean filter makes what is committed, and a filtered file is not committed again and again."""
    (hub.folder / ".gitattributes").write_text("*.md filter=shout\n")
    hub.git("config", "filter.shout.clean", "tr a-z A-Z")
    hub.git("config", "filter.shout.smudge", "cat")
    hub.publish(record("a"))
    commit(hub)
    commit(hub)
    assert len(hub.log()) == 2
    assert "TITLE OF A" in hub.git("show", "HEAD:_news/2026-03-01-a.md")


def test_records_a_submodule_or_link_stands_for_are_left(hub: RepositoryHub) -> None:
    """What is committed as something else than a folder is not pushed away."""
    head = hub.git("rev-parse", "HEAD")
    hub.git("rm", "-rq", "--cached", "_news")
    hub.git("update-index", "--add", "--cacheinfo", f"160000,{head},_news")
    hub.git("commit", "-qm", "A submodule")
    hub.publish(record("a"))
    assert "in its place" in commit(hub)[0]
    assert hub.log() == ["A submodule", "A hub"]


def test_a_commit_cut_off_anywhere_is_made_once_by_the_next_run(
    hub: RepositoryHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dying before any call to git that changes something leaves nothing lost, doubled or staged for the person."""
    dying = ("hash-object", "read-tree", "update-index", "write-tree", "commit-tree", "update-ref", "gc")
    ask = Git.ask
    for at, word in enumerate((*dying, "update-index 2")):
        left = [2 if word == "update-index 2" else 1]

        def die(self: Git, *words: str, word: str = word, left: list[int] = left, **more: object) -> Answer:
            left[0] -= words[0] == word.partition(" ")[0]
            if left[0] == 0:
                raise KeyboardInterrupt
            return ask(self, *words, **more)  # type: ignore[arg-type]

        hub.publish(record("a", title=f"Version {at}"), record(f"new{at}"))
        with monkeypatch.context() as dead:
            dead.setattr(Git, "ask", die)
            with pytest.raises(KeyboardInterrupt):
                commit(hub)
        assert commit(hub) == []
        assert len(hub.log()) == at + 2, word
        assert hub.status() == []
    hub.git("fsck", "--strict")


def test_a_person_who_commits_meanwhile_is_faster(hub: RepositoryHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The branch is not moved from under them, their index is as it was, and the next run adds our commit."""
    write = committing._write_commit

    def slowly(*arguments: object) -> str:
        hub.git("commit", "-q", "--allow-empty", "-m", "Meanwhile")
        return write(*arguments)  # type: ignore[arg-type]

    hub.publish(record("a"))
    with monkeypatch.context() as slow:
        slow.setattr(committing, "_write_commit", slowly)
        assert "the branch could not be moved" in commit(hub)[0]
    assert hub.status() == ["?? _news/2026-03-01-a.md"]
    commit(hub)
    assert hub.log() == ["1 new story: Title of a", "Meanwhile", "A hub"]


def test_an_edition_that_was_cut_off_is_not_committed(hub: RepositoryHub) -> None:
    """While record files are half written, the commit waits for the run that finishes them."""
    hub.publish(record("a"))
    hub.room.store.files.replace({"records.intended": {"_news/x.md": ("k", "0" * 64)}})
    commit(hub)
    assert len(hub.log()) == 1


def test_an_adopted_history_is_gone_on_with(hub: RepositoryHub) -> None:
    """Records that were committed before us cause no commit, and leave it when they are removed."""
    hub.publish(record("a"), record("b"))
    hub.git("add", "_news")
    hub.git("commit", "-qm", "Old records")
    commit(hub)
    assert hub.log()[0] == "Old records"
    hub.publish_only([record("a")])
    commit(hub)
    assert hub.log()[0] == "1 removed: Title of b"


def test_a_build_ends_with_the_commit(hub: RepositoryHub) -> None:
    """What a real publication wrote is committed, once."""
    card = ScoreCard(name="quality", preset="default", total=80, parts=())
    article = RankedArticle(
        article_id=ArticleId("a" * 32), story_id=StoryId("b" * 32), story_revision=1,
        record=record("a", is_published=False),
        published_at=NOON, first_seen_at=NOON, updated_at=None, authors=(), language="en", is_lead=True, is_copy=False,
        quality=card, heat=card, threshold=70, verdict="It leads.", digest="c" * 64,
    )  # fmt: skip
    hub.room.store.ranked.keep(article)
    with overhear():
        for _ in range(2):
            asyncio.run(build_again(hub.room))
    assert hub.log() == ["1 below the threshold: Title of a", "A hub"]
    assert hub.status() == []
    assert [finding.what for finding in examine(hub.room) if finding.what.startswith("git: on branch main")]


def test_what_is_remembered_may_be_of_another_version(hub: RepositoryHub) -> None:
    """Unknown or damaged memory is begun anew."""
    for raw in (b"{", b"[]", b'{"unknown": 1}', b'{"left": 3}'):
        hub.room.store.learned.keep("git", raw)
        assert recall(hub.room).commit == ""
