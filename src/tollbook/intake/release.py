"""Making a release: what the ledger tells as of a moment, through the gate, into files and the ledger's record of them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tollbook import __version__
from tollbook.codebook.versions import codebook_version, engine_version, lexicon_version, rules_version
from tollbook.errors import TollbookError
from tollbook.export.atlas import Atlas
from tollbook.export.formats import format_of
from tollbook.export.gate import clear, linked_places
from tollbook.export.policy import policy_of
from tollbook.export.release import PLAIN, Asked, Made, release_of, rows_of
from tollbook.export.release_causes import Known
from tollbook.export.release_diff import Diff, Side, diff_of
from tollbook.export.rows import Exportable
from tollbook.intake.incidents import LANG, Told, told_in
from tollbook.model.incident import Incident
from tollbook.model.place import Gazetteer
from tollbook.model.release import Release
from tollbook.store import blobs
from tollbook.store.failures import plainly
from tollbook.store.ledger import Ledger
from tollbook.store.releases import (
    NameTakenError,
    codings_in_force,
    record,
    release_rows,
    releases,
    reports_came,
    withdrawn_between,
)

_BEGUN = ".begun-"
_NAME = re.compile(r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")


class ReleaseNameError(TollbookError):
    """A name that cannot be a release's."""

    def __init__(self, name: str) -> None:
        rule = "use up to 64 letters, figures, '.', '_' and '-', no '.' at an end and no device's name, such as 2024-W07 or v1.2"
        super().__init__(f"'{name}' cannot name a release; {rule}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be released: as known at the moment ``as_of``, now where that is ``None`` or lies ahead; ``chosen`` picks and orders incidents."""

    name: str
    by: str
    chosen: Callable[[Sequence[Incident]], Sequence[Incident]]
    filters: Mapping[str, object]
    profile: str = "public"
    formats: Sequence[str] = PLAIN
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ReleaseNameError(self.name)
        for name in self.formats:
            format_of(name)


def make_release(ledger: Ledger, wish: Wish, gazetteer: Gazetteer) -> Release:
    """The release, its files in the project's folder of releases and its rows in the ledger; NameTakenError where the name was used before.

    A run that is killed leaves no release: files lie under another name until the ledger's record of them is about to be committed.
    """
    now = datetime.now(UTC)
    _refuse_taken(ledger, wish.name)
    as_of = now if wish.as_of is None or wish.as_of > now else wish.as_of
    told = told_in(ledger, as_of)
    found = wish.chosen(told.merged.incidents)
    policy, atlas = policy_of(ledger.project.folder, wish.profile), Atlas(gazetteer, second_of=getattr(gazetteer, "second_of", None))
    cleared = clear([exportable(told, i) for i in found], policy, as_of, atlas, linked_places(told.merged.incidents))
    codings = codings_in_force(ledger, as_of)
    out = {e.id for e in cleared.events}
    reports = {s.report for i in found if i.id in out for s in i.sources}
    made_with = _made_with(codings[report][1] for report in sorted(reports))
    asked = Asked(wish.name, as_of, policy, wish.filters, wish.formats, versions_now(gazetteer.version), made_with)
    made = release_of(cleared, found, asked, atlas)
    rows = rows_of(told.merged.incidents, cleared, frozenset(i.id for i in found), told.filed, {report: c[0] for report, c in codings.items()})
    release = Release(wish.name, made.sha256, made.manifest, wish.by, now)
    folder = ledger.project.releases
    with plainly(str(folder)):
        begun = _begin(folder, wish.name, made)
    try:
        record(ledger, release, rows, lambda: _put(begun, folder / wish.name))
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    return release


def exportable(told: Told, incident: Incident) -> Exportable:
    """The incident with its accounts and reports."""
    filed = [told.filed[account] for account in incident.accounts]
    return Exportable(incident, tuple(f.account for f in filed), tuple({f.report.id: f.report for f in filed}.values()))


def versions_now(gazetteer: str) -> dict[str, str]:
    """What a release is made with: merging and exports are ``rules``; reports may have been coded with others (see ``codings``)."""
    return {
        "tollbook": __version__, "engine": engine_version(), "codebook": codebook_version(), "lexicon": f"{LANG} {lexicon_version(LANG)}",
        "gazetteer": gazetteer, "rules": rules_version(),
    }  # fmt: skip


def _refuse_taken(ledger: Ledger, name: str) -> None:
    """Before the work is done; what counts is that the ledger takes the name."""
    taken = next((r.name for r in releases(ledger) if r.name.lower() == name.lower()), None)
    if taken is not None:
        raise NameTakenError(name, taken)


def _made_with(codings: Iterable[Mapping[str, str]]) -> list[dict[str, object]]:
    """With which versions the reports were coded, and how many with each, most first."""
    counted = Counter(tuple(sorted(versions.items())) for versions in codings)
    return [{**dict(versions), "reports": n} for versions, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _begin(folder: Path, name: str, made: Made) -> Path:
    """The files, safe on the disk under a name that is no release's."""
    folder.mkdir(exist_ok=True)
    begun = folder / f"{_BEGUN}{name}-{os.getpid()}"
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir()
    for file, body in made.files.items():
        with (begun / file).open("xb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        (begun / file).chmod(0o444)
    blobs.settle(begun)
    return begun


def _put(begun: Path, place: Path) -> None:
    """Gives the files their name; what lies there already, of a killed run or somebody's own, is set aside beside it."""
    if place.exists():
        place.rename(next(p for n in count(1) if not (p := place.with_name(f"{place.name}.set-aside-{n}")).exists()))
    begun.rename(place)
    blobs.settle(place.parent)
    for left in place.parent.glob(f"{_BEGUN}{place.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def compare(ledger: Ledger, first: str, second: str) -> Diff:
    """What became of the incidents of one release in a later one; TollbookError where there is none of a name or the second is the older."""
    earlier, later = (_side(ledger, name) for name in (first, second))
    if later.as_of < earlier.as_of:
        raise TollbookError(f"'{second}' tells of an earlier moment than '{first}'; name the older release first")
    codings = [codings_in_force(ledger, moment) for moment in (earlier.as_of, later.as_of)]
    known = Known(
        earlier.as_of, later.as_of, reports_came(ledger), withdrawn_between(ledger, earlier.as_of, later.as_of),
        {coding: versions for held in codings for coding, versions in held.values()}, ledger.decisions(), _differing(earlier.release, later.release),
    )  # fmt: skip
    return diff_of(earlier, later, known)


def _side(ledger: Ledger, name: str) -> Side:
    made = releases(ledger)
    found = next((r for r in made if r.name == name), None)
    if found is None:
        names = ", ".join(r.name for r in made) or "none yet; make one with: tollbook release make NAME"
        raise TollbookError(f"there is no release '{name}'; releases: {names}")
    return Side(found, release_rows(ledger, name))


def _differing(earlier: Release, later: Release) -> tuple[str, ...]:
    """What the two were made with that is not the same: "rules 1a -> 2b", "policy"."""
    one, other = json.loads(earlier.manifest), json.loads(later.manifest)
    old, new = one["versions"], other["versions"]
    rules = [f"{name} {old.get(name)} -> {new[name]}" for name in ("tollbook", "rules", "gazetteer") if old.get(name) != new[name]]
    return (*rules, *(name for name in ("profile", "policy", "filter") if one[name] != other[name]))
