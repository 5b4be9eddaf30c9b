"""Releases of a ledger: the same bytes for the same moment, whole or not at all, and never changed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.export.made import Gazetteer, Said, filed
from tests.unit.store.samples import NOW, entry
from tollbook.errors import TollbookError
from tollbook.export.release import MANIFEST, SUMS
from tollbook.export.wire import to_line
from tollbook.intake.release import ReleaseNameError, Wish, compare, make_release
from tollbook.model.incident import Incident
from tollbook.model.ledger import Entry, Reason
from tollbook.store.ledger import Ledger, open_ledger
from tollbook.store.project import Project, make_project, open_project
from tollbook.store.releases import NameTakenError, releases

ROOT = Path(__file__).parents[3]
FORMATS = ("csv", "jsonl", "acled", "ged", "gtd", "hapi", "hxl", "plover", "geojson", "xlsx", "sqlite")
WEEK = timedelta(7)


def told(killed: int, n: int = 0) -> Entry:
    """An entry of one report that tells of an attack, ``n`` weeks after the first."""
    text = f"Gunmen attacked the market of Sévaré on Tuesday and {killed} people died there."
    if n:
        text = f"A hospital in Sévaré counted {killed} dead after gunmen had fired at traders on the market on Tuesday, and asked for blood."
    held = filed(Said(tolls=(("killed", "total", killed),), published=date(2024, 3, 6) + n * timedelta(1), text=text))
    made = entry(text, at=NOW + n * WEEK)
    return Entry(made.original, made.capture, made.extraction, held.report, (to_line(held.account, held.report),), made.versions)


def whole(incidents: Sequence[Incident]) -> Sequence[Incident]:
    return sorted(incidents, key=lambda i: i.id)


def wish(name: str, n: int = 0, formats: Sequence[str] = ("csv", "jsonl")) -> Wish:
    return Wish(name, "amina", whole, {"all": True}, formats=formats, as_of=NOW + n * WEEK)


def project_in(folder: Path) -> Project:
    """A project with two reports, the second a week after the first."""
    made = make_project(folder)
    with open_ledger(made, create=True) as ledger:
        ledger.take(told(5))
        ledger.take(told(7, 1))
    return made


@pytest.fixture
def two(tmp_path: Path) -> Project:
    return project_in(tmp_path / "two")


def files_of(project: Project, name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project.releases / name).iterdir())}


def test_the_same_ledger_up_to_the_same_moment_gives_the_same_bytes(two: Project, tmp_path: Path) -> None:
    other = make_project(tmp_path / "other")
    with open_ledger(other, create=True) as ledger:
        ledger.take(told(5))
        first = make_release(ledger, wish("v1", formats=FORMATS), Gazetteer())
    with open_ledger(two) as ledger:
        assert make_release(ledger, wish("v1", formats=FORMATS), Gazetteer()).sha256 == first.sha256
    assert files_of(two, "v1") == files_of(other, "v1")


def test_the_manifest_names_every_file_by_its_hash(two: Project) -> None:
    with open_ledger(two) as ledger:
        made = make_release(ledger, wish("v1"), Gazetteer())
    files = files_of(two, "v1")
    held = json.loads(files[MANIFEST])
    assert hashlib.sha256(files[MANIFEST]).hexdigest() == made.sha256
    assert {name: hashlib.sha256(body).hexdigest() for name, body in files.items() if name not in (MANIFEST, SUMS)} == {
        name: told["sha256"] for name, told in held["files"].items()
    }
    assert files[SUMS].decode().count("\n") == len(files) - 1
    assert held["counts"] == {"incidents": 1, "accounts": 1, "reports": 1, "rows": {"csv": 1, "jsonl": 1}}
    assert (held["as_of"], held["profile"], held["filter"]) == (NOW.isoformat(), "public", {"all": True})
    assert held["codings"][0]["reports"] == 1
    assert not (two.releases / "v1" / MANIFEST).stat().st_mode & 0o222


def test_a_name_is_used_once_and_the_release_stays(two: Project) -> None:
    with open_ledger(two) as ledger:
        make_release(ledger, wish("v1"), Gazetteer())
        before = files_of(two, "v1")
        with pytest.raises(NameTakenError):
            make_release(ledger, wish("V1", 1), Gazetteer())
        assert [r.name for r in releases(ledger)] == ["v1"]
    assert files_of(two, "v1") == before
    assert [p.name for p in (two.releases).iterdir()] == ["v1"]


def test_what_lies_under_the_name_is_set_aside_and_not_lost(two: Project) -> None:
    (two.releases / "v1").mkdir(parents=True)
    (two.releases / "v1" / "keep.txt").write_text("mine", encoding="utf-8")
    with open_ledger(two) as ledger:
        make_release(ledger, wish("v1"), Gazetteer())
    assert (two.releases / "v1.set-aside-1" / "keep.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "../x", ".hidden", "a/b", "a b", "x" * 65, "CON", "nul.2", "R2."])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(ReleaseNameError, match="cannot name a release"):
        wish(name)


def test_two_releases_are_compared_by_name(two: Project) -> None:
    with open_ledger(two) as ledger:
        for n, name in enumerate(("v1", "v2")):
            make_release(ledger, wish(name, n), Gazetteer())
        found = compare(ledger, "v1", "v2")
        (changed,) = found.changed
        toll = next(c for c in changed.changes if c.field == "killed total")
        assert (toll.before, toll.after, toll.reasons) == ("5", "7 (5 to 7)", (Reason.TOLL_UPDATE, Reason.NEW_REPORT))
        with pytest.raises(TollbookError, match="name the older release first"):
            compare(ledger, "v2", "v1")
        with pytest.raises(TollbookError, match="there is no release 'v3'; releases: v1, v2"):
            compare(ledger, "v1", "v3")


KILL = """
import os, signal, sys
from pathlib import Path
from tollbook.intake import release
from tests.unit.intake.test_release import die_at
die_at(sys.argv[2], Path(sys.argv[1]))
"""
MOMENTS = ("_begin", "before _put", "after _put")


def die_at(moment: str, folder: Path) -> None:
    """Makes a release and is killed at the moment."""
    from tollbook.intake import release  # noqa: PLC0415 - what the child needs

    name = moment.rsplit(maxsplit=1)[-1]
    real = getattr(release, name)

    def patched(*given: object) -> object:
        if moment.startswith("before"):
            os.kill(os.getpid(), signal.SIGKILL)
        real(*given)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(release, name, patched)
    with open_ledger(open_project(folder)) as ledger:
        make_release(ledger, wish("v1"), Gazetteer())


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_leaves_no_release_and_the_next_makes_it(two: Project, tmp_path: Path, moment: str) -> None:
    command = [sys.executable, "-c", KILL, str(two.folder), moment]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_ledger(two) as ledger:
        assert releases(ledger) == ()
        made = make_release(ledger, wish("v1"), Gazetteer())
        assert releases(ledger) == (made,)
    other = project_in(tmp_path / "other")
    with open_ledger(other) as ledger:
        make_release(ledger, wish("v1"), Gazetteer())
    assert files_of(two, "v1") == files_of(other, "v1")
    assert {p.name for p in two.releases.iterdir()} <= {"v1", "v1.set-aside-1"}


def test_what_lies_ahead_is_cut_at_now(ledger: Ledger) -> None:
    ledger.take(told(5))
    made = make_release(ledger, Wish("v1", "amina", whole, {}, as_of=NOW + timedelta(365_000)), Gazetteer())
    assert json.loads(made.manifest)["as_of"] == made.at.isoformat()
