"""Why accounts of an incident are held to be of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

_ID = re.compile(r"inc-[0-9a-f]{12}|[0-9a-f]{16}-[0-9a-f]{8}")


def is_id(given: str) -> bool:
    """True for what is an incident's or an account's id and no file's name."""
    return _ID.fullmatch(given) is not None and not Path(given).exists()


def reasons(given: str, project: Path) -> Iterator[str]:
    """The incident in one line, then each two of its accounts with the chance that they are of one event and what each feature adds to its odds.

    Last come the rows of other datasets that may be the incident.
    """
    from tollbook.cli.incidents import also_lines, line_of, told_as_of
    from tollbook.codebook.merging import load_merging
    from tollbook.intake.incidents import LANG
    from tollbook.merge.replay import in_order
    from tollbook.merge.score import weigh

    told = told_as_of(project, None)
    incident = told.incident(given)
    yield line_of(incident)
    table = load_merging(LANG)
    for a, b in combinations(in_order((told.filed[account] for account in incident.accounts), table), 2):
        if a.report == b.report:
            yield f"  {a.id} and {b.id}: told by one report as one event"
        else:
            weighed = weigh(a, b, table)
            yield f"  {a.id} and {b.id}: {weighed.chance:.0%}: {weighed.why}"
    if len(incident.accounts) == 1:
        yield f"  one account alone: {incident.accounts[0]}"
    yield from also_lines(project, told, incident)
