"""What a site allows machines to read (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from tollbook.fetch.client import AGENT, Answer, Fetcher
from tollbook.model.document import Refused

KEPT, FAILED = 86_400.0, 600.0
LONGEST_DELAY = 60.0
"""A site that wants a longer pause between two pages than this gets this one: nobody's feed may stop all others."""
MAX_RULES = 500_000
"""Bytes of a robots.txt that count (RFC 9309, 2.5)."""


class Robots:
    """The rules of the sites asked for so far; a robots.txt is fetched again after a day (RFC 9309, 2.4), in ten minutes where it failed."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rules: dict[str, tuple[Protego | bool, float]] = {}

    def allow(self, url: str) -> bool:
        """True where the site lets this program read the address; no rules means yes, a site that cannot answer means no (RFC 9309, 2.3.1)."""
        rules = self._of(url)
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, AGENT))

    def delay(self, url: str) -> float:
        """Seconds the site asks between two requests, at most LONGEST_DELAY; 0 where it asks for none."""
        rules = self._of(url)
        return 0.0 if isinstance(rules, bool) else min(LONGEST_DELAY, float(rules.crawl_delay(AGENT) or 0.0))

    def _of(self, url: str) -> Protego | bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules, until = self._rules.get(site, (False, 0.0))
        now = self._clock()
        if site not in self._rules or now >= until:
            rules = self._asked(f"{site}/robots.txt")
            self._rules[site] = rules, now + (KEPT if rules is not False else FAILED)
        return rules

    def _asked(self, url: str) -> Protego | bool:
        answer = self._fetcher.get(url)
        if isinstance(answer, Refused):
            return False
        if answer.original is not None:
            return Protego.parse(answer.original.raw[:MAX_RULES].decode("utf-8", "replace"))
        return _without_rules(answer)


def _without_rules(answer: Answer) -> bool:
    return 400 <= answer.status < 500 and answer.status != 429
