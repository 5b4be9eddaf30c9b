"""Whether the vault holds what the ledger says is in it, as far as that can be told."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from tollbook.store import sealed
from tollbook.store.failures import told_of
from tollbook.store.project import Project
from tollbook.store.vault import PASSPHRASE, VaultError, open_vault


def vault_faults(project: Project, documents: Collection[str]) -> Iterator[str]:
    """What is wrong with the vault, one line each; ``documents`` are those whose true source stands in it alone.

    Without a passphrase: whether it is there, unchanged, and holds enough. With one in TOLLBOOK_VAULT_PASSPHRASE: whether it holds each of them.
    """
    path = project.vault
    if not path.exists():
        if documents:
            yield f"{path}: the vault is missing, and with it {_sources(documents)}; restore it from a backup"
        return
    try:
        yield from _faults(project, documents)
    except OSError as error:
        yield f"{path}: {told_of(error)}"
    except sealed.DamagedError as error:
        yield f"{path}: {error}"
    except VaultError as error:
        yield str(error)


def _faults(project: Project, documents: Collection[str]) -> Iterator[str]:
    held = sealed.truths_in(project.vault)
    if os.environ.get(PASSPHRASE):
        known = {truth.document for truth in open_vault(project).truths()}
        yield from (f"{project.vault}: it does not hold the true source of document {sha256}" for sha256 in sorted(set(documents) - known))
    elif held < len(documents):
        yield f"{project.vault}: it holds no more than {held:,} of {_sources(documents)}; restore it from a backup"


def _sources(documents: Collection[str]) -> str:
    return f"the true sources of {len(documents):,} undisclosed documents"
