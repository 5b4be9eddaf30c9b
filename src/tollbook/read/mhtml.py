"""Pages a browser saved with all they need in one file (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tollbook.errors import UnreadableReportError
from tollbook.model.document import Original, Told
from tollbook.read.days import published_in
from tollbook.read.found import Found, Task
from tollbook.read.letter import header, parsed, words_of


def page_of_mhtml(found: Found, task: Task) -> Iterator[Original]:
    """The page itself, with its address and when it was saved; UnreadableReportError where the file holds none."""
    raw = found.file.read(task.limits.document + 1)
    if len(raw) > task.limits.document:
        raise UnreadableReportError(f"it has more than {task.limits.document / 1e6:,.0f} MB; save the page as HTML only")
    letter = parsed(raw)
    part = next((p for p in letter.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if part is None:
        raise UnreadableReportError("it holds no page; save the page as HTML")
    page, media = words_of(part)
    url = header(letter, "Snapshot-Content-Location") or header(part, "Content-Location")
    saved = published_in(header(letter, "Date") or "", "header")
    told = Told(url=url if url and url.startswith(("http:", "https:")) else None).over(found.about.told)
    captured = saved.instant if saved else None
    task.budget.count()
    about = replace(found.about, name=f"{found.name}!/page.html", raw=page, media=media, told=told)
    yield replace(about, within=found.sha256(), captured=captured or about.captured)
