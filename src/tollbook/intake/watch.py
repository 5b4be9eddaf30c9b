"""Feeds asked again and again, politely; what is new in them goes into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from tollbook.fetch.client import Answer, Fetcher, plain_address
from tollbook.fetch.polls import Poll, after, load_polls, save_polls
from tollbook.fetch.robots import Robots
from tollbook.model.document import Original, Refused
from tollbook.read.child import Child
from tollbook.read.limits import Limits

POLITE = 1.0
"""Seconds between two pages of one site, where its robots.txt asks for no more."""


@dataclass(slots=True)
class Round:
    """One look at the feeds that are due: what they brought is given as documents to be taken in.

    ``known`` tells the addresses whose page is in the ledger, ``holds_text`` whether a page has any; ``pages`` whether the pages that entries
    lead to are fetched too.
    """

    fetcher: Fetcher
    robots: Robots
    limits: Limits
    known: Callable[[str], bool]
    holds_text: Callable[[Original], bool]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    every: timedelta
    pages: bool = True
    failures: list[Refused] = field(default_factory=list)
    polls: dict[str, Poll] = field(default_factory=dict)

    def look(self, file: Path, urls: Iterable[str]) -> Iterator[Original | Refused]:
        """The documents of all feeds that are due; call ``keep`` when all have been taken in, so that none is lost where the run stops before."""
        self.polls = load_polls(file)
        self.failures.clear()
        for url in dict.fromkeys(urls):
            poll = self.polls.get(url, Poll(url))
            if poll.is_due(self.clock()):
                answer = self.fetcher.get(url, poll.seen, self.robots.barred)
                yield from self._brought(url, answer)
                self.polls[url] = after(poll, answer, self.clock(), self.every)

    def keep(self, file: Path) -> None:
        """Writes when each feed may be asked again, and what its server said."""
        save_polls(file, self.polls.values())

    def _brought(self, url: str, answer: Answer | Refused) -> Iterator[Original | Refused]:
        if isinstance(answer, Refused):
            self.failures.append(answer)
        elif answer.original is not None:
            with Child(self.limits) as child:
                for entry in child.unfold_original(answer.original):
                    yield from self._found(url, entry)
        elif answer.status != 304:
            self.failures.append(Refused(url, f"the server answered {answer.status}"))

    def _found(self, url: str, entry: Original | Refused) -> Iterator[Original | Refused]:
        if isinstance(entry, Refused) and entry.name == url:
            self.failures.append(entry)
        elif isinstance(entry, Refused):
            yield entry
        elif entry.name == url:
            self.failures.append(Refused(url, "it is no feed; give the address of the feed itself, or add the page"))
        else:
            yield from self._entry(entry)

    def _entry(self, entry: Original) -> Iterator[Original]:
        page = plain_address(entry.told.url) if entry.told.url else None
        if page is None or not self.pages:
            yield entry
        elif not self.known(page):
            self.sleep(max(POLITE, self.robots.delay(page)))
            answer = self.fetcher.get(page, barred=self.robots.barred)
            whole = answer.original if isinstance(answer, Answer) else None
            told = replace(entry.told, url=page)
            if whole is None or not self.holds_text(whole):
                yield replace(entry, told=told)
            else:
                yield replace(whole, told=replace(told, title=None, lang=None))


def next_due(file: Path, urls: Iterable[str], now: datetime) -> float | None:
    """Seconds until the next feed may be asked; 0 where one is due, ``None`` where all are gone."""
    polls = load_polls(file)
    held = [polls.get(url, Poll(url)) for url in urls]
    due = [now if poll.due is None else poll.due for poll in held if not poll.gone]
    return max(0.0, (min(due) - now).total_seconds()) if due else None
