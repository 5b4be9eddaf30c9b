"""Every command that is not named by `tollbook net` works with the network gone, workers and reading processes included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = Path(__file__).parent / "offline"
TEXT = "Gunmen killed two farmers near Kano on Monday, police said. Nobody has claimed the attack."
PAGE = f"<html><head><link rel='stylesheet' href='http://news.example/a.css'></head><body><article><p>{TEXT}</p></article></body></html>"


class Shell:
    """Runs commands where every look for a name and every connection is refused and written down."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.dialled = folder / "dialled.txt"
        self.env = {**os.environ, "TOLLBOOK_HOME": str(home), "PYTHONPATH": str(HOOK), "TOLLBOOK_DIALLED": str(self.dialled), "NO_COLOR": "1"}

    def run(self, *words: str) -> str:
        line = [sys.executable, "-c", "from tollbook.cli.main import run; run()", *words]
        done = subprocess.run(line, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def shell(tmp_path: Path, gazetteer_file: Path) -> Shell:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return Shell(tmp_path, gazetteer_file.parent)


def test_the_hook_sees_what_dials(shell: Shell) -> None:
    asking = "import socket\ntry:\n    socket.getaddrinfo('news.example', 80)\nexcept OSError as error:\n    print(error)"
    done = subprocess.run([sys.executable, "-c", asking], env=shell.env, capture_output=True, text=True, check=True)
    assert "no network" in done.stdout
    assert "news.example" in shell.dialled.read_text(encoding="utf-8")


def test_documents_are_read_coded_and_kept_without_a_network(shell: Shell) -> None:
    assert "Gunmen" in shell.run("read", "page.html")
    assert "Gunmen" in shell.run("code", "report.txt", "--published", "2024-03-14")
    shell.run("init", "project")
    how = ("--published", "2024-03-14", "--jobs", "1", "--project", "project")
    assert "2 read: 1 new, 1 of a text known" in shell.run("add", "report.txt", "page.html", *how)
    assert "armed-attack" in shell.run("incidents", "--project", "project")
    assert "all as they were put in" in shell.run("verify", "--project", "project")
    assert "doctor" in shell.run("--help")
    assert not shell.dialled.exists(), shell.dialled.read_text(encoding="utf-8")
