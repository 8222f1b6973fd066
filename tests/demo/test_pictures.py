"""Pictures are drawn, not stored, and always the same."""

from topicwire.demo.pictures import draw
from topicwire.demo.publication import DemoPicture


def picture(kind: str, name: str = "a") -> DemoPicture:
    """Describe a small picture."""
    return DemoPicture(name=name, kind=kind, width=64, height=40, claimed_width=64, claimed_height=40)


def test_drawing_twice_gives_the_same_bytes() -> None:
    """In every format, AVIF included."""
    for kind in ("jpeg", "png", "webp", "gif", "avif"):
        assert draw.__wrapped__(picture(kind)) == draw.__wrapped__(picture(kind))


def test_other_names_give_other_pictures() -> None:
    """No two articles share a picture."""
    assert draw(picture("png", "a")) != draw(picture("png", "b"))
