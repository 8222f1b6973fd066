"""What an editor asks the lab to try."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A change of the hub's files; all empty: what the files say now, beside what the last run went by."""

    topic: str = ""  # `_id` or name of the topic that the next six are about
    add: tuple[str, ...] = ()  # keywords
    drop: tuple[str, ...] = ()  # keywords or excluded phrases
    exclude: tuple[str, ...] = ()
    least: int | None = None
    match: str = ""
    threshold: int | None = None  # of the topic
    settings: tuple[str, ...] = ()  # `table.key=value` of hub.toml

    @property
    def is_about_a_topic(self) -> bool:
        """Say whether a topic's file is to be changed."""
        return any((self.add, self.drop, self.exclude, self.match)) or (self.least, self.threshold) != (None, None)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is to be changed."""
        return not self.settings and not self.is_about_a_topic
