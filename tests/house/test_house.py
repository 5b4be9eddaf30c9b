"""The rules of the house that ruff does not know."""

from __future__ import annotations

import ast
import calendar
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.glossary import GLOSSARY

ROOT = Path(__file__).parents[2]
CODE = sorted(p for folder in ("src", "tests", "benchmarks", "docs") for p in (ROOT / folder).rglob("*.py"))
SOURCES = [p for p in CODE if p.is_relative_to(ROOT / "src")]
READERS = [p for p in SOURCES if p.parent.name in ("find", "frame", "resolve", "code")]
MAX_LINES = 300
MAX_STATEMENTS = 30
MAX_WORDS = 8
BANNED = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?)(?:_|$)|^_?(?:process|handle)_|(?:Util|Helper|Manager)s?$")
TEXTS = (".cfg", ".css", ".csv", ".html", ".js", ".json", ".md", ".py", ".run", ".sh", ".toml", ".txt", ".yml", "")
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|root|Users|tmp)/\w|[A-Z]:\\\\?Users"),
    "a package index by name": re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:index|find-links)-url\s*=?\s*http"),
}
CONTAINERS = (ast.List, ast.Set, ast.Tuple, ast.Dict)
CALENDAR = {name.lower() for name in (*calendar.month_name, *calendar.day_name) if len(name) > 3}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """The project's text files as git knows them; every text file where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name] if listed.returncode == 0 else CODE
    return [p for p in paths if p.is_file() and p.suffix in TEXTS]


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


def names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def words(node: ast.AST) -> list[str]:
    """The string constants that stand directly in a collection literal and are no labels of the parse."""
    held = [*(node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", []))]
    found = [n.value for n in held if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [w for w in found if w.isalpha() and w.islower() and w not in GLOSSARY]


@pytest.mark.parametrize("path", CODE, ids=named)
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", CODE, ids=named)
def test_functions_are_short(path: Path) -> None:
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not {f.name: statements(f) for f in functions if statements(f) > MAX_STATEMENTS}


@pytest.mark.parametrize("path", CODE, ids=named)
def test_names_say_something(path: Path) -> None:
    assert not [n for n in (path.stem, *names(tree(path))) if BANNED.search(n)]


@pytest.mark.parametrize("path", READERS, ids=named)
def test_words_are_data(path: Path) -> None:
    """Lists of words, months and days belong into data/."""
    literals = [n for n in ast.walk(tree(path)) if isinstance(n, CONTAINERS)]
    assert not [w for n in literals if len(w := words(n)) > MAX_WORDS and not _is_table_of_code(n)]
    strings = [n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert not [s for s in strings if s.lower() in CALENDAR]


def _is_table_of_code(node: ast.AST) -> bool:
    """A table from names to functions or other code is no list of words."""
    return isinstance(node, ast.Dict) and not any(isinstance(v, ast.Constant) for v in node.values)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    pattern = FORBIDDEN[what]
    assert not [named(p) for p in tracked() if pattern.search(p.read_text(encoding="utf-8", errors="replace"))]


def test_every_module_says_what_it_is_for() -> None:
    assert not [named(p) for p in SOURCES if p.read_text(encoding="utf-8").strip() and ast.get_docstring(tree(p)) is None]


def test_the_pipeline_shows_the_whole_product_on_one_page() -> None:
    assert len((ROOT / "src" / "tollbook" / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 80


def test_pins_are_hashed() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert text.count("==") and all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text.split("\n", 1)[1].strip()))
