"""What is named on the command line, as documents."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from pytest_httpserver import HTTPServer

from tollbook.intake.sources import is_web, sources_of
from tollbook.model.document import Original, Refused
from tollbook.read.limits import Limits

HERE = frozenset({"localhost"})


def found(*names: str, allowed: frozenset[str] = HERE) -> list[Original | Refused]:
    return list(sources_of(names, Limits(), None, allowed))


def test_only_web_addresses_are_dialled() -> None:
    assert [is_web(name) for name in ("https://news.example/a", "HTTP://news.example", "httpd.log", "a/https")] == [True, True, False, False]


def test_folders_and_archives_are_unfolded_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.", encoding="utf-8")
    with ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x.txt", "First.")
    got = found(str(tmp_path))
    assert [o.raw for o in got if isinstance(o, Original)] == [b"First.", b"Second."]


def test_what_is_not_there_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.", encoding="utf-8")
    missing, there = found(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert isinstance(missing, Refused)
    assert "there is no such file or folder" in missing.reason
    assert isinstance(there, Original)


def test_a_page_is_fetched_with_its_address(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(b"<p>News</p>", content_type="text/html")
    (page,) = found(httpserver.url_for("/a"))
    assert isinstance(page, Original)
    assert (page.raw, page.told.url) == (b"<p>News</p>", httpserver.url_for("/a"))


def test_a_page_that_is_not_there_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(status=404)
    (page,) = found(httpserver.url_for("/a"))
    assert isinstance(page, Refused)
    assert "answered 404" in page.reason
