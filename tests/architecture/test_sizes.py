"""Files stay small, functions shorter, and every public thing says what it is."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "topicwire"
FILES = sorted(SOURCE.rglob("*.py"))
FILE_LINES, FUNCTION_LINES = 400, 50

TABLES: set[str] = set()
"""Files that are tables and nothing else, by path under src/topicwire. The list only shrinks."""


def code_files() -> list[Path]:
    """List the files the limits hold for."""
    return [path for path in FILES if path.relative_to(SOURCE).as_posix() not in TABLES]


def name_of(path: Path) -> str:
    """Give a readable test id."""
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", code_files(), ids=name_of)
def test_files_stay_under_four_hundred_lines(path: Path) -> None:
    """A file over the limit holds two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", code_files(), ids=name_of)
def test_functions_stay_under_fifty_lines(path: Path) -> None:
    """A function over the limit does two things; docstrings do not count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert body_lines(node) <= FUNCTION_LINES, f"{path.name}:{node.lineno} {node.name}"


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    first = node.body[0]
    is_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    skipped = (first.end_lineno or 0) - first.lineno + 1 if is_doc else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - skipped


FORBIDDEN_NAMES = {"utils", "misc", "common", "base", "helper", "helpers", "manager", "handler", "data", "info"}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_has_a_name_that_says_nothing(path: Path) -> None:
    """A module is a noun or a stage."""
    assert path.stem not in FORBIDDEN_NAMES
