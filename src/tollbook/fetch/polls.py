"""When each feed is asked again, and what its server said last."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tollbook.errors import DataFileError
from tollbook.fetch.client import UNSEEN, Answer, Seen
from tollbook.model.document import Refused

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=1)
"""Feeds are asked at most every five minutes, and failing ones at least once a day."""
_GONE = 410


@dataclass(frozen=True, slots=True)
class Poll:
    """One feed: the address, what its server said of its last copy, when it may be asked again, how often it failed in a row, whether it is gone."""

    url: str
    seen: Seen = UNSEEN
    due: datetime | None = None
    failures: int = 0
    gone: bool = False

    def is_due(self, now: datetime) -> bool:
        """True where the feed may be asked now."""
        return not self.gone and (self.due is None or self.due <= now)


def after(poll: Poll, answer: Answer | Refused, now: datetime, every: timedelta) -> Poll:
    """The feed after an answer: failures double the pause up to a day, a server that asks for time gets it, a feed that is gone is left alone."""
    pause = max(every, SHORTEST)
    if isinstance(answer, Answer) and answer.status in (200, 304):
        return replace(poll, seen=answer.seen, due=now + max(pause, _asked(answer)), failures=0)
    failures = poll.failures + 1
    pause = min(LONGEST, pause * 2 ** min(failures, 16))
    if isinstance(answer, Refused):
        return replace(poll, due=now + pause, failures=failures)
    return replace(poll, due=now + max(pause, _asked(answer)), failures=failures, gone=answer.status == _GONE)


def load_polls(file: Path) -> dict[str, Poll]:
    """The feeds asked so far by address; none where there is no such file. DataFileError where it is none of ours."""
    if not file.exists():
        return {}
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        polls = [Poll(r["url"], Seen(**r["seen"]), _instant(r["due"]), r["failures"], r["gone"]) for r in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise DataFileError(f"{file}: it does not hold the state of feeds ({error}); delete it and all feeds are asked anew") from error
    return {poll.url: poll for poll in polls}


def save_polls(file: Path, polls: Iterable[Poll]) -> None:
    """Writes the state of the feeds, whole or not at all."""
    rows = [asdict(poll) | {"due": poll.due.isoformat() if poll.due else None} for poll in polls]
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    beside.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    beside.replace(file)


def _asked(answer: Answer) -> timedelta:
    return timedelta(seconds=min(LONGEST.total_seconds(), answer.wait or 0))


def _instant(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told).astimezone(UTC)
