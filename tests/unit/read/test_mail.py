"""Letters: what their sender wrote and forwarded, with day and sender; what is attached is a document of its own."""

from __future__ import annotations

import pytest

from tests.files import TEXT, letter, letter_html, mailbox, word
from tests.files_pdf import two_columns
from tollbook.codebook.files import load_table
from tollbook.codebook.letters import LetterRule, LettersFile, load_letters
from tollbook.errors import UnreadableReportError
from tollbook.model.document import Extraction, Original, Refused, Unit
from tollbook.read import media
from tollbook.read.extract import extract
from tollbook.read.limits import Limits
from tollbook.read.originals import originals_of

FILE = load_table("pages/letters.yml", LettersFile)
RULES = [FILE.prefix, FILE.forward_prefix, FILE.forward, FILE.original, FILE.wrote, FILE.sent_from]


def read(raw: bytes) -> Extraction:
    return extract(Original("a.eml", raw), Limits())


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_lines_that_letters_set_apart(rule: LetterRule) -> None:
    pattern = getattr(load_letters(), rule.id.partition(".")[2].replace("-", "_"))
    matches = pattern.match if "prefix" in rule.id else pattern.fullmatch
    assert not [e for e in rule.examples if not matches(e)]
    assert not [c for c in rule.counter if matches(c)]


def test_a_letter_tells_its_subject_its_sender_and_the_instant_with_its_zone() -> None:
    found = read(letter())
    day = found.told.published
    assert day is not None and day.instant is not None
    assert (day.day.isoformat(), day.how, day.instant.isoformat()) == ("2024-05-03", "header", "2024-05-03T23:30:00+03:00")
    assert (found.told.title, found.told.author, found.told.source) == ("Market attacked in Kolwe", "Situation Desk", None)
    assert found.text == "\n\n".join(("Market attacked in Kolwe", *TEXT))
    assert {a.unit for a in found.anchors} == {Unit.ELEMENT}
    assert [a.at for a in found.anchors] == ["header/subject", "part[1]/p[1]", "part[1]/p[2]", "part[1]/p[3]"]


ANSWER = f"""{TEXT[0]}

On Fri, 3 May 2024 at 10:12, A. Writer of the Desk
<a@courier.example> wrote:
> {TEXT[1]}
>
{TEXT[2]}
Sent from my phone
--\x20
The desk
Kolwe Street 5
"""


def test_quoted_words_and_signatures_are_dropped_and_answers_between_them_kept() -> None:
    assert read(letter(ANSWER, "Re: RE: [EXTERNAL] Attack")).text == f"Attack\n\n{TEXT[0]}\n\n{TEXT[2]}"


@pytest.mark.parametrize("mark", ["---------- Forwarded message ---------", "Begin forwarded message:", "-----Original Message-----"])
def test_what_was_forwarded_is_kept(mark: str) -> None:
    text = f"See below.\n-- \nThe desk\n\n{mark}\nFrom: A. Writer\n\n{TEXT[1]}\n\n> {TEXT[2]}\n"
    found = read(letter(text, "Fwd: Attack")).text
    assert found.startswith("Attack\n\nSee below.")
    assert TEXT[1] in found and TEXT[2] in found and "The desk" not in found


def test_below_an_answer_the_original_message_is_dropped() -> None:
    found = read(letter(f"{TEXT[0]}\n\n-----Original Message-----\nFrom: A. Writer\n\n{TEXT[1]}\n", "RE: Attack")).text
    assert TEXT[0] in found and TEXT[1] not in found


def test_a_letter_of_quoted_words_alone_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="only what was quoted"):
        read(letter("> Two men died.\n"))


def test_a_letter_without_plain_text_is_read_as_a_page() -> None:
    found = read(letter_html())
    assert found.told.title == "Daily brief" and found.text.startswith("Daily brief\n\n")
    assert all(paragraph in found.text for paragraph in TEXT)
    assert found.anchors[-1].at.startswith("part[1]/html/body")


def test_subjects_in_other_letters_are_decoded() -> None:
    raw = letter().replace(b"Subject: Market attacked in Kolwe", b"Subject: =?iso-8859-1?q?Attaque_=E0_Kolwe?=\n =?utf-8?b?IOKAlCBkZXV4IG1vcnRz?=")
    assert read(raw).told.title == "Attaque à Kolwe — deux morts"


@pytest.mark.parametrize("day", [b"", b"yesterday", b"Fri, 99 Foo 2024 10:00:00", b"Fri, 03 May 1024 10:00:00 +0000"])
def test_a_day_that_is_none_is_none(day: bytes) -> None:
    assert read(letter().replace(b"Fri, 03 May 2024 23:30:00 +0300", day)).told.published is None


def test_attachments_are_documents_that_tell_the_day_of_the_letter() -> None:
    picture = ("logo.png", "image/png", b"\x89PNG")
    attached = [("brief.docx", "application/octet-stream", word()), ("two.pdf", "application/pdf", two_columns()), picture]
    found = list(originals_of(Original("a.eml", letter(attached=attached)), Limits()))
    assert [f.name for f in found] == ["a.eml", "a.eml!/brief.docx", "a.eml!/two.pdf"]
    whole, brief, paper = found
    assert isinstance(whole, Original) and isinstance(brief, Original) and isinstance(paper, Original)
    assert brief.within == whole.sha256
    assert extract(whole, Limits()).text.endswith(TEXT[2])
    for one in (brief, paper):
        told = extract(one, Limits()).told
        assert told.published is not None and told.published.how == "header"
        assert (told.author, told.source) == ("Situation Desk", None)
        assert told.title != "Market attacked in Kolwe"


def test_a_letter_in_a_letter_tells_its_own_day() -> None:
    inner = letter(TEXT[0], "Inner").replace(b"03 May 2024", b"01 May 2024")
    found = list(originals_of(Original("a.eml", letter(attached=[("inner.eml", "application/octet-stream", inner)])), Limits()))
    assert [f.name for f in found] == ["a.eml", "a.eml!/inner.eml"]
    assert isinstance(found[1], Original)
    told = extract(found[1], Limits()).told
    assert told.published is not None and told.published.day.isoformat() == "2024-05-01"


def test_a_mailbox_is_its_letters() -> None:
    kept = letter(f"{TEXT[0]}\n\n>From Kolwe nobody came.\n", "One")
    found = list(originals_of(Original("a.mbox", mailbox([kept, letter(TEXT[1], "Two"), letter_html()])), Limits()))
    assert [f.name for f in found] == ["a.mbox#1", "a.mbox#2", "a.mbox#3"]
    first = found[0]
    assert isinstance(first, Original) and media.media_of(first.name, first.raw) == media.MAIL
    assert extract(first, Limits()).text.endswith("From Kolwe nobody came.")


def test_a_letter_that_is_too_large_costs_no_other() -> None:
    found = list(originals_of(Original("a.mbox", mailbox([letter("x" * 4_000), letter()])), Limits(document=3_000)))
    assert [type(f) for f in found] == [Refused, Original]


def test_a_letter_of_very_many_parts_is_refused() -> None:
    head = b"From: a@courier.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    (refused,) = originals_of(Original("a.eml", head + b"--x\r\n\r\nA.\r\n" * 5_000), Limits())
    assert isinstance(refused, Refused) and "more than 1,000 parts" in refused.reason


def test_parts_in_parts_end() -> None:
    raw = b"From: a@courier.example\r\nMIME-Version: 1.0\r\n"
    for n in range(90):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    (refused,) = originals_of(Original("a.eml", raw + b"\r\n\r\nTwo men died.\r\n"), Limits())
    assert isinstance(refused, Refused) and "parts in parts" in refused.reason
