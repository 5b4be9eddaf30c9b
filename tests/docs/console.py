"""Runs the commands in a page's console blocks and puts their real output below them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?<=```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
WIDTH = "100"


def pages() -> list[Path]:
    """The pages that show commands with their output."""
    return [p for p in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if "```console" in p.read_text(encoding="utf-8")]


def refreshed(text: str, home: Path) -> str:
    """The page with the output of every command as it is now; ``home`` is the folder of the gazetteer."""
    return _BLOCK.sub(lambda block: "".join(_run(command, home) for command in _commands(block[0])), text)


def _commands(block: str) -> Iterator[str]:
    """The commands of a block: lines that begin with "$ ", and those that go on after a backslash."""
    held = ""
    for line in block.splitlines():
        if held or line.startswith("$ "):
            held += line + "\n"
            if not line.endswith("\\"):
                yield held
                held = ""


def _run(command: str, home: Path) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    own = {"PATH": path, "TOLLBOOK_HOME": str(home), "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    line = command.removeprefix("$ ")
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, env=os.environ | own, capture_output=True, text=True, encoding="utf-8", check=False)
    shown = done.stdout + done.stderr
    lines = [told.rstrip() for told in shown.splitlines()]
    return command + "".join(f"{told}\n" for told in lines)
