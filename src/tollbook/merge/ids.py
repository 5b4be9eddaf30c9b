"""Names of incidents that never mean another event."""

from __future__ import annotations

from tollbook.model.ledger import digest_of


def incident_id(account: str) -> str:
    """The id of the incident an account founded: "inc-" and 12 hex digits; it names the incident that holds the account, now and later."""
    return f"inc-{digest_of(('incident', account))[:12]}"
