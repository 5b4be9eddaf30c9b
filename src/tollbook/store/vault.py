"""The vault: true sources that must be protected, in one encrypted file that only ever grows."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from tollbook.errors import TollbookError
from tollbook.model.document import Told
from tollbook.model.ledger import Truth
from tollbook.store import blobs, sealed
from tollbook.store.failures import told_of
from tollbook.store.project import Project

PASSPHRASE = "TOLLBOOK_VAULT_PASSPHRASE"  # noqa: S105 - the name of the variable
SHORTEST = 8
"""Characters a new vault's passphrase has at least."""
_NONCE = 12
_COST = {"n": 2**15, "r": 8, "p": 1}
"""What scrypt's authors give for signing in: a tenth of a second and 32 MB for each guess."""
_NOTHING = Truth("", "", Told())
"""The first record."""


class VaultError(TollbookError):
    """The vault cannot be opened or added to."""


class _Cipher(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


class Vault:
    """An open vault: what is kept is on the disk, encrypted, when ``keep`` returns."""

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        salt = _salt_of(path)
        self._cipher = _cipher(_key(passphrase, salt))
        self._truths: dict[Truth, None] = {}
        self._end, self._count, self._total = sealed.HEAD, 0, sealed.first_total(salt)
        with self._open() as file:
            self._catch_up(file)
        if not self._count:
            raise VaultError(f"{path}: its beginning is missing; restore the vault from a backup")

    def keep(self, truth: Truth) -> bool:
        """True where the truth is new; VaultError where it cannot be written."""
        with self._open() as file:
            self._catch_up(file)
            if truth in self._truths:
                return False
            self._set_aside(file)
            file.write(sealed.record_of(_encrypted(self._cipher, truth, self._count), self._total))
            file.flush()
            os.fsync(file.fileno())
            self._catch_up(file)
        return True

    def truths(self) -> tuple[Truth, ...]:
        """Everything that was kept, in order."""
        return tuple(self._truths)

    def of(self, document: str) -> tuple[Truth, ...]:
        """What was kept of the document with that SHA-256, in order; empty where nothing was."""
        return tuple(t for t in self._truths if t.document == document)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        """The file, held against other programs."""
        try:
            with self.path.open("r+b") as file:
                _hold(file)
                yield file
        except OSError as error:
            raise VaultError(f"{self.path}: {told_of(error)}") from error

    def _catch_up(self, file: BinaryIO) -> None:
        """Reads what was added since; a last record that was not written to its end was never kept."""
        if self._count:
            file.seek(self._end - sealed.SUM)
            if file.read(sealed.SUM) != self._total:
                raise VaultError(f"{self.path}: the vault is another than was opened; run the command again")
        file.seek(self._end)
        try:
            found = sealed.walk(file.read(), self._total, self._count)
        except sealed.DamagedError as error:
            raise VaultError(f"{self.path}: {error}") from error
        for body in found.bodies:
            truth = self._truth_in(body)
            if self._count:
                self._truths.setdefault(truth, None)
            self._count += 1
        self._end, self._total = self._end + found.size, found.total

    def _set_aside(self, file: BinaryIO) -> None:
        """Leaves the file at the end of its last whole record; what a stopped run had begun after it is kept beside the vault."""
        file.seek(self._end)
        if rest := file.read():
            aside = self.path.with_name(f"{self.path.name}.unfinished-{hashlib.sha256(rest).hexdigest()[:16]}")
            with suppress(FileExistsError):
                _write_new(aside, rest)
            file.truncate(self._end)
            file.seek(self._end)

    def _truth_in(self, body: bytes) -> Truth:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415

        try:
            return _unpacked(self._cipher.decrypt(body[:_NONCE], body[_NONCE:], _place(self._count)))
        except (InvalidTag, ValueError) as error:
            wrong = "the passphrase is wrong" if self._count == 0 else f"record {self._count} was changed; restore the vault from a backup"
            raise VaultError(f"{self.path}: {wrong}") from error


def open_vault(project: Project, ask: Callable[[str], str] | None = None) -> Vault:
    """The project's vault, made where there is none; VaultError without a passphrase, with a wrong one, or without the extra.

    The passphrase comes from TOLLBOOK_VAULT_PASSPHRASE, else from ``ask``, which by default asks at the terminal.
    """
    path, new = project.vault, not project.vault.exists()
    given = os.environ.get(PASSPHRASE) or _asked(ask, new)
    if not given:
        raise VaultError(f"the vault needs a passphrase; set {PASSPHRASE} or run the command at a terminal")
    if new and len(given) < SHORTEST:
        raise VaultError(f"a passphrase of {len(given)} characters is soon guessed; give one of {SHORTEST} or more")
    _cipher(bytes(32))
    if new:
        _make(path, given)
    return Vault(path, given)


def _make(path: Path, passphrase: str) -> None:
    """A new vault with one record that says nothing, against which a passphrase is known to be right; one that is there by now is left as it is."""
    salt = os.urandom(sealed.SALT)
    first = _encrypted(_cipher(_key(passphrase, salt)), _NOTHING, 0)
    whole = sealed.MAGIC + salt + sealed.record_of(first, sealed.first_total(salt))
    begun = path.with_name(f".begun-{os.getpid()}-{os.urandom(8).hex()}-{path.name}")
    try:
        _write_new(begun, whole)
        with suppress(FileExistsError):
            _name(begun, path, whole)
        blobs.settle(path.parent)
    except OSError as error:
        raise VaultError(f"{path}: {told_of(error)}") from error
    finally:
        begun.unlink(missing_ok=True)


def _name(begun: Path, path: Path, whole: bytes) -> None:
    """The whole file under its name; FileExistsError where another program was first."""
    try:
        os.link(begun, path)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk gives a file two names.
        _write_new(path, whole)


def _write_new(path: Path, data: bytes) -> None:
    """The bytes on the disk, for their owner's eyes; FileExistsError where something has that name."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _salt_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return sealed.salt_in(file.read(sealed.HEAD))
    except OSError as error:
        raise VaultError(f"{path}: {told_of(error)}") from error
    except sealed.DamagedError as error:
        raise VaultError(f"{path}: {error}") from error


def _asked(ask: Callable[[str], str] | None, new: bool) -> str:
    if ask is None and not sys.stdin.isatty():
        return ""
    ask = ask or getpass.getpass
    given = ask("Passphrase of the new vault: " if new else "Passphrase of the vault: ")
    if new and given and ask("The same once more: ") != given:
        raise VaultError("the two passphrases are not the same; run the command again")
    return given


def _key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, maxmem=2**26, dklen=32, **_COST)


def _cipher(key: bytes) -> _Cipher:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise VaultError("the vault needs its extra; run: pip install 'tollbook[vault]'") from error
    return AESGCM(key)


def _place(n: int) -> bytes:
    """What binds a record to its place, so that none can be moved or taken out unseen."""
    return b"record %d" % n


def _encrypted(cipher: _Cipher, truth: Truth, n: int) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, _packed(truth), _place(n))


def _packed(truth: Truth) -> bytes:
    return json.dumps(msgspec.to_builtins(truth), separators=(",", ":")).encode()


def _unpacked(data: bytes) -> Truth:
    return msgspec.convert(json.loads(data), Truth)


def _hold(file: BinaryIO) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ModuleNotFoundError:
        return
    fcntl.flock(file, fcntl.LOCK_EX)
