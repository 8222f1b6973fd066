"""How editions enter the hub's git history: the `[git]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT

_NAME = r"^$|^[A-Za-z0-9_](?:[A-Za-z0-9._/-]{0,198}[A-Za-z0-9_-])?$"
"""No leading dash: it can never be taken for an option. What else a branch may not be called, git says itself."""
_IDENTITY = r"^$|^[^<>\x00-\x1f\x7f]{1,200}$"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class GitSettings:
    """How editions enter the hub's git history, where the hub folder is a repository."""

    enabled: bool = True
    """Commit every edition, where the hub folder is the top of a git repository; elsewhere this does nothing."""
    branch: Annotated[str, Field(pattern=_NAME)] = ""
    """Commit only while this branch is checked out; empty: whichever is."""
    name: Annotated[str, Field(pattern=_IDENTITY)] = ""
    """Author and committer of the commits; empty: as git is configured, `topicwire` where it is not."""
    email: Annotated[str, Field(pattern=_IDENTITY)] = ""
    """Their mail address; empty: as git is configured, `topicwire@` the hub's host where it is not."""
    sign: bool = False
    """Sign the commits with the key git is configured for. It must not need a passphrase typed in."""
    figures_hours: Annotated[float, Field(ge=0, le=8760)] = 24.0
    """Records of which only figures changed (heat, quality, isCached) wait this long, and then for a commit that has
    another reason; 0: they go with every such commit."""
    push: bool = False
    """Push after a commit. Never forced: what the remote refuses is told and tried again after the next run."""
    remote: Annotated[str, Field(pattern=_NAME)] = "origin"
    """Where to push to: a remote of the repository."""
    push_hooks: bool = False
    """Run the repository's pre-push hook (Git LFS needs it). No other hook is ever run."""
    push_seconds: Annotated[float, Field(gt=0, le=3600)] = 60.0
    """A push that takes longer is cut off."""
    site_branch: Annotated[str, Field(pattern=_NAME)] = ""
    """Publish the site to this branch too, as `gh-pages`, without touching the work tree; empty: to none."""
    site_commits: Annotated[int, Field(ge=0, le=100_000)] = 1
    """Commits kept on that branch: one more begins it afresh, so that old pages do not pile up. 0: all are kept."""
