"""Who says so, who claims it, and the further values that stand in words: terms, motive, instrument."""

from __future__ import annotations

from tollbook.code.story import Story
from tollbook.model.account import Attribution, Claim, Term
from tollbook.model.mention import Mention
from tollbook.model.reading import Reading
from tollbook.model.span import distinct


def attributions_of(story: Story) -> tuple[Reading[Attribution], ...]:
    """Each speaker once, with the day the words were said where told."""
    found: dict[str, Reading[Attribution]] = {}
    for frame in story.told:
        for saying in frame.scope.sayings:
            party = story.settled.parties.get(saying.speaker) if saying.speaker is not None else None
            if party is None or saying.speaker is None:
                continue
            said = story.settled.whens.get(saying.when) if saying.when is not None else None
            spans = [saying.speaker.span, saying.verb.span, *([saying.when.span] if said and saying.when else [])]
            day = said.earliest.isoformat() if said and said.earliest == said.latest else None
            old = found.get(party.name)
            if old is not None:
                spans, day = [*old.spans, *spans], old.value.when or day
            found[party.name] = Reading(Attribution(party.name, day), distinct(spans), saying.verb.by)
    return tuple(found.values())


def claims_of(story: Story) -> tuple[Reading[Claim], ...]:
    """Who claims, denies or is accused of the event, each once; nobody has claimed it as of the report where the text says so."""
    today = story.settled.anchors.today
    found: dict[tuple[str, str | None], Reading[Claim]] = {}
    for frame in story.frames:
        for told in frame.claims:
            who = told.accused if told.stance == "accused" else told.speaker
            name = _name(who, story)
            if name is None and told.stance != "none":
                continue
            as_of = today.isoformat() if today and told.stance == "none" else None
            key = (told.stance, name)
            spans = [*told.spans, *(found[key].spans if key in found else ())]
            found[key] = Reading(Claim(told.stance, name, as_of), distinct(spans), told.by)
    return tuple(found.values())


def _name(mention: Mention | None, story: Story) -> str | None:
    party = story.settled.parties.get(mention) if mention is not None else None
    return party.name if party else None


def terms_of(story: Story) -> tuple[Reading[Term], ...]:
    """The penalties and conditions told, each once."""
    found: dict[Term, Reading[Term]] = {}
    for detail in (d for f in story.frames for d in f.details if d.sort == "term"):
        term = Term(detail.what or "term", detail.value)
        old = found.get(term)
        found[term] = Reading(term, distinct((detail.span, *(old.spans if old else ()))), old.by if old else detail.by)
    return tuple(found.values())


def detail_of(story: Story, sort: str) -> Reading[str] | None:
    """The first motive or instrument told; ``None`` where there is none."""
    details = (d for f in story.frames for d in f.details if d.sort == sort)
    return next((Reading(d.value, (d.span,), d.by) for d in details), None)
