"""Feeds to their entries, each a page of its own, and lists of feeds to the addresses in them."""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from itertools import islice
from typing import Any

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Published, Refused, Told
from tollbook.read.html_dates import FIRST, LAST, Stamp, stamp_of
from tollbook.read.limits import Limits

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_JSON = re.compile(rb"\s*\{")
_NO_FEED = "it holds no feed entries; give the address of the feed itself, or save the page as HTML"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry says; ``html`` is its content, or else its summary."""

    html: str
    title: str | None
    author: str | None
    url: str | None
    lang: str | None
    published: Published | None


def read_feed(original: Original, limits: Limits) -> Iterator[Original | Refused]:
    """The entries of an RSS, Atom or JSON feed in feed order, each an HTML document named "feed.xml#3" with what the feed tells of it.

    An entry without text is Refused, as is what stands beyond the limits. UnreadableReportError where the bytes hold no feed.
    """
    raw = original.raw[: limits.document]
    outlet, entries = _json_feed(raw) if _JSON.match(raw.removeprefix(b"\xef\xbb\xbf")) else _xml_feed(raw, original)
    if not entries:
        raise UnreadableReportError(_NO_FEED)
    within = original.sha256
    # Title, address and day of a feed are not those of its entries.
    around = Told(source=original.told.source, lang=original.told.lang)
    for n, entry in enumerate(islice(entries, limits.members), 1):
        name = f"{original.name}#{n}"
        if not entry.html.strip():
            yield Refused(name, "the entry holds no text; add the page it leads to" + (f": {entry.url}" if entry.url else ""))
            continue
        told = Told(entry.title, entry.author, outlet, entry.url, entry.published, _primary(entry.lang)).over(around)
        yield Original(name, _page(entry), "text/html; charset=utf-8", told, original.headers, within, original.captured)
    if len(entries) > limits.members:
        yield Refused(f"{original.name}#{limits.members + 1}", f"the feed holds more than {limits.members} entries; split it")
    if len(original.raw) > limits.document:
        yield Refused(original.name, f"the feed has more than {limits.document} bytes; what stands beyond them was not read")


def feeds_in(original: Original, limits: Limits) -> list[str]:
    """The addresses of the feeds an OPML list names, in its order, each once; UnreadableReportError where it names none."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(original.raw[: limits.document], parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    elements = [] if tree is None else tree.iter("{*}outline")
    found = [value.strip() for e in elements for key, value in e.attrib.items() if key.lower() == "xmlurl" and value.strip()]
    if not found:
        raise UnreadableReportError("it names no feed; an OPML list has an outline with xmlUrl for each")
    return list(dict.fromkeys(found))[: limits.members]


def _page(entry: Entry) -> bytes:
    """The entry as a page: the same bytes whenever the entry is the same."""
    plain = [] if _TAG.search(entry.html) else [p.strip() for p in re.split(r"\n\s*\n", unescape(entry.html)) if p.strip()]
    body = "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in plain) or entry.html
    title = f"<h1>{escape(entry.title, quote=False)}</h1>\n" if entry.title else ""
    lang = f' lang="{escape(entry.lang)}"' if entry.lang else ""
    page = f'<!doctype html>\n<html{lang}><head><meta charset="utf-8"></head><body><article>\n{title}{body}\n</article></body></html>\n'
    return page.encode("utf-8", errors="replace")


def _xml_feed(raw: bytes, original: Original) -> tuple[str | None, list[Entry]]:
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": original.media} if original.media else {}
    # Bytes given as they are would be taken for the name of a file.
    try:
        parsed = feedparser.parse(io.BytesIO(raw), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the library raises whatever a damaged feed makes it stumble over
        raise UnreadableReportError(f"the feed is damaged ({' '.join(str(error).split())[:80]}); fetch it anew") from error
    lang = _line(parsed.feed.get("language"))
    return _line(parsed.feed.get("title")), [_xml_entry(e, lang) for e in parsed.entries]


def _xml_entry(entry: Any, lang: str | None) -> Entry:
    contents = [c for c in entry.get("content", ()) if c.get("value")]
    longest = max((str(c["value"]) for c in contents), key=len, default="")
    return Entry(
        longest or str(entry.get("summary") or ""), _line(entry.get("title")), _line(entry.get("author")), _address(entry.get("link")),
        next((c["language"] for c in contents if c.get("language")), lang), _published(entry),
    )  # fmt: skip


def _published(entry: Any) -> Published | None:
    stamp = _stamp(entry.get("published"), entry.get("published_parsed"))
    changed = _stamp(entry.get("updated"), entry.get("updated_parsed")) if "updated" in entry else None
    # In Atom's first form, and where a feed has no other date, the change is all that is told.
    first = stamp or changed
    if first is None:
        return None
    later = changed.instant if changed and changed.instant and (first.instant is None or changed.instant > first.instant) else None
    return Published(first.day, "feed", first.instant, later)


def _stamp(said: Any, parsed: Any) -> Stamp | None:
    """The stamp as it is written, with its zone; as the library reads it where it is written in no form of the standards."""
    found = stamp_of(said) if isinstance(said, str) else None
    if found is None and parsed:
        try:
            moment = datetime.fromtimestamp(timegm(parsed), tz=UTC)
        except (ValueError, TypeError, OverflowError, OSError):
            return None
        found = Stamp(moment.date())
    return found if found and FIRST <= found.day <= LAST else None


def _json_feed(raw: bytes) -> tuple[str | None, list[Entry]]:
    try:
        held = json.loads(raw.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableReportError("it is no whole JSON feed; fetch it again") from error
    items = held.get("items") if isinstance(held, dict) else None
    if not isinstance(items, list):
        raise UnreadableReportError(_NO_FEED)
    return _line(held.get("title")), [_json_entry(i, held) for i in items if isinstance(i, dict)]


def _json_entry(item: dict[str, Any], feed: dict[str, Any]) -> Entry:
    text = next((item[k] for k in ("content_html", "content_text", "summary") if isinstance(item.get(k), str) and item[k].strip()), "")
    authors = next((a for a in (item.get("authors"), [item.get("author")], feed.get("authors")) if isinstance(a, list) and any(a)), [])
    names = [n for a in authors if isinstance(a, dict) and (n := _line(a.get("name")))]
    stamp, changed = _stamp(item.get("date_published"), None), _stamp(item.get("date_modified"), None)
    later = changed.instant if stamp and changed and changed.instant and (stamp.instant is None or changed.instant > stamp.instant) else None
    published = Published(stamp.day, "feed", stamp.instant, later) if stamp else None
    lang = _line(item.get("language")) or _line(feed.get("language"))
    return Entry(text, _line(item.get("title")), ", ".join(names) or None, _address(item.get("url")), lang, published)


def _primary(lang: str | None) -> str | None:
    """The language of a tag as a page gives it: "en" of "en-GB"."""
    return lang.replace("_", "-").split("-")[0].lower() if lang else None


def _line(said: Any) -> str | None:
    """Text on one line, markup taken out; ``None`` where there is none."""
    return " ".join(unescape(_TAG.sub("", said)).split()) or None if isinstance(said, str) else None


def _address(said: Any) -> str | None:
    return said.strip() if isinstance(said, str) and said.strip().startswith(("http://", "https://")) else None
