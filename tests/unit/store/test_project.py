"""The project's folder and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.read.limits import Limits
from tollbook.store.project import SETTINGS, ProjectError, make_project, open_project


def test_a_project_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    made = make_project(tmp_path / "a" / "project")
    below = made.folder / "one" / "two"
    below.mkdir(parents=True)
    assert open_project(below) == made
    assert open_project(made.folder) == made
    assert made.limits == Limits()
    assert made.ledger_url is None


def test_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"there is no project in .* or above it; make one with: tollbook init FOLDER"):
        open_project(tmp_path)


def test_a_project_is_made_once(tmp_path: Path) -> None:
    make_project(tmp_path)
    with pytest.raises(ProjectError, match="is a project already"):
        make_project(tmp_path)


def test_every_limit_stands_in_the_settings_and_can_be_set(tmp_path: Path) -> None:
    made = make_project(tmp_path)
    plain = made.settings.read_text(encoding="utf-8")
    made.settings.write_text(plain.replace("# document =", "document =").replace("# seconds = 10.0", "seconds = 2"), encoding="utf-8")
    assert open_project(tmp_path).limits == Limits(seconds=2)
    made.settings.write_text(plain.replace("# ratio = 200", "ratio = 50"), encoding="utf-8")
    assert open_project(tmp_path).limits == Limits(ratio=50)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[limits]\nhight = 1\n", "there is no limit 'hight'"),
        ("[limits]\npages = -1\n", "the limit 'pages' is -1; give a number above 0"),
        ("[limits]\npages = 1.5\n", "the limit 'pages' is 1.5"),
        ("[limits]\npages = true\n", "the limit 'pages' is True"),
        ('[limits]\nseconds = "ten"\n', "the limit 'seconds' is 'ten'"),
        ("limits = 3\n", "limits is no table"),
        ("colour = 1\n", "there is no setting 'colour'; settings: ledger, limits"),
        ("ledger = \n", "mend the line or take it out"),
        ("ledger = 3\n", "3 is no address of a ledger"),
        ('ledger = "mysql://x/y"\n', "the setting ledger is no address of a ledger; write it as postgresql://user@host/database"),
        ('ledger = "postgresql://me:secret@host/db"\n', "holds a password; take it out"),
        ('ledger = "postgresql://host/db?user=me&password=secret"\n', "holds a password; take it out"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, settings: str, told: str) -> None:
    (tmp_path / SETTINGS).write_text(settings, encoding="utf-8")
    with pytest.raises(ProjectError, match=r".*") as found:
        open_project(tmp_path)
    assert told in str(found.value)
    assert str(tmp_path / SETTINGS) in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://amina:s3cret@host/db",
        "postgresql://amina:s3/cret@host/db",
        "postgresql://amina:s3?cret@host/db",
        "postgresql://amina:s3@cret@host/db",
        'postgresql://amina:"s3cret@host/db',
        "postgresql:/amina:s3cret@host/db",
        "mysql://amina:s3cret@host/db",
        "mysql://amina@s3cret/db",
        "amina:s3cret@host",
        "amina s3cret",
        "postgresql://amina@s3cret@host/db",
        "postgresql://host/db?user=amina&password=s3cret",
        "postgresql://host/db?user=amina&pass%77ord=s3cret",
    ],
)
def test_no_message_tells_a_user_or_a_password(tmp_path: Path, address: str) -> None:
    with pytest.raises(ProjectError, match=r"the ledger's address holds a password|the setting ledger is no address") as found:
        make_project(tmp_path / "project", address)
    assert not any(part in str(found.value) for part in ("amina", "s3", "cret"))
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize(
    ("address", "place"),
    [("postgresql://me@db.example:5433/book", "db.example:5433/book"), ("postgresql://me@/book?host=/run/pg", "book"), (None, "ledger.sqlite")],
)
def test_messages_name_the_ledger_without_its_user(tmp_path: Path, address: str | None, place: str) -> None:
    made = make_project(tmp_path, address)
    assert open_project(tmp_path) == made
    assert made.place.removeprefix(f"{tmp_path}/") == place
