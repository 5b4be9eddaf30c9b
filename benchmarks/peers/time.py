"""Time libraries beside Tollbook: each runs in its own environment, and one that is not installed is told as lacking."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = "TOLLBOOK_PEERS"
"""The environment variable that names the folder of the peers' environments."""
DEFAULT = HERE.parents[1] / ".cache" / "peers"
LIMIT_SECONDS = 600
PEERS = ("heideltime", "recognizers", "dateparser")


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer's expressions, one list a text, and its texts a second; ``lacking`` says why there are none."""

    name: str
    found: tuple[list[dict[str, Any]], ...] = ()
    docs_per_s: float = 0.0
    lacking: str | None = None


def run_peers(texts: Sequence[dict[str, Any]]) -> Iterator[Peer]:
    """Every peer on the texts, in turn."""
    asked = "".join(json.dumps({"text": t["text"], "dct": str(t.get("dct") or "")[:10]}) + "\n" for t in texts)
    yield from (_run(name, asked, len(texts)) for name in PEERS)


def _run(name: str, asked: str, n: int) -> Peer:
    python = (Path(os.environ.get(FOLDER) or DEFAULT) / name / "bin" / "python").absolute()
    if not python.is_file():
        return Peer(name, lacking="not installed")
    with tempfile.TemporaryDirectory() as folder:
        try:
            told = subprocess.run(  # noqa: S603 - the interpreter of an environment the user made
                [str(python), str(HERE / f"time_{name}.py")],
                input=asked, capture_output=True, text=True, cwd=folder, timeout=LIMIT_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Peer(name, lacking=f"not done within {LIMIT_SECONDS} s")
    lines = told.stdout.splitlines()
    if told.returncode != 0 or len(lines) != n + 1:
        return Peer(name, lacking=(told.stderr.strip().splitlines() or ["no answer"])[-1][:80])
    return Peer(name, tuple(json.loads(line) for line in lines[:n]), round(n / max(json.loads(lines[n]), 1e-6), 2))
