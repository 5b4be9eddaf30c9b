"""What a site allows machines to read (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from tollbook.fetch.client import AGENT, Fetcher
from tollbook.model.document import Refused

KEPT, FAILED = 86_400.0, 600.0
LONGEST_DELAY = 60.0
"""A site that wants a longer pause between two pages than this gets this one: nobody's feed may stop all others."""
BUSY = 429
MAX_RULES = 500_000
"""Bytes of a robots.txt that count (RFC 9309, 2.5)."""


class Robots:
    """The rules of the sites asked for so far; a robots.txt is fetched again after a day (RFC 9309, 2.4), in ten minutes where it failed."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rules: dict[str, tuple[Protego | bool | str, float]] = {}

    def allow(self, url: str) -> bool:
        """True where the site lets this program read the address; no rules means yes, a site that cannot answer means no (RFC 9309, 2.3.1)."""
        rules = self._of(url)
        return rules is True or (isinstance(rules, Protego) and bool(rules.can_fetch(url, AGENT)))

    def barred(self, url: str) -> str | None:
        """Why the address may not be read; ``None`` where it may."""
        if self.allow(url):
            return None
        rules, _ = self._rules[_site(url)]
        if isinstance(rules, str):
            return f"its site's robots.txt could not be read ({rules})"
        return f"the site's robots.txt does not allow {url}; ask the publisher, or save the page and add the file"

    def delay(self, url: str) -> float:
        """Seconds the site asks between two requests, at most LONGEST_DELAY; 0 where it asks for none."""
        rules = self._of(url)
        return 0.0 if not isinstance(rules, Protego) else min(LONGEST_DELAY, float(rules.crawl_delay(AGENT) or 0.0))

    def _of(self, url: str) -> Protego | bool | str:
        site = _site(url)
        rules, until = self._rules.get(site, (False, 0.0))
        now = self._clock()
        if site not in self._rules or now >= until:
            rules = self._asked(f"{site}/robots.txt")
            self._rules[site] = rules, now + (FAILED if isinstance(rules, str) else KEPT)
        return rules

    def _asked(self, url: str) -> Protego | bool | str:
        """The site's rules, True where it has none, and where it did not tell, why."""
        answer = self._fetcher.get(url)
        if isinstance(answer, Refused):
            return answer.reason
        if answer.original is not None:
            return Protego.parse(answer.original.raw[:MAX_RULES].decode("utf-8", "replace"))
        return True if 400 <= answer.status < 500 and answer.status != BUSY else f"the server answered {answer.status}"


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
