"""Incidents as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from tollbook.model.incident import Incident


def to_json(incident: Incident) -> dict[str, Any]:
    """The incident as JSON has it: its fields as in ``model.incident``, days in ISO 8601, and beside them its accounts and revision."""
    held: dict[str, Any] = msgspec.to_builtins(incident)
    return {**held, "accounts": list(incident.accounts), "independent": incident.independent, "revision": incident.revision}
