"""Folders and archives unfold into documents; what cannot be read is refused with its place and the rest goes on."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.files import PAGE, TEXT, letter, letter_html, zipped
from tollbook.model.document import Original, Refused
from tollbook.read import media
from tollbook.read.limits import Limits
from tollbook.read.media import media_of
from tollbook.read.originals import originals_in, originals_of

BODY = "\n\n".join(TEXT).encode()


def unfold(raw: bytes, name: str = "made.zip", limits: Limits | None = None) -> list[Original | Refused]:
    return list(originals_of(Original(name, raw), limits or Limits()))


def names(found: list[Original | Refused]) -> list[str]:
    return [f.name for f in found if isinstance(f, Original)]


def refusals(found: list[Original | Refused]) -> dict[str, str]:
    return {f.name: f.reason for f in found if isinstance(f, Refused)}


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/d.txt", "a/c.txt", "z.html", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(BODY)
    assert [Path(o.name).relative_to(tmp_path).as_posix() for o in originals_in(tmp_path, Limits())] == ["a/c.txt", "a/d.txt", "b.txt", "z.html"]


def test_links_in_a_folder_are_refused_and_one_that_is_named_is_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "a", tmp_path / "b"
    inside.mkdir()
    outside.mkdir()
    (inside / "text.txt").write_bytes(BODY)
    (outside / "other.txt").write_bytes(BODY)
    links = {"up": tmp_path, "file.txt": outside / "other.txt", "folder": outside, "loop": inside / "loop", "none": inside / "no"}
    for name, target in links.items():
        (inside / name).symlink_to(target)
    (tmp_path / "link").symlink_to(inside)
    for given in (inside, tmp_path / "link"):
        found = list(originals_in(given, Limits()))
        assert names(found) == [(given / "text.txt").as_posix()]
        refused = refusals(found)
        assert sorted(refused) == [(given / name).as_posix() for name in sorted(links)]
        assert set(refused.values()) == {"it is a link, and links in folders are not followed; name what it leads to"}
    assert len(names(list(originals_in(inside / "file.txt", Limits())))) == 1


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_bytes(BODY)
    assert len(list(originals_in(tmp_path, Limits()))) == 1


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (refused,) = originals_in(tmp_path / "none.txt", Limits())
    assert isinstance(refused, Refused) and "there is no such file" in refused.reason


def test_a_name_that_is_no_text_is_still_a_name(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    path.write_bytes(BODY)
    (found,) = originals_in(tmp_path, Limits())
    assert isinstance(found, Original)
    assert found.name.encode().endswith(b".txt")


@pytest.mark.parametrize("raw", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    (refused,) = unfold(raw, "a.txt")
    assert isinstance(refused, Refused) and "empty" in refused.reason


def test_a_zip_in_a_zip_gives_the_hash_of_the_inner_one() -> None:
    inner = zipped({"deep/a.txt": BODY, "b.html": PAGE})
    found = unfold(zipped({"inner.zip": inner, "c.txt": BODY}))
    assert names(found) == ["made.zip!/inner.zip!/deep/a.txt", "made.zip!/inner.zip!/b.html", "made.zip!/c.txt"]
    first, second, third = found
    assert isinstance(first, Original) and first.raw == BODY and first.within == sha256(inner).hexdigest()
    assert isinstance(second, Original) and media_of(second.name, second.raw) == media.HTML
    assert isinstance(third, Original) and third.within == sha256(zipped({"inner.zip": inner, "c.txt": BODY})).hexdigest()


def test_hidden_members_and_those_of_a_mac_are_left_out() -> None:
    assert names(unfold(zipped({"__MACOSX/._a.txt": b"x", ".hidden": b"x", "a/.b": b"x", "a.txt": BODY, "folder/": b""}))) == ["made.zip!/a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "C:a.txt"])
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    found = unfold(zipped({name: BODY, "good.txt": BODY}))
    assert names(found) == ["made.zip!/good.txt"]
    (reason,) = refusals(found).values()
    assert "leads out of the archive" in reason


def test_a_link_in_an_archive_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (refused,) = unfold(made.getvalue())
    assert isinstance(refused, Refused) and "a link" in refused.reason


def test_an_encrypted_member_is_refused_and_the_others_are_read() -> None:
    raw = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}))
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    found = unfold(bytes(raw))
    assert names(found) == ["made.zip!/b.txt"]
    assert "encrypted" in refusals(found)["made.zip!/a.txt"]


def test_a_damaged_member_costs_no_other() -> None:
    raw = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}))
    raw[60] ^= 0xFF
    found = unfold(bytes(raw))
    assert names(found) == ["made.zip!/b.txt"]
    assert "cannot be unpacked" in refusals(found)["made.zip!/a.txt"]


def test_an_archive_that_is_cut_off_is_refused() -> None:
    (refused,) = unfold(zipped({"a.txt": BODY})[:-30])
    assert isinstance(refused, Refused) and "no whole zip archive" in refused.reason


def test_archives_in_archives_end_at_the_depth() -> None:
    raw = zipped({"a.txt": BODY})
    for _ in range(6):
        raw = zipped({"deeper.zip": raw})
    (refused,) = unfold(raw)
    assert isinstance(refused, Refused) and "4 archives deep" in refused.reason


def test_too_many_members_end_the_archive_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": BODY for n in range(9)}))
    (tmp_path / "b.txt").write_bytes(BODY)
    found = list(originals_in(tmp_path, Limits(members=4)))
    assert len(names(found)) == 5
    assert "more than 4 documents" in refusals(found)[(tmp_path / "a.zip").as_posix()]


def test_members_that_unpack_to_too_much_in_all_end_the_archive() -> None:
    inner = zipped({f"{n}.txt": os.urandom(100_000).hex() for n in range(4)})
    found = unfold(zipped({"1.zip": inner, "2.zip": inner}), limits=Limits(unpacked=1_200_000))
    assert 0 < len(names(found)) < 8
    assert "unpacks to more than 1 MB" in refusals(found)["made.zip"]


def test_a_document_that_is_too_large_is_refused() -> None:
    (refused,) = unfold(b"x" * 2_001, "a.txt", Limits(document=2_000))
    assert isinstance(refused, Refused) and "split it" in refused.reason


def test_a_packed_file_is_unpacked_under_its_own_name() -> None:
    (found,) = unfold(gzip.compress(BODY), "a.txt.gz")
    assert isinstance(found, Original) and found.name == "a.txt.gz!/a.txt" and found.raw == BODY
    (cut,) = unfold(gzip.compress(BODY)[:-12], "a.txt.gz")
    assert isinstance(cut, Refused) and "cannot be unpacked" in cut.reason


def test_a_saved_page_in_one_file_tells_its_address_and_when_it_was_saved() -> None:
    raw = letter(subject="x").replace(b"Subject:", b"Snapshot-Content-Location: https://courier.example/a\nSubject:")
    (refused,) = unfold(raw, "a.mht")
    assert isinstance(refused, Refused) and "no page" in refused.reason
    saved = letter_html().replace(b"Subject:", b"Snapshot-Content-Location: https://courier.example/a\nSubject:")
    (page,) = unfold(saved, "a.mht")
    assert isinstance(page, Original) and page.told.url == "https://courier.example/a"
    assert page.captured is not None and page.captured.isoformat() == "2024-05-03T10:00:00+00:00"
    assert media_of(page.name, page.raw, page.media) == media.HTML and b"Gunmen" in page.raw


def test_the_same_bytes_give_the_same_documents_from_file_and_from_memory(tmp_path: Path) -> None:
    raw = zipped({"inner.zip": zipped({"a.txt": BODY}), "b.eml": letter()})
    path = tmp_path / "a.zip"
    path.write_bytes(raw)
    assert [(o.name, getattr(o, "raw", None)) for o in originals_in(path, Limits())] == [
        (o.name, getattr(o, "raw", None)) for o in originals_of(Original(path.as_posix(), raw), Limits())
    ]


def test_a_large_archive_of_tables_is_streamed() -> None:
    lines = b'{"text": "Two men were killed."}\n' * 40_000
    found = unfold(zipped({"a.jsonl": lines}, zipfile.ZIP_STORED), limits=Limits(document=100_000))
    assert len(names(found)) == 40_000
