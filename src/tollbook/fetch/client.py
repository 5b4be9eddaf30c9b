"""One web address to one original, within limits."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2

from tollbook.errors import TollbookError
from tollbook.fetch.guard import GuardedTransport
from tollbook.model.document import Original, Refused, Told
from tollbook.read.limits import Limits

AGENT = "tollbook"
REDIRECTS = 5
_NUMBER = re.compile(r"[0-9]{1,9}")
_TIMEOUT = httpx2.Timeout(10.0)
_MOVED = frozenset({301, 302, 303, 307, 308})
_KEPT = frozenset({
    "cache-control", "content-disposition", "content-encoding", "content-language", "content-length", "content-type", "date", "etag", "expires",
    "last-modified", "link", "location", "retry-after", "server", "via", "x-robots-tag",
})  # fmt: skip
"""Headers that are part of the evidence; cookies and the like are nobody's business."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of the copy fetched last, so that it need not send it again."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditional headers of a request."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value is not None}


UNSEEN = Seen()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: ``original`` is None where nothing changed or nothing came, ``wait`` is the seconds it asks for before the next time."""

    url: str
    status: int
    original: Original | None = None
    seen: Seen = UNSEEN
    wait: float | None = None


class Fetcher:
    """Fetches over HTTP and HTTPS from public addresses; a context manager. It reads the clock for the capture time and for its time limit."""

    def __init__(self, limits: Limits, allowed: frozenset[str] = frozenset(), transport: httpx2.BaseTransport | None = None) -> None:
        self._limits = limits
        self._client = httpx2.Client(
            transport=transport or GuardedTransport(allowed), timeout=_TIMEOUT, follow_redirects=False, trust_env=False,
            headers={"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"},
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def get(self, url: str, seen: Seen = UNSEEN, barred: Callable[[str], str | None] = lambda _: None) -> Answer | Refused:
        """The server's answer, redirects followed unless ``barred`` says why not; Refused with the reason where there is none."""
        here = url
        for _ in range(REDIRECTS + 1):
            wrong = _not_an_address(here)
            if wrong:
                return Refused(url, wrong)
            why_not = barred(here)
            if why_not is not None:
                return Refused(url, why_not)
            try:
                answer = self._one(here, seen)
            except TollbookError as error:
                return Refused(url, str(error))
            except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
                return Refused(url, f"no answer from {here}: {str(error) or type(error).__name__}; try again later")
            if isinstance(answer, str):
                here = urljoin(here, answer)
            else:
                return answer
        return Refused(url, f"more than {REDIRECTS} redirects; give the address they lead to")

    def _one(self, url: str, seen: Seen) -> Answer | Refused | str:
        """One request: the answer, why it is refused, or the address it redirects to."""
        until = time.monotonic() + 3 * self._limits.seconds
        with self._client.stream("GET", url, headers=seen.headers()) as response:
            if response.status_code in _MOVED and "location" in response.headers:
                return response.headers["location"]
            if response.status_code == 200:
                body = self._body(response, until)
                if isinstance(body, str):
                    return Refused(url, body)
                return Answer(url, 200, _original(url, body, response), _seen(response), _wait(response))
            if response.status_code == 304:
                return Answer(url, 304, None, seen, _wait(response))
            return Answer(url, response.status_code, None, Seen(), _wait(response))

    def _body(self, response: httpx2.Response, until: float) -> bytes | str:
        """The body, decoded; why not, where it is too large or too slow."""
        limit = self._limits.document
        told = response.headers.get("content-length", "").strip()
        parts: list[bytes] = []
        held = int(told) if _NUMBER.fullmatch(told) and int(told) > limit else 0
        chunks = response.iter_bytes()
        while held <= limit:
            part = next(chunks, None)
            if part is None:
                return b"".join(parts)
            parts.append(part)
            held += len(part)
            if time.monotonic() > until:
                return f"it was still sending after {3 * self._limits.seconds:.0f} seconds; save the page and add the file"
        return f"it is larger than {limit / 1e6:.0f} MB; raise the limit 'document' in tollbook.toml if that is meant"


def plain_address(url: str) -> str:
    """The address without its fragment and what only tells where the reader came from (utm_source and the like); as given where it is none."""
    if _not_an_address(url) is not None:
        return url
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a library below it warns of a sort of proxy that is never used here
        from courlan import clean_url  # noqa: PLC0415 - rarely needed

    found: str | None = clean_url(url)
    return urldefrag(found or url).url


def _not_an_address(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return "the address holds a user name or password, which would be kept for ever; leave it out" if "@" in parts.netloc else None
    except ValueError:
        pass
    return f"{url} is no web address; give one that begins with http:// or https://"


def _original(url: str, body: bytes, response: httpx2.Response) -> Original:
    kept = tuple((k.lower(), v) for k, v in response.headers.items() if k.lower() in _KEPT)
    return Original(url, body, response.headers.get("content-type"), Told(url=url), kept, None, datetime.now(UTC))


def _seen(response: httpx2.Response) -> Seen:
    return Seen(response.headers.get("etag"), response.headers.get("last-modified"))


def _wait(response: httpx2.Response) -> float | None:
    """Seconds a server asks to be left alone, where it says so in seconds or as a date."""
    told = response.headers.get("retry-after")
    if told is None:
        return None
    if _NUMBER.fullmatch(told.strip()):
        return float(told)
    try:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 - rarely needed

        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
