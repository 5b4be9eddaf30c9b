"""What harm told without a place or day takes from its report, where the report's harm is at one place or on one day alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tollbook.code.story import Story
from tollbook.code.times import is_lasting
from tollbook.frame.pointing import is_new
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
    """The accounts, harm that lacks a place or day with the only one told of such harm, where the report opens with that and soon tells this.

    Nothing is taken on where the report has no publication date: news cannot be told from history there.
    """
    harm = [(account, story) for account, story in told if _is_news(account) and account.stance.value is Stance.STATED and _harms(story)]
    opening = next((story for _, story in harm if story.opens), None)
    if opening is None or opening.settled.anchors.today is None:
        return tuple(account for account, _ in told)
    place = _only((a.where, _spot(a.where)) for a, _ in harm if a.where is not None)
    day = _only((a.when, (a.when.value.earliest, a.when.value.latest)) for a, _ in harm if a.when is not None)
    return tuple(_set(account, story, place, day) if _is_near(account, story, opening) else account for account, story in told)


def _is_news(account: Account) -> bool:
    return account.currency.value is Currency.NEW


def _spot(where: Reading[Place]) -> str:
    return where.value.gazetteer or where.value.name


def _only(found: Iterable[tuple[Reading[T], object]]) -> Reading[T] | None:
    """The first reading where all say the same."""
    first: dict[object, Reading[T]] = {}
    for reading, value in found:
        first.setdefault(value, reading)
    return next(iter(first.values())) if len(first) == 1 else None


def _is_near(account: Account, story: Story, opening: Story) -> bool:
    """True for news that a main clause states, harm within ``setting_reach`` sentences of the event that opens the report."""
    token, first = story.scene.token(story.lead.deed), opening.scene.token(opening.frames[0].deed)
    near = story.kind in story.table.at_scene or 0 <= token.sentence - first.sentence <= story.table.setting_reach
    apart = is_new(story.lead.deed, story.scene) or _is_listed(story) or story.sums_up
    return near and token.dep in MAIN and not apart and _is_news(account) and account.stance.value is Stance.STATED


def _harms(story: Story) -> bool:
    families = story.scene.words.families
    return story.kind in families["violence"] or story.kind in families["crowd"]


def _set(account: Account, story: Story, place: Reading[Place] | None, day: Reading[When] | None) -> Account:
    if account.where is None and place is not None and _takes_place(account, story, place.value, day):
        account = replace(account, where=Reading(place.value, place.spans, "place.setting", 0.5))
    here = account.where is None or (place is not None and _spot(account.where) == _spot(place))
    if account.when is None and day is not None and here and _takes_day(account, story, day.value):
        account = replace(account, when=Reading(day.value, day.spans, "when.setting", 0.5))
    return account


def _takes_place(account: Account, story: Story, place: Place, day: Reading[When] | None) -> bool:
    """True for harm, and for what is done where harm was done ("defused a second device"); the place is closer than a province."""
    beside = _harms(story) or story.kind in story.table.at_scene
    apart = account.when is not None and day is not None and not account.when.value.meets(day.value)
    return beside and not apart and place.precision not in WIDE and place.country is not None


def _takes_day(account: Account, story: Story, day: When) -> bool:
    """True for harm in the past tense, where the report's news is of a day or two; a day of its own that is not settled keeps it out."""
    past = story.scene.token(story.lead.deed).tag in ("VBD", "VBN") and not is_lasting(story)
    return _harms(story) and past and not account.open and (day.latest - day.earliest).days < story.table.narrative_days


def _is_listed(story: Story) -> bool:
    """True for an item of a bulletin, which has a place and day of its own or none."""
    return any(story.scene.role_of_block(story.scene.token(f.deed)) is BlockRole.ITEM for f in story.frames)
