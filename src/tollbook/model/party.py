"""Who took part, as an account holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts, suffers or speaks: ``kind`` is a slug of the codebook's actor kinds, ``country`` ISO 3166-1 alpha-3.

    ``name`` stands in the text as it is; ``register`` is an id of the actor register, ``None`` where the text names nobody it knows.
    """

    name: str
    kind: str
    register: str | None = None
    country: str | None = None
    unidentified: bool = False
