"""What a site allows machines to read (RFC 9309)."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from tollbook.fetch.client import AGENT, Answer, Fetcher
from tollbook.model.document import Refused

MAX_RULES = 500_000
"""Bytes of a robots.txt that count (RFC 9309, 2.5)."""


class Robots:
    """The rules of the sites asked for so far; fetches each site's robots.txt once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego | bool] = {}

    def allow(self, url: str) -> bool:
        """True where the site lets this program read the address; no rules means yes, a site that cannot answer means no (RFC 9309, 2.3.1)."""
        rules = self._of(url)
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, AGENT))

    def delay(self, url: str) -> float:
        """Seconds the site asks between two requests; 0 where it asks for none."""
        rules = self._of(url)
        return 0.0 if isinstance(rules, bool) else float(rules.crawl_delay(AGENT) or 0.0)

    def _of(self, url: str) -> Protego | bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._asked(f"{site}/robots.txt")
        return self._rules[site]

    def _asked(self, url: str) -> Protego | bool:
        answer = self._fetcher.get(url)
        if isinstance(answer, Refused):
            return False
        if answer.original is not None:
            return Protego.parse(answer.original.raw[:MAX_RULES].decode("utf-8", "replace"))
        return _without_rules(answer)


def _without_rules(answer: Answer) -> bool:
    return 400 <= answer.status < 500 and answer.status != 429
