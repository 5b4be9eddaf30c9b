"""The vault: true sources that must be protected, in one encrypted file that only ever grows."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from tollbook.errors import TollbookError
from tollbook.model.document import Told
from tollbook.model.ledger import Truth
from tollbook.store.failures import told_of
from tollbook.store.project import Project

PASSPHRASE = "TOLLBOOK_VAULT_PASSPHRASE"  # noqa: S105 - the name of the variable
SHORTEST = 8
"""Characters a new vault's passphrase has at least."""
_MAGIC = b"tollbook vault 1\n"
_SALT, _NONCE, _SIZE = 16, 12, struct.Struct(">I")
_COST = {"n": 2**15, "r": 8, "p": 1}
"""What scrypt's authors give for signing in: a tenth of a second and 32 MB for each guess."""
_HEAD = len(_MAGIC) + _SALT
_NOTHING = Truth("", "", Told())
"""The first record."""


class VaultError(TollbookError):
    """The vault cannot be opened or added to."""


class _Cipher(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


class Vault:
    """An open vault: what is kept is on the disk, encrypted, when ``keep`` returns."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._cipher = _cipher(key)
        self._truths: dict[Truth, None] = {}
        self._end, self._count = _HEAD, 0
        with self._open() as file:
            self._catch_up(file)

    def keep(self, truth: Truth) -> bool:
        """True where the truth is new; VaultError where it cannot be written."""
        with self._open() as file:
            self._catch_up(file)
            if truth in self._truths:
                return False
            # What a stopped run had begun is of no use, and nobody was told that it was kept.
            file.truncate(self._end)
            file.seek(self._end)
            file.write(self._sealed(_packed(truth)))
            file.flush()
            os.fsync(file.fileno())
            file.seek(self._end)
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
        """The file, held against other programs; it goes on where this one last read."""
        try:
            with self.path.open("r+b") as file:
                _hold(file)
                file.seek(self._end)
                yield file
        except OSError as error:
            raise VaultError(f"{self.path}: {told_of(error)}") from error

    def _catch_up(self, file: BinaryIO) -> None:
        """Reads what was added since; a last record that is not whole was never kept."""
        rest = file.read()
        at = 0
        while len(rest) - at >= _SIZE.size:
            (size,) = _SIZE.unpack_from(rest, at)
            record = rest[at + _SIZE.size : at + _SIZE.size + size]
            if len(record) < size:
                break
            truth = _unpacked(self._unsealed(record))
            if self._count:
                self._truths.setdefault(truth, None)
            at += _SIZE.size + size
            self._count += 1
        self._end += at

    def _sealed(self, data: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, data, _place(self._count))
        return _SIZE.pack(len(sealed)) + sealed

    def _unsealed(self, record: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415

        try:
            return self._cipher.decrypt(record[:_NONCE], record[_NONCE:], _place(self._count))
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
    return Vault(path, _key(given, _salt_of(path)))


def _make(path: Path, passphrase: str) -> None:
    """A new vault with one record that says nothing, against which a passphrase is known to be right."""
    salt = os.urandom(_SALT)
    nonce = os.urandom(_NONCE)
    first = nonce + _cipher(_key(passphrase, salt)).encrypt(nonce, _packed(_NOTHING), _place(0))
    begun = path.with_name(f".begun-{os.getpid()}-{path.name}")
    try:
        handle = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + salt + _SIZE.pack(len(first)) + first)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise VaultError(f"{path}: {told_of(error)}") from error


def _salt_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise VaultError(f"{path}: {told_of(error)}") from error
    if len(head) < _HEAD or not head.startswith(_MAGIC):
        raise VaultError(f"{path}: this is no vault; restore it from a backup or move it away")
    return head[len(_MAGIC) :]


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
