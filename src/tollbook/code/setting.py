"""What harm told without a place or day takes from its report, where the report's harm is at one place or on one day alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tollbook.code.story import Story
from tollbook.code.times import is_lasting
from tollbook.frame.same import is_new
from tollbook.model.account import Account
from tollbook.model.frame import Currency, Stance
from tollbook.model.place import Place, PlacePrecision
from tollbook.model.reading import Reading
from tollbook.model.report import BlockRole
from tollbook.model.time import When

T = TypeVar("T")
Told = Sequence[tuple[Account, Story]]
MAIN = ("ROOT", "conj", "ccomp")
WIDE = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)


def with_setting(told: Told) -> tuple[Account, ...]:
    """The accounts, those of harm in the report's news that lack a place or day with the only one told of such harm."""
    harm = [account for account, story in told if _is_news(account, story) and _harms(story)]
    place = _only((a.where for a in harm if a.where is not None), _spot)
    day = _only((a.when for a in harm if a.when is not None), _days)
    opening = next((s for a, s in told if a.when is not None and a in harm), None)
    near = {id(s) for _, s in told if opening is not None and opening.opens and _is_near(s, opening)}
    return tuple(_set(account, story, place, day if id(story) in near else None) for account, story in told)


def _is_news(account: Account, story: Story) -> bool:
    return account.currency.value is Currency.NEW and account.stance.value is Stance.STATED and story.family not in story.table.told_apart


def _is_near(story: Story, opening: Story) -> bool:
    """True where a main clause tells the event within ``day_reach`` sentences of the one that opens the report."""
    token, first = story.scene.token(story.lead.deed), opening.scene.token(opening.frames[0].deed)
    return 0 <= token.sentence - first.sentence <= story.table.day_reach and token.dep in MAIN


def _harms(story: Story) -> bool:
    return story.kind in story.scene.words.families["violence"]


def _only(readings: Iterable[Reading[T]], key: Callable[[T], object]) -> Reading[T] | None:
    found: dict[object, Reading[T]] = {}
    for reading in readings:
        found.setdefault(key(reading.value), reading)
    return next(iter(found.values())) if len(found) == 1 else None


def _spot(place: Place) -> object:
    return place.gazetteer or place.name


def _days(when: When) -> object:
    return when.earliest, when.latest


def _set(account: Account, story: Story, place: Reading[Place] | None, day: Reading[When] | None) -> Account:
    if not _is_news(account, story) or is_new(story.lead.deed, story.scene) or _is_listed(story):
        return account
    if account.where is None and place is not None and _takes_place(story, place.value):
        account = replace(account, where=Reading(place.value, place.spans, "place.setting", 0.5))
    if account.when is None and day is not None and _takes_day(account, story, day.value):
        account = replace(account, when=Reading(day.value, day.spans, "when.setting", 0.5))
    return account


def _takes_place(story: Story, place: Place) -> bool:
    """True for harm, and for what is done where it was done ("defused a second device"), told beside harm at one place closer than a province."""
    beside = _harms(story) or story.kind in story.table.at_scene
    return beside and place.precision not in WIDE and place.country is not None


def _takes_day(account: Account, story: Story, day: When) -> bool:
    """True for harm in the past tense, where the report's news is of a day or two; a day of its own that is not settled keeps it out."""
    past = story.scene.token(story.lead.deed).tag in ("VBD", "VBN") and not is_lasting(story)
    return _harms(story) and past and not account.open and (day.latest - day.earliest).days < story.table.narrative_days


def _is_listed(story: Story) -> bool:
    """True for an item of a bulletin, which has a place and day of its own or none."""
    return any(story.scene.role_of_block(story.scene.token(f.deed)) is BlockRole.ITEM for f in story.frames)
