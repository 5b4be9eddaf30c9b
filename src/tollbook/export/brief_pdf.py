"""A brief as PDF, for printing on A4."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib import import_module

from tollbook.errors import TollbookError

CLOCK = "SOURCE_DATE_EPOCH"


class NoPrinterError(TollbookError):
    """The library that makes PDF is not installed, or what it needs of the system is not."""

    def __init__(self, why: str | None = None) -> None:
        remedy = "run: pip install 'tollbook[report]'"
        if why is not None:
            remedy = f"it needs Pango of the system ({why}); on Debian run: apt install libpango-1.0-0 libpangoft2-1.0-0"
        super().__init__(f"writing PDF needs WeasyPrint; {remedy}; HTML needs neither")


def pdf_of(page: str) -> bytes:
    """The page as PDF, the same bytes each time with the same fonts; nothing is loaded. NoPrinterError where it cannot be made here."""
    try:
        library = import_module("weasyprint")
    except ImportError:
        raise NoPrinterError from None
    except OSError as error:
        raise NoPrinterError(str(error).splitlines()[0]) from error
    nothing = library.urls.URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
    # Fonts are stamped with the time, and a PDF without a number of its own takes one from the clock.
    before = os.environ.get(CLOCK)
    os.environ[CLOCK] = "0"
    try:
        made: bytes = library.HTML(string=page, url_fetcher=nothing).write_pdf(pdf_identifier=sha256(page.encode()).digest()[:16], pdf_tags=True)
    finally:
        if before is None:
            del os.environ[CLOCK]
        else:
            os.environ[CLOCK] = before
    return made
