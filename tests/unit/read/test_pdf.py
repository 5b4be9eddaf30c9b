"""Papers: pages in reading order, their paragraphs whole; scans and locks are told and not guessed at."""

from __future__ import annotations

import pytest

from tests.files import TEXT
from tests.files_pdf import LEFT, RIGHT, bulletin, encrypted, ligatures, one_line, scan, table, turned, two_columns
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Published, Unit
from tollbook.model.span import Span
from tollbook.read.limits import Limits
from tollbook.read.pdf import extract_pdf


def read(raw: bytes, limits: Limits | None = None) -> Extraction:
    return extract_pdf(Original("a.pdf", raw), limits or Limits())


def paragraphs(found: Extraction) -> list[str]:
    return found.text.split("\n\n")


def test_heads_feet_and_page_numbers_are_no_text() -> None:
    text = read(bulletin()).text
    assert text.startswith("Kolwe Situation Bulletin, issue 41\n\n"), "a title is text, though it is the running head of the next pages"
    assert not [w for w in ("issue 42", "issue 43", "registered readers", "Page ") if w in text]
    assert text.count("killed two traders") == 3


def test_a_paragraph_that_runs_over_a_page_is_one_and_tells_both_pages() -> None:
    found = read(bulletin())
    whole = "The long account of Tamba begins on a page and goes on at the head of the next one, says Tamba."
    assert whole in paragraphs(found)
    start = found.text.index(whole)
    assert [a.at for a in found.at(Span(start, start + len(whole)))] == ["1", "2"]
    assert {a.unit for a in found.anchors} == {Unit.PAGE}


@pytest.mark.parametrize("by_rows", [False, True], ids=["drawn by columns", "drawn by rows"])
def test_columns_are_read_one_after_the_other(by_rows: bool) -> None:
    title, *rest = paragraphs(read(two_columns(by_rows)))
    assert title == "Weekly report on the northern districts, written for all offices"
    assert rest == [*LEFT, *RIGHT]


def test_ligatures_are_letters_and_words_cut_at_line_ends_are_whole() -> None:
    assert read(ligatures()).text == (
        "Officials said the fighters fled after the soldiers had opened fire on the north-eastern road; a north-eastern village was burnt."
    )


def test_rows_of_a_table_are_lines_of_cells() -> None:
    assert paragraphs(read(table()))[-1].split("\n") == ["Place | Killed | Hurt", "Kolwe | 2 | 3", "Tamba | 0 | 1", "Orra | 4 | 12"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_upright(angle: int) -> None:
    assert paragraphs(read(turned(angle))) == list(TEXT)


def test_a_scan_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableReportError, match="scan without text; run it through text recognition"):
        read(scan([False, False]))


def test_a_page_that_is_a_scan_is_named_and_the_others_are_read() -> None:
    found = read(scan([True, False, True]))
    assert "page 2 is a scan without text" in found.notes
    assert paragraphs(found) == [TEXT[0], TEXT[0]]
    assert [a.at for a in found.anchors] == ["1", "3"]


def test_a_locked_paper_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    with pytest.raises(UnreadableReportError, match="encrypted; save a copy without its password"):
        read(encrypted("secret"))
    assert paragraphs(read(encrypted(""))) == [TEXT[0]]


MADE = b"/CreationDate (D:20240503233000+03'00') /Title (%s) /Author (%s)"


def test_the_day_the_file_was_made_is_told_as_such_where_the_text_has_none() -> None:
    found = read(one_line("Two men died in Kolwe.\nThey were traders.", MADE % (b"Two men died in Kolwe", b"A. Writer")))
    day = found.told.published
    assert day is not None and day.instant is not None
    assert (day.day.isoformat(), day.how, day.instant.isoformat()) == ("2024-05-03", "document", "2024-05-03T23:30:00+03:00")
    assert found.told.title == "Two men died in Kolwe" and found.told.author == "A. Writer"


DAYS = ["2 May 2024", "Date: 2 May 2024", "Published: May 2, 2024", "Goma, 2 May 2024", "Thursday, 2 May 2024", "2024-05-02"]


@pytest.mark.parametrize("line", DAYS)
def test_the_day_in_a_line_of_its_own_goes_before_it(line: str) -> None:
    found = read(one_line(f"Two men died\n{line}\nThey were traders of Kolwe.", MADE % (b"x", b"(anonymous)")))
    assert found.told.published is not None and isinstance(found.told.published, Published)
    assert (found.told.published.day.isoformat(), found.told.published.how) == ("2024-05-02", "text")
    assert found.told.author is None


@pytest.mark.parametrize("line", ["Two men who had been held since 2 May 2023 died.", "2 May 2024\n3 May 2024"])
def test_where_the_text_names_other_days_nothing_is_guessed(line: str) -> None:
    assert read(one_line(f"{line}\nThey were traders.", MADE % (b"x", b"x"))).told.published is None


def test_a_title_that_stands_only_in_the_properties_is_none() -> None:
    assert read(one_line("Two men died.", MADE % (b"Microsoft Word - draft7.doc", b""))).told.title is None


def test_too_many_pages_and_too_much_text_are_refused() -> None:
    with pytest.raises(UnreadableReportError, match="it has 3 pages, more than 2"):
        read(bulletin(3), Limits(pages=2))
    with pytest.raises(UnreadableReportError, match="more than 200 characters"):
        read(bulletin(3), Limits(text=200))


def test_a_paper_whose_end_is_lost_is_still_read() -> None:
    whole = bulletin(1)
    assert "killed two traders" in read(whole[: whole.index(b"startxref")]).text


@pytest.mark.parametrize("raw", [b"%PDF-1.4 and nothing more", bulletin(1)[:300], b"%PDF-1.7\n" + bytes(500)])
def test_what_is_no_paper_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(UnreadableReportError, match=r"save it anew|pages are empty") as told:
        read(raw)
    assert "\n" not in str(told.value)
