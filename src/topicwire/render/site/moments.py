"""Times as machines write and read them. As readers see them: render/wording.py."""

from datetime import UTC, datetime


def machine(at: datetime) -> str:
    """Write a time for the `datetime` attribute, e.g. `2026-11-21T14:05:00Z`."""
    return f"{at.astimezone(UTC).isoformat()[:19]}Z"


def parse(raw: str) -> datetime | None:
    """Read a time as a record says it; one without a zone is UTC; None when it is no time."""
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
