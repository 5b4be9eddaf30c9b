"""The vault keeps the truth, tells it to whoever knows the passphrase, and to nobody else."""

from __future__ import annotations

import errno
import hashlib
import os
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

import pytest

from tests.unit.store.samples import DAY
from tollbook.model.document import Published, Told
from tollbook.model.ledger import Truth
from tollbook.store import sealed
from tollbook.store.project import Project, make_project
from tollbook.store.vault import PASSPHRASE, VaultError, open_vault

WORDS = "correct horse battery"
TRUTH = Truth(
    "a" * 64,
    "mail from Amina \udce9.eml",
    Told(source="Amina K.", url="https://w.example", published=Published(DAY, "header")),
    (("from", "amina@w.example"),),
)
OTHER = Truth("b" * 64, "b.txt", Told())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose passphrase is in the environment."""
    monkeypatch.setenv(PASSPHRASE, WORDS)
    return make_project(tmp_path / "project")


def test_what_is_kept_is_told_again(project: Project) -> None:
    vault = open_vault(project)
    assert vault.truths() == ()
    assert vault.keep(TRUTH)
    assert vault.keep(OTHER)
    assert not vault.keep(TRUTH)
    again = open_vault(project)
    assert again.truths() == (TRUTH, OTHER)
    assert again.of("a" * 64) == (TRUTH,)
    assert again.of("c" * 64) == ()


def test_the_file_tells_nothing_and_is_its_owners(project: Project) -> None:
    open_vault(project).keep(TRUTH)
    held = project.vault.read_bytes()
    for word in (b"Amina", b"w.example", b"a" * 8, WORDS.encode()):
        assert word not in held
    assert project.vault.stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    open_vault(project).keep(TRUTH)
    monkeypatch.setenv(PASSPHRASE, WORDS + "!")
    with pytest.raises(VaultError, match=r"vault\.bin: the passphrase is wrong"):
        open_vault(project)


def test_two_programs_add_to_one_vault(project: Project) -> None:
    one, other = open_vault(project), open_vault(project)
    assert one.keep(TRUTH)
    assert other.keep(OTHER)
    assert not one.keep(OTHER)
    assert one.truths() == open_vault(project).truths() == (TRUTH, OTHER)


def test_a_record_that_was_cut_off_was_never_kept(project: Project) -> None:
    open_vault(project).keep(OTHER)
    whole = project.vault.read_bytes()
    open_vault(project).keep(TRUTH)
    cut = project.vault.read_bytes()
    for size in (len(whole) + 1, len(whole) + 20, len(cut) - 1):
        project.vault.write_bytes(cut[:size])
        vault = open_vault(project)
        assert vault.truths() == (OTHER,)
        assert project.vault.stat().st_size == size
        assert vault.keep(TRUTH)
        assert open_vault(project).truths() == (OTHER, TRUTH)
        aside = {path.read_bytes(): path.stat().st_mode & 0o077 for path in project.folder.glob("vault.bin.unfinished-*")}
        assert aside[cut[len(whole) : size]] == 0


def test_no_changed_byte_costs_a_truth(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tollbook.store.vault._key", lambda passphrase, salt: hashlib.sha256(salt + passphrase.encode()).digest())
    vault = open_vault(project)
    for n in range(4):
        vault.keep(Truth(f"{n}" * 64, f"{n}.txt", Told(source=f"Amina {n}")))
    whole = project.vault.read_bytes()
    for at in range(len(whole)):
        held = bytearray(whole)
        held[at] ^= 1 << at % 8
        project.vault.write_bytes(held)
        with pytest.raises(VaultError, match="restore"):
            open_vault(project)
        with pytest.raises(sealed.DamagedError):
            sealed.truths_in(project.vault)
        assert project.vault.read_bytes() == held
    project.vault.write_bytes(whole)
    assert sealed.truths_in(project.vault) == len(open_vault(project).truths()) == 4
    assert list(project.folder.glob("vault.bin.*")) == []


def test_an_open_vault_does_not_write_into_another(project: Project) -> None:
    vault = open_vault(project)
    before = project.vault.read_bytes()
    vault.keep(TRUTH)
    project.vault.write_bytes(before)
    with pytest.raises(VaultError, match="is another than was opened"):
        vault.keep(OTHER)
    assert project.vault.read_bytes() == before


def test_a_head_alone_is_no_vault(project: Project) -> None:
    open_vault(project)
    project.vault.write_bytes(project.vault.read_bytes()[: sealed.HEAD + 5])
    with pytest.raises(VaultError, match="its beginning is missing"):
        open_vault(project)


def _keep_in_new(project: Project, n: int) -> None:
    open_vault(project).keep(Truth(f"{n}" * 64, f"{n}.txt", Told()))


def test_two_programs_make_a_vault_at_once(project: Project) -> None:
    start = get_context("fork") if "fork" in get_all_start_methods() else get_context()
    for n in range(3):
        project.vault.unlink(missing_ok=True)
        both = [start.Process(target=_keep_in_new, args=(project, m)) for m in (n, n + 1)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert [one.exitcode for one in both] == [0, 0]
        assert {t.name for t in open_vault(project).truths()} == {f"{n}.txt", f"{n + 1}.txt"}


@pytest.mark.parametrize("linking", [True, False])
def test_who_comes_second_leaves_the_vault_alone(project: Project, monkeypatch: pytest.MonkeyPatch, linking: bool) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "no second names here")

    if not linking:
        monkeypatch.setattr(os, "link", no_link)

    def other_first(_: int) -> bytes:
        monkeypatch.setattr(os, "urandom", urandom)
        open_vault(project).keep(TRUTH)
        return urandom(16)

    urandom = os.urandom
    monkeypatch.setattr(os, "urandom", other_first)
    open_vault(project).keep(OTHER)
    assert open_vault(project).truths() == (TRUTH, OTHER)
    assert not list(project.folder.glob(".begun-*"))


def test_changed_or_exchanged_records_are_told(project: Project) -> None:
    vault = open_vault(project)
    vault.keep(TRUTH)
    held = bytearray(project.vault.read_bytes())
    held[-1] ^= 1
    project.vault.write_bytes(held)
    with pytest.raises(VaultError, match="record 1 was changed; restore the vault from a backup"):
        open_vault(project)


def test_records_are_bound_to_their_places(project: Project) -> None:
    vault = open_vault(project)
    start = project.vault.stat().st_size
    same = Truth("c" * 64, "c.txt", Told())
    vault.keep(OTHER)
    vault.keep(same)
    held = project.vault.read_bytes()
    half = (len(held) - start) // 2
    project.vault.write_bytes(held[:start] + held[start + half :] + held[start : start + half])
    with pytest.raises(VaultError, match="record 1 was changed"):
        open_vault(project)


def test_asking_at_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSPHRASE, raising=False)
    project = make_project(tmp_path / "project")
    answers = iter([WORDS, "another", WORDS, WORDS, WORDS])
    with pytest.raises(VaultError, match="the two passphrases are not the same"):
        open_vault(project, lambda _: next(answers))
    open_vault(project, lambda _: next(answers)).keep(OTHER)
    assert open_vault(project, lambda _: next(answers)).truths() == (OTHER,)
    assert next(answers, None) is None


def test_no_passphrase_or_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "project")
    monkeypatch.delenv(PASSPHRASE, raising=False)
    with pytest.raises(VaultError, match=f"set {PASSPHRASE}"):
        open_vault(project, lambda _: "")
    monkeypatch.setenv(PASSPHRASE, "short")
    with pytest.raises(VaultError, match="of 5 characters is soon guessed"):
        open_vault(project)
    assert not project.vault.exists()


def test_what_is_no_vault(project: Project) -> None:
    project.vault.write_bytes(b"a letter")
    with pytest.raises(VaultError, match="this is no vault"):
        open_vault(project)
    assert project.vault.read_bytes() == b"a letter"


def test_a_full_disk_costs_one_record(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    vault = open_vault(project)
    vault.keep(OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(VaultError, match=r"vault\.bin: the disk is full"):
            vault.keep(TRUTH)
    open_vault(project).keep(TRUTH)
    assert open_vault(project).truths() == (OTHER, TRUTH)
