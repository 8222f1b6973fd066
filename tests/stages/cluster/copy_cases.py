"""Made-up texts that are copies of an agency's text, and texts that only look like it."""

from collections.abc import Iterator

from tests.stages.cluster.builders import prose


def cases() -> Iterator[tuple[str, str, str, bool]]:
    """Give name, first text, second text, and whether the second is a copy; twenty of each kind."""
    for number in range(20):
        yield from _kinds(number, 200 + 20 * number)


def _kinds(number: int, length: int) -> Iterator[tuple[str, str, str, bool]]:
    wire = prose(f"wire{number}", length).split()
    own, boiler = prose(f"own{number}", length).split(), prose("boilerplate", 90).split()
    text = " ".join(wire)

    def case(name: str, words: list[str], is_copy: bool) -> tuple[str, str, str, bool]:
        return f"{name} {number}", text, " ".join(words), is_copy

    yield case("light edits", [f"x{word}" if at % 40 == 0 else word for at, word in enumerate(wire)], True)
    yield case("added paragraph", [*wire, *own[:60]], True)
    yield case("local intro", [*own[:50], *wire], True)
    yield case("cut end", wire[: length * 6 // 10], True)
    yield case("intro and cut end", [*own[:20], *wire[: length * 7 // 10]], True)
    yield case("release quoted in a report", [*own, *wire[: length * 3 // 10], *own[::-1]], False)
    yield case("same statement quoted", [*own[: length * 7 // 10], *wire[: length * 25 // 100]], False)
    yield case("own report", own, False)
    note = f"note{number}"
    first = " ".join([*prose(note, 70).split(), *boiler])
    yield f"short notes with boilerplate {number}", first, " ".join([*prose(f"{note}b", 70).split(), *boiler]), False
    yield f"live page grown {number}", " ".join(wire[:100]), " ".join([*own, *wire[:100]]), False
