"""Commit messages: what changed, in words, and foreign words that stay words."""

import pytest

from topicwire.outbox.git_changes import Change, Kind
from topicwire.outbox.git_message import HEADLINES, LINE, SUBJECT, compose, harmless


def changes(*kinds: Kind, title: str = "A title") -> list[Change]:
    """Give one change of each kind."""
    return [
        Change(path=f"_news/{at}.md", kind=kind, title=title, provider="Paper", heat=at)
        for at, kind in enumerate(kinds)
    ]


def test_the_hottest_of_the_most_telling_kind_comes_first() -> None:
    """New stories lead, by heat; figures and pictures are counted at the end."""
    message = compose(changes(Kind.UPDATED, Kind.STORY, Kind.STORY, Kind.FIGURES), 2, "abc")
    assert message == (
        "2 new stories, 1 updated: A title\n"
        "\n"
        "- New story: A title (Paper)\n"
        "- New story: A title (Paper)\n"
        "- Updated: A title (Paper)\n"
        "\n"
        "Along with it: figures of 1 other record and 2 pictures.\n"
        "\n"
        "Edition: abc\n"
    )


def test_long_lists_and_long_titles_are_cut() -> None:
    """Ten headlines, a hundred characters, and a first line that every tool shows whole."""
    many = compose(changes(*[Kind.STORY] * 25, title="Wörter " * 60), 0, "abc").splitlines()
    assert len(many[0]) <= SUBJECT
    assert many[2 + HEADLINES] == "- and 15 more"
    assert max(map(len, many)) <= LINE
    every = compose(changes(*Kind, *Kind), 0, "abc").splitlines()[0]
    assert len(every) <= SUBJECT
    assert every.endswith("…")


def test_a_record_without_words_is_named_by_its_path() -> None:
    """A file nobody can read still has a name."""
    assert "- Removed: _news/a.md\n" in compose([Change(path="_news/a.md", kind=Kind.REMOVED)], 0, "abc")


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("Two\nlines\r\nand\ttab", "Two lines and tab"),
        ("\x1b]0;title\x07 \x00bell", "]0;title bell".replace("]", "|")),
        ("a\u202eb\u2066c\u200bd\ufeffe", "a b c d e"),
        ("[skip ci] [ci\u200b skip] ***NO_CI***", "|skip ci| |ci skip| *NO_CI*"),
        ("fixes #12, gh-12, #\u200b13", "fixes ＃12, gh 12, # 13"),
        ("by @someone", "by ＠someone"),
        ("closes https://x.org/1", "closes https: //x.org/1"),
        ("C# and F#, 50 % @ home", "C# and F#, 50 % @ home"),
        ("half a pair \ud800", "half a pair"),
        ("می‌خواهم 👩‍🚀", "می‌خواهم 👩‍🚀"),
    ],
)
def test_foreign_words_give_no_orders(foreign: str, shown: str) -> None:
    """What a terminal, git or the repository's host would act on is written otherwise; the rest is as it was."""
    assert harmless(foreign) == shown
