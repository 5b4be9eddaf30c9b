"""What a project lets out beyond the default: the file release.toml in its folder, written by people who answer for it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tollbook.errors import TollbookError
from tollbook.export.gate import PUBLIC, Policy

FILE = "release.toml"
SWITCHES = ("names", "coordinates", "urls", "small_cells", "ongoing", "words")
HELD = ("names", "coordinates", "small_cells")
"""What the words of a report can hold, so that they leave only where these do."""
PROFILES = ("public", "internal")


class PolicyError(TollbookError):
    """The project does not let the profile out, or release.toml does not hold what it should."""


def policy_of(folder: Path, profile: str) -> Policy:
    """The profile's policy: for public the default, for others what release.toml says; PolicyError where that says nothing of it or is wrong."""
    if profile not in PROFILES:
        raise PolicyError(f"there is no profile '{profile}'; profiles: {', '.join(PROFILES)}")
    path = folder / FILE
    found = _read(path)
    if profile not in found:
        if profile == "public":
            return PUBLIC
        raise PolicyError(
            f"this project opens nothing to the profile '{profile}'; let those who answer for it write {FILE} beside tollbook.toml, "
            f"for example: [{profile}] coordinates = true"
        )
    return _policy(found[profile], profile, path)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PolicyError(f"{path}: {error}; mend the line or take it out") from error
    if unknown := sorted(found.keys() - set(PROFILES)):
        raise PolicyError(f"{path}: there is no profile '{unknown[0]}'; profiles: {', '.join(PROFILES)}")
    return found


def _policy(given: Any, profile: str, path: Path) -> Policy:
    if not isinstance(given, dict):
        raise PolicyError(f"{path}: '{profile}' is no table; write its settings below a line [{profile}]")
    if unknown := sorted(given.keys() - {*SWITCHES, "publish", "approved_by"}):
        raise PolicyError(f"{path}: there is no setting '{unknown[0]}'; settings: {', '.join((*SWITCHES, 'publish', 'approved_by'))}")
    if wrong := next((s for s in SWITCHES if not isinstance(given.get(s, False), bool)), None):
        raise PolicyError(f"{path}: '{wrong}' must be true or false")
    opened = {s for s in SWITCHES if given.get(s)}
    if profile == "public" and opened:
        raise PolicyError(f"{path}: the profile public opens nothing but names listed in 'publish'; use [internal] for '{min(opened)}'")
    if "words" in opened and (closed := next((s for s in HELD if s not in opened), None)):
        raise PolicyError(f"{path}: the words of reports hold names, places and small groups; where words = true, set {closed} = true too")
    publish, approved = _names(given, "publish", path), _names(given, "approved_by", path)
    if ("names" in opened or publish) and len({a.strip().lower() for a in approved}) < 2:
        raise PolicyError(f"{path}: names leave only where two people approve it; write approved_by = [\"...\", \"...\"] in [{profile}]")
    return Policy(profile, **dict.fromkeys(opened, True), publish=frozenset(n.lower() for n in publish))


def _names(given: dict[str, Any], name: str, path: Path) -> list[str]:
    found = given.get(name, [])
    if not isinstance(found, list) or not all(isinstance(n, str) and n.strip() for n in found):
        raise PolicyError(f"{path}: '{name}' must be a list of names")
    return found
