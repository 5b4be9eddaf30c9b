"""Briefs: pages for people, by the gate, with nothing of a report that could run or load."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from pypdf import PdfReader

from tests.unit.export.made import ATLAS, JNIM, NOW, VILLAGERS, Said, cleared, country, event, exportable, nowhere, place, region
from tests.unit.export.redteam import Record, records
from tollbook.export import brief_pdf
from tollbook.export.atlas import Atlas
from tollbook.export.brief import Asked, brief_of
from tollbook.export.brief_pdf import NoPrinterError, pdf_of
from tollbook.export.brief_sums import sums_of, tolls_by_day
from tollbook.export.brief_words import where_text
from tollbook.export.event import Event
from tollbook.export.gate import PUBLIC, Policy, clear
from tollbook.model.account import Claim
from tollbook.model.place import Place
from tollbook.model.toll import Toll

HOSTILE = '</title><script>alert(1)</script><img src=x onerror="alert(2)">'
OPEN = Policy("internal", names=True, coordinates=True, urls=True, small_cells=True, words=True)
STORY = (
    Said(tolls=(("killed", "total", Toll(5, 5, None)), ("injured", "total", 3)), claims=(Claim("none", None, "2024-03-06"),)),
    Said(
        published=date(2024, 3, 8), outlet="Lake Herald", tolls=(("killed", "total", 7),), claims=(Claim("denied", "JNIM", "2024-03-08"),),
        parties=(JNIM, VILLAGERS), text="Seven people died in the attack on the market of Sévaré on Tuesday, the ministry said. JNIM denied it.",
    ),
)  # fmt: skip


@pytest.fixture
def printer() -> Any:
    """The library that makes PDF, where it and what it needs of the system are there."""
    try:
        with warnings.catch_warnings():
            # Of a system library that a later version of it will want.
            warnings.simplefilter("ignore", DeprecationWarning)
            return import_module("weasyprint")
    except (ImportError, OSError) as error:
        pytest.skip(f"no PDF can be made here: {error}")


def tags_of(page: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a page with their attributes, as a browser's parser finds them."""
    return [(str(e.tag), dict(e.attrib)) for e in html.document_fromstring(page).iter()]


def one(*said: Said, policy: Policy = PUBLIC, atlas: Atlas = ATLAS) -> str:
    return brief_of([told(*said, policy=policy)], Asked("Brief", policy.profile, words=policy.words), atlas, whole=False)


def told(*said: Said, policy: Policy = PUBLIC) -> Event:
    (found,) = clear([exportable(*said)], policy, NOW, ATLAS).events
    return found


def many(*said: Said) -> str:
    items = [exportable(s) for s in said]
    found = cleared(*said).events
    ids = {e.id for e in found}
    return brief_of(found, Asked("All", "public", sums=sums_of(items, ids, (None, None)), tolls=tolls_by_day(items, ids)), ATLAS, whole=True)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).split())


def test_a_brief_tells_who_says_what_when_and_how_many() -> None:
    page = text_of(one(*STORY))
    for words in (
        "Armed attack at Sévaré (Mopti, Mali), 5 March 2024: 7 killed, 3 injured", "Nobody had claimed it, as of 6 March 2024",
        "denies having done it, as of 8 March 2024", "6 Mar 2024 at least 5 killed, 3 injured – Mopti Courier", "8 Mar 2024 7 killed – Lake Herald",
        "6 Mar 2024 Reported by Mopti Courier; known: at least 5 killed, 3 injured; nobody had claimed it", "5 Mar 2024 The event",
        "The words of the reports are held back in this profile", "No base map",
    ):  # fmt: skip
        assert words in page


def test_the_chart_draws_what_was_known_day_by_day() -> None:
    charts = [a.get("aria-label") for tag, a in tags_of(one(*STORY)) if tag == "svg"]
    assert charts[1:] == [f"People {told}" for told in ("killed, as known by day of publication: 6 Mar: 5; 8 Mar: 7",
                                                        "injured, as known by day of publication: 6 Mar: 3")]  # fmt: skip


def test_the_words_of_reports_stand_there_where_a_project_opens_them() -> None:
    page = text_of(one(*STORY, policy=OPEN))
    assert "“Seven people died in the attack on the market of Sévaré on Tuesday, the ministry said.”" in page
    assert "https://courier.example/1" in page
    assert "held back" not in page


@pytest.mark.parametrize("page", [one(*STORY), one(*STORY, policy=OPEN), many(*STORY), many()], ids=["public", "internal", "many", "none"])
def test_a_page_loads_and_runs_nothing(page: str) -> None:
    tags = tags_of(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "image", "use"} & {tag for tag, _ in tags}
    assert not [n for _, attributes in tags for n in attributes if n.startswith("on") or n in ("src", "srcset", "style", "xlink:href")]
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_hostile_texts_are_texts() -> None:
    said = Said(title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", where=place(HOSTILE), text=f"Gunmen killed five people. {HOSTILE}")
    page = one(said, policy=OPEN)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert {a["href"] for tag, a in tags_of(page) if tag == "a"} == set()


@pytest.mark.parametrize("record", records(), ids=lambda r: r.name)
def test_no_secret_is_in_a_public_brief(record: Record) -> None:
    found = cleared(record.said).events
    pages = [many(record.said), *(brief_of([e], Asked("Brief", "public"), ATLAS, whole=False) for e in found)]
    assert not [s for s in record.secrets for page in pages if s.lower() in text_of(page).lower()]


@pytest.mark.parametrize(
    ("where", "says"),
    [
        (nowhere("Kôko"), "no point is known or may be told, so no map is drawn"),
        (None, "No report tells the place"),
        (region(), "(admin1)"),
        (country(), "(country)"),
    ],
)
def test_a_map_says_what_it_cannot_show(where: Place | None, says: str) -> None:
    assert says in text_of(one(Said(where=where)))


def test_a_selection_counts_each_event_once_and_the_unknown_not_as_nought() -> None:
    page = text_of(many(STORY[0], Said(kind="killing", tolls=(), text="Two men were found dead near the river of Sévaré.")))
    assert "5 killed at least 5, in 1 event 1 of unknown toll" in page
    assert "Killing" in page
    assert "it is unknown and not 0" in page


def test_the_same_input_gives_the_same_page() -> None:
    assert one(*STORY) == one(*STORY)
    assert many(*STORY) == many(*STORY)


def test_without_its_library_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(NoPrinterError, match=r"pip install 'tollbook\[report\]'; HTML needs neither"):
        pdf_of("<p>")


def test_without_what_it_needs_of_the_system_a_pdf_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError(f"cannot load library for {name}\nand more")

    monkeypatch.setattr(brief_pdf, "import_module", broken)
    with pytest.raises(NoPrinterError, match=r"Pango of the system \(cannot load library for weasyprint\)"):
        pdf_of("<p>")


@pytest.mark.parametrize("policy", [PUBLIC, OPEN], ids=lambda p: p.profile)
def test_one_incident_is_one_page_of_a4_and_the_same_bytes(printer: Any, policy: Policy) -> None:
    page = one(*STORY, policy=policy)
    made = pdf_of(page)
    assert made == pdf_of(page)
    (sheet,) = PdfReader(io.BytesIO(made)).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    assert "Armed attack at Sévaré" in " ".join(sheet.extract_text().split())


@pytest.mark.parametrize("url", ["https://lake.example/x.png", "file:///etc/hostname", "data:text/plain,a"])
def test_a_pdf_fetches_nothing(printer: Any, url: str) -> None:
    with pytest.raises(printer.urls.FatalURLFetchingError, match=re.escape(url)):
        pdf_of(f'<img src="{url}"><p>A')


def test_a_single_event_of_no_toll_is_a_brief_too() -> None:
    assert "nobody gives a toll unknown, not 0" in text_of(brief_of([event(Said(tolls=()))], Asked("Brief", "public"), ATLAS, whole=False))


def test_words_that_two_sources_share_are_quoted_once() -> None:
    again = Said(outlet="Lake Herald", published=date(2024, 3, 7), text=f"{Said().text} Elders said so on Thursday.")
    page = text_of(one(Said(), again, policy=OPEN))
    assert page.count(f"“{Said().text}”") == 1
    assert "Lake Herald" in page


@pytest.mark.parametrize(
    ("where", "told"), [(place(), "Sévaré, Mopti, MLI"), (region(), "Mopti, MLI"), (country(), "Mali"), (nowhere("Kôko"), "Kôko, Mopti, MLI")]
)
def test_a_row_tells_the_place_in_few_words(where: Place, told: str) -> None:
    assert where_text(event(Said(where=where)).where) == told


def test_a_row_without_a_place_says_so() -> None:
    assert where_text(None) == "–"


LONG = [
    Said(
        published=date(2024, 3, 6) + timedelta(n), outlet=f"Lake Herald No. {n}", tolls=(("killed", "total", 5 + n),),
        text=f"Attackers came to the market of Sévaré, and {5 + n} people died of it there, as was told on day {n} of this long story.",
    )
    for n in range(40)
]  # fmt: skip


def test_of_a_long_story_the_first_and_the_last_are_told() -> None:
    page = text_of(one(*LONG))
    for words in ("6 Mar 2024 5 killed", "14 Apr 2024 44 killed", "33 figures between the first and the last are left out", "and 26 more sources"):
        assert words in page
    assert "28 Mar 2024" not in page


def test_a_long_story_without_words_is_one_page_too(printer: Any) -> None:
    assert len(PdfReader(io.BytesIO(pdf_of(one(*LONG)))).pages) == 1
