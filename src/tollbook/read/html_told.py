"""What a page says of itself: title, author, outlet, language, canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tollbook.codebook.pages import Marks, load_page_words
from tollbook.read.html_runs import Part, Run, squeeze

Json = dict[str, Any]
_SUFFIX = re.compile(r"\s+[|–—•·»-]\s+|\s*\|\s*|\s*::\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d\d?[./-]\d\d?(?:[./-]\d\d)?(?!\d)")
_BYLINE = 120
_REST = re.compile(r"[\n|•]|,? *\d")
_LANG = re.compile(r"[a-z]{2,3}", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4")
_MAX_NODES = 2000
_ABOVE, _LONG, _STANDS = 4, 200, 5
_TITLE = 12
"""Fewer letters are the name of a section or of an outlet."""
_ARTICLES = ("Article", "Posting", "Report", "Review")


@dataclass(frozen=True, slots=True)
class Head:
    """The page's meta elements (names in small letters, first said first) and its JSON-LD nodes, articles first."""

    metas: tuple[tuple[str, str], ...]
    nodes: tuple[Json, ...]
    title: str | None
    lang: str | None
    canonical: str | None

    def meta(self, names: tuple[str, ...]) -> Iterator[str]:
        """What the meta elements of these names say, in the order of the names."""
        return (value for name in names for said, value in self.metas if said == name)

    def node(self, key: str) -> Iterator[Any]:
        """What the JSON-LD nodes say under a key, articles first; nothing that is ``None`` or empty."""
        return (node[key] for node in self.nodes if node.get(key) not in (None, "", [], {}))


def head_of(tree: Any) -> Head:
    """The page's head, whatever of it can be read."""
    metas = [(name, " ".join(value.split())) for e in _naming(tree) for name in _names_of(e) if (value := _content(e)) and value.strip()]
    link = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    title = next((" ".join("".join(e.itertext()).split()) for e in tree.iterfind("./head/title")), None)
    return Head(tuple(metas), tuple(_nodes(tree)), title or None, tree.get("lang") or tree.get("xml:lang"), link)


def title_of(head: Head, runs: list[Run], first: Run | None) -> tuple[str | None, Run | None]:
    """The page's title, and the run that shows it; ``None`` each where it says or shows none."""
    outlet = outlet_of(head)
    said = [s for s in (*(str(h) for h in head.node("headline")), *head.meta(("og:title", "twitter:title"))) if s.strip()]
    page = [*said, *([_without_outlet(head.title, outlet)] if head.title else [])]
    pieces = sorted(_SUFFIX.split(head.title or ""), key=len, reverse=True)
    shown = _shown(runs, [*page, *pieces], first, outlet)
    if shown is not None:
        return shown.text.replace("\n", " "), shown
    # A window names its section in a word before the outlet; more words there are the title's own.
    whole = bool(page) and not said and len(_SUFFIX.split(page[0])[-1].split()) > 1
    return (" ".join((page[0] if whole else _without_outlet(page[0], outlet)).split()) if page else None), None


def author_of(head: Head, marks: Marks, tree: Any, lines: tuple[str, ...], bylines: tuple[re.Pattern[str], ...]) -> str | None:
    """Who signs the article, in its head, its markup or one of the lines about its title: names apart by commas; ``None`` where nobody does."""
    names = [n for said in head.node("author") for n in _names(said)][:5]
    if not names:
        names = [v for v in head.meta(marks.authors) if "://" not in v][:1]
    if not names:
        rel = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(concat(' ', normalize-space(@class), ' '), ' byline ')]")
        names = ["".join(e.itertext()).strip() for e in rel[:1]]
    if not any(names):
        names = [m["name"] for line in lines for p in bylines if len(line) < _BYLINE and (m := p.fullmatch(line))][:1]
    lines_of = [_REST.split(n)[0].strip() for n in names]
    clean = [next((m["name"] for p in bylines if (m := p.fullmatch(n))), n).strip(" ,|") for n in lines_of]
    return ", ".join(dict.fromkeys(n for n in clean if 2 < len(n) < 100)) or None


def outlet_of(head: Head, names: tuple[str, ...] = ("og:site_name",)) -> str | None:
    """The outlet's name as the page gives it; ``None`` where it gives none."""
    publisher = next((n for said in head.node("publisher") for n in _names(said)), None)
    return next(head.meta(("og:site_name",)), None) or publisher or next((v for v in head.meta(names) if "://" not in v), None)


def lang_of(head: Head) -> str | None:
    """The declared language as two or three small letters; ``None`` where none is declared."""
    metas = head.meta(("content-language", "og:locale", "dc.language", "inlanguage"))
    said = (head.lang, *metas, *(s for s in head.node("inLanguage") if isinstance(s, str)))
    return next((m[0].lower() for s in said if s and (m := _LANG.match(s.strip()))), None)


def url_of(head: Head, known: str | None) -> str | None:
    """The article's own address; ``None`` where neither the page nor its finder knows one."""
    said = (head.canonical, *head.meta(("og:url",)), *(s for s in head.node("url") if isinstance(s, str)))
    full = [s.strip() for s in said if s and s.strip().startswith(("http://", "https://"))]
    return full[0] if full else known


def kinds_of(head: Head) -> frozenset[str]:
    """The schema.org types of what the page is about; "CollectionPage" too where it calls itself a site."""
    said = [kind for kinds in head.node("@type") for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    site = next(head.meta(("og:type",)), "") == "website" and not any(_is_article(n) for n in head.nodes)
    return frozenset([*said, *(["CollectionPage"] if site else [])])


def _naming(tree: Any) -> Iterator[Any]:
    """Meta elements, then those of the text that bear a property as such elements do."""
    yield from tree.iter("meta")
    yield from (e for e in tree.iter() if e.tag not in ("meta", "time") and (e.get("itemprop") or e.get("property")))


def _names_of(element: Any) -> list[str]:
    keys = ("property", "name", "itemprop", "http-equiv") if element.tag == "meta" else ("property", "itemprop")
    return [name.lower() for key in keys for name in (element.get(key) or "").split()]


def _content(element: Any) -> str | None:
    said: str | None = element.get("content") or (element.get("title") if element.tag == "abbr" else None)
    return said


def _nodes(tree: Any) -> Iterator[Json]:
    found = [n for e in tree.iter("script") if "ld+json" in (e.get("type") or "").lower() for n in _flat(_json(e.text or ""))]
    return iter(sorted(found, key=lambda n: not _is_article(n)))


def _is_article(node: Json) -> bool:
    kinds = node.get("@type")
    return any(isinstance(k, str) and k.endswith(_ARTICLES) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _json(text: str) -> Any:
    """The JSON, also where it is wrapped in comments or has raw line breaks in its strings; ``None`` where it is none."""
    clean = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.{0,40}?\*/)+|(?:-->|//\]\]>)\s*;?\s*$", "", text).strip().rstrip(";")
    try:
        return json.loads(clean, strict=False)
    except (ValueError, RecursionError):
        return None


def _flat(held: Any) -> Iterator[Json]:
    """The nodes of a JSON-LD value: those of lists, graphs and main entities too."""
    stack, seen = [held], 0
    while stack and seen < _MAX_NODES:
        node = stack.pop(0)
        seen += 1
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            yield node
            stack.extend(node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if isinstance(node.get(k), list | dict))


def _names(said: Any) -> list[str]:
    if isinstance(said, str):
        return [said] if "://" not in said else []
    if isinstance(said, list):
        return [n for s in said for n in (_names(s) if not isinstance(s, list) else [])]
    return _names(said.get("name")) if isinstance(said, dict) and isinstance(said.get("name"), str) else []


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title of the window without the outlet at one of its ends."""
    pieces = _SUFFIX.split(title)
    if len(pieces) < 2 or _holds_day(pieces[-1]):
        return title
    if outlet and squeeze(pieces[0]) == squeeze(outlet):
        return title[title.index(pieces[1]) :]
    longest = max(pieces, key=len)
    return title[: title.rindex(pieces[-1])].rstrip(" |–—•·»-:") if outlet is None or squeeze(outlet) in squeeze(pieces[-1]) else longest


def _holds_day(words: str) -> bool:
    """True where a day stands in the words, with its year, in figures or by the name of its month."""
    named = not load_page_words("en").calendar.isdisjoint(words.lower().replace(",", " ").replace(".", " ").split())
    return bool(_YEAR.search(words)) or (named and any(c.isdigit() for c in words))


def _shown(runs: list[Run], said: list[str], first: Run | None, outlet: str | None) -> Run | None:
    """The heading that shows the title: the first one that says what the page's head says, or the only first-rank heading before the text."""
    wanted = [s for s in map(squeeze, said) if len(s) >= _TITLE]
    heads = [r for r in runs if _rank(r) is not None and r.squeezed and r.squeezed != squeeze(outlet or "")]
    by_rank = sorted(heads, key=lambda r: _rank(r) or 0)
    agreed = next((r for w in wanted for r in by_rank if _agree(r.squeezed, w)), None)
    if agreed is not None:
        return agreed
    place = next((i for i, r in enumerate(runs) if r is first), len(runs))
    lines = [r for r in runs[: place + 1] if r.block.tag in _HEADINGS and len(r.squeezed) >= _TITLE]
    before = [r for r in lines if r.linked < 1 and r.part is not Part.FURNITURE]
    plain = [r for r in runs[max(0, place - _ABOVE) : place] if _is_headline(r)] if not lines and place < len(runs) else []
    return next((r for r in reversed(before) if r.block.tag == "h1"), before[0] if len(before) == 1 else plain[0] if plain else None)


def _is_headline(run: Run) -> bool:
    """True for a line of some words that ends as no sentence does, on pages that mark no headings."""
    return run.linked == 0 and len(run.text.split()) >= _STANDS and len(run.text) < _LONG and not re.search(r"[.!?]$|\b(?:19|20)\d\d\b", run.text)


def _rank(run: Run) -> int | None:
    """1 to 3 for headings and what is classed as one; ``None`` for other runs."""
    if run.block.tag in ("h1", "h2", "h3"):
        return int(run.block.tag[1])
    names = f"{run.block.get('class') or ''} {run.block.get('id') or ''}".lower()
    return 2 if any(w in names for w in ("headline", "title", "titre")) or run.block.tag in ("td", "center", "b", "font") else None


def _agree(shown: str, said: str) -> bool:
    """True where one says what the other says, give or take an end (an outlet, an ellipsis)."""
    short, long = sorted((shown, said), key=len)
    return short == long or (len(short) > 15 and len(short) * 10 >= len(long) * 6 and (long.startswith(short[:-3]) or long.endswith(short)))
