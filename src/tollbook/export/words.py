"""An event in one sentence, made of what the gate let out and of nothing else."""

from __future__ import annotations

from datetime import date

from tollbook.codebook.exporting import load_country_names
from tollbook.codebook.kinds import load_kinds
from tollbook.export.event import AGENTS, PATIENTS, ClaimTold, Event, Spot
from tollbook.model.time import When
from tollbook.model.toll import Toll

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
STANCES = {"claimed": "claimed", "alleged": "alleged", "denied": "reported and denied", "hypothetical": "supposed", "negated": "not so"}
CLAIMS = {"claimed": "claimed by", "denied": "denied by", "accused": "laid at the door of"}
UNNAMED = "a speaker not named here"


def note_of(event: Event) -> str:
    """The event in one or two sentences, with neutral words: what was reported, not what is so."""
    agents = _joined([a.name for a in event.side(AGENTS)])
    patients = _joined([a.name for a in event.side(PATIENTS)])
    what = load_kinds()[event.kind].label.lower()
    parts = [f"{when_text(event.when)}, {what} {STANCES.get(event.stance, 'reported')} {place_text(event.where)}"]
    parts += [f"by {agents}"] if agents else []
    parts += [f"against {patients}"] if patients else []
    tolls = [f"{g.status} {range_text(g.toll)}" for g in event.tolls if g.group == "total"]
    n = event.independent
    tail = [f"Reported {', '.join(tolls)}."] if tolls else []
    tail += [f"{claim_text(c)[0].upper()}{claim_text(c)[1:]}." for c in event.claims if c.stance in CLAIMS]
    return " ".join([" ".join(parts) + ".", *tail, f"Told by {n} independent source{'s' if n != 1 else ''}."])


def when_text(when: When | None) -> str:
    """The days as "On 5 March 2024" or "Between 5 March 2024 and 7 March 2024"."""
    if when is None:
        return "On a day not told"
    if when.earliest == when.latest:
        return f"On {_day(when.earliest)}"
    return f"Between {_day(when.earliest)} and {_day(when.latest)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def place_text(spot: Spot | None) -> str:
    """The place with what it lies in, as closely as it may be told."""
    if spot is None or (spot.country is None and spot.name is None):
        return "at a place not told"
    country = load_country_names().get(spot.country or "")
    within = [p for p in (spot.admin1 if spot.admin1 != spot.name else None, country if country != spot.name else None) if p]
    if spot.name is None:
        return f"in {', '.join(within)}" if within else "at a place not told"
    return f"at {spot.name}" + (f" ({', '.join(within)})" if within else "")


def range_text(toll: Toll) -> str:
    """A toll as "5", "5 to 7", "at least 5" or "at most 7"."""
    low, high = toll.low, toll.high
    if low is not None and low == high:
        return str(low)
    ends = f"{low} to {high}" if low is not None and high is not None else f"at least {low}" if low is not None else f"at most {high}"
    if low is None and high is None:
        return f"about {toll.best}"
    return ends if toll.best is None or (toll.best == low and high is None) else f"{toll.best} ({ends})"


def claim_text(claim: ClaimTold) -> str:
    """The claim in words, with its day."""
    return f"{CLAIMS[claim.stance]} {claim.by or UNNAMED}" + (f" as of {claim.as_of}" if claim.as_of else "")


def _joined(names: list[str]) -> str:
    """The names in a row; the same name is told once."""
    return ", ".join(dict.fromkeys(names))
