"""What can dial out is listed, all of it and nothing else."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest
from typer.testing import CliRunner

from tollbook.cli.main import app
from tollbook.cli.net import DOORS
from tollbook.store.project import make_project

ELSEWHERE = {"why": "code", "import": "import_file"}
"""Commands whose module bears another name."""
COMMANDS = Path(__file__).parents[3] / "src" / "tollbook" / "cli"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("tollbook", cache_dir=None)


def commands() -> list[str]:
    return [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands] + [g.name or "" for g in app.registered_groups]


def test_exactly_the_listed_commands_reach_the_code_that_dials(graph: grimp.ImportGraph) -> None:
    modules = {name: f"tollbook.cli.{ELSEWHERE.get(name, name.replace('-', '_'))}" for name in commands()}
    modules = {name: module for name, module in modules.items() if module in graph.modules}
    assert len(modules) == len(commands())
    reach = {name for name, module in modules.items() if graph.find_shortest_chain(module, "tollbook.fetch.client")}
    assert reach == {door.what for door in DOORS}


def test_the_ledger_of_the_project_is_told(tmp_path: Path) -> None:
    make_project(tmp_path / "a")
    make_project(tmp_path / "b", "postgresql://amina@db.example/events")
    here = CliRunner().invoke(app, ["net", "--project", str(tmp_path / "a")])
    there = CliRunner().invoke(app, ["net", "--project", str(tmp_path / "b")])
    assert "its ledger is the file" in here.output
    assert "its ledger is at db.example" in there.output
    assert "amina" not in there.output
