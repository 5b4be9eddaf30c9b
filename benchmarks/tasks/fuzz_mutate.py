"""Whole files to broken ones: the same number gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.tasks.fuzz_seeds import Seed

_MOST_BYTES = 3_000_000
"""Longer inputs cost time and show nothing that shorter ones do not."""
_NUMBER = re.compile(rb"\d{1,10}")
_NUMBERS = b"0 -1 1 65535 65536 2147483647 2147483648 4294967295 99999999999999999999 1e999 0.0000001 nan".split()
_TOKENS = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"\r", b"\n\n", b"\n\n\n", b"\t", b" " * 200, b'"', b"'", b"<", b">", b"&",
    b"&#0;", b"&#x110000;", b"&amp;amp;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"</p>", b"<p>", b"<div>" * 60, b"<table><tr><td>",
    b"<script>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"{", b"}", b"[" * 50, b"]", b"\\ud800", b"\\u0000", b"null", b"true", b"1e400", b";", b",",
    b"=?utf-8?b?////?=", b"=?utf-8?q?=zz?=", b"charset=utf-7", b"charset=iso-2022-jp", b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"--x\r\n", b"endobj", b"endstream", b"stream\n", b"obj", b"<<", b">>", b"/Length 999999",
    b"/Kids [2 0 R]", b"/Parent 2 0 R", b"/Filter /LZWDecode", b"BT", b"ET", b"Tj", b"0 0 0 0 0 0 Tm", b"1e30 0 0 1e30 0 0 cm",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"\x1f\x8b\x08", b"PAR1",
    b"From x Fri May  3 10:00:00 2024\n", b"\xed\xa0\x80", b"\xf0\x9d\x94\x98", b"\xe2\x80\xa8", b"\xd8\xa7\xd9\x84",
    b"2024-02-30", b"0000-00-00T99:99:99+99:99", b"Date: Fri, 99 Foo 99999 99:99:99 +9999\r\n",
)  # fmt: skip
_ARCHIVES = ("word", "zip", "warc")


def mutated(seeds: Sequence[Seed], number: int) -> Seed:
    """The input of that number: one of the seeds in turn, changed in a few places, at times within an archive's member or under another name."""
    chance = Random(number)  # noqa: S311 - the same inputs in every run
    seed = seeds[number % len(seeds)]
    raw = _in_member(seed.raw, seeds, chance) if seed.kind in _ARCHIVES and chance.random() < 0.6 else None
    if raw is None:
        raw = _changed(seed.raw, seeds, chance)
    name, media = seed.name, seed.media
    if chance.random() < 0.05:
        other = chance.choice(seeds)
        name, media = other.name, other.media
    return Seed(seed.kind, name, raw[:_MOST_BYTES], media)


def _changed(raw: bytes, seeds: Sequence[Seed], chance: Random) -> bytes:
    held = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 20))):
        chance.choice(_CHANGES)(held, seeds, chance)
        del held[_MOST_BYTES:]
    return bytes(held)


def _in_member(raw: bytes, seeds: Sequence[Seed], chance: Random) -> bytes | None:
    """The archive with one member changed and its checks right again; None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [(info.filename, archive.read(info), info.compress_type) for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        return None
    made = io.BytesIO()
    chosen = chance.randrange(len(members)) if members else 0
    with zipfile.ZipFile(made, "w") as archive:
        for number, (name, content, method) in enumerate(members):
            info = zipfile.ZipInfo(name, (2024, 5, 3, 10, 0, 0))
            archive.writestr(info, _changed(content, seeds, chance) if number == chosen else content, method)
    return made.getvalue()


def _place(held: bytearray, chance: Random) -> int:
    return chance.randrange(len(held) + 1)


def _flip(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    if held:
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)


def _set(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    if held:
        held[chance.randrange(len(held))] = chance.choice((0, 1, 9, 10, 13, 32, 34, 39, 44, 60, 62, 127, 128, 254, 255))


def _token(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    at = _place(held, chance)
    held[at : at + chance.choice((0, 0, 1, 10))] = chance.choice(_TOKENS)


def _noise(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    at = _place(held, chance)
    held[at:at] = chance.randbytes(chance.choice((1, 2, 4, 16, 200)))


def _cut(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    at = _place(held, chance)
    del held[at : at + chance.choice((1, 2, 8, 100, 2_000))]


def _end(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    del held[_place(held, chance) :]


def _double(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    at = _place(held, chance)
    held[at:at] = held[at : at + chance.choice((1, 10, 100, 1_000))] * chance.choice((1, 2, 30, 400))


def _move(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    one, other, width = _place(held, chance), _place(held, chance), chance.choice((4, 40, 400))
    held[one : one + width], held[other : other + width] = held[other : other + width], held[one : one + width]


def _splice(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    other = chance.choice(seeds).raw
    start = chance.randrange(len(other) + 1)
    at = _place(held, chance)
    held[at:at] = other[start : start + chance.choice((50, 500, 5_000))]


def _count(held: bytearray, seeds: Sequence[Seed], chance: Random) -> None:
    places = [m.span() for m in _NUMBER.finditer(held)]
    if places:
        start, end = chance.choice(places)
        held[start:end] = chance.choice(_NUMBERS)


_CHANGES: tuple[Callable[[bytearray, Sequence[Seed], Random], None], ...] = (
    _flip, _flip, _set, _token, _token, _token, _noise, _cut, _cut, _end, _double, _move, _splice, _count, _count,
)  # fmt: skip
