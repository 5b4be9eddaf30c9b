"""When an event was, and whether it is the report's news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tollbook.code.story import Story
from tollbook.model.frame import Currency, Frame
from tollbook.model.mention import Mention
from tollbook.model.reading import Reading
from tollbook.model.span import Span
from tollbook.model.time import Timex, When


def when_of(story: Story) -> Reading[When] | None:
    """The event's interval: the narrowest told, cut to what the others allow; ``None`` where no time was resolved and for the toll of a war."""
    if story.sums_up:
        return None
    dated = [(f, m, story.settled.whens[m]) for f, m in story.times() if m in story.settled.whens and not _is_deadline(m)]
    told = [t for t in dated if t[0].deed.by not in story.table.finding_rules] or dated
    if not told:
        return _narrated(story)
    _, narrow, when = min(told, key=lambda t: (t[2].latest - t[2].earliest, story.in_title(t[1]), *_farness(t[0], t[1], story)))
    same = [(m, w) for _, m, w in told if w.meets(when)]
    parts = (w.part_of_day for _, w in same if w.part_of_day and (w.earliest, w.latest) == (when.earliest, when.latest))
    part = when.part_of_day or next(parts, None)
    return Reading(replace(when, part_of_day=part), tuple(sorted({m.span for m, _ in same})), narrow.by, narrow.confidence)


def _farness(frame: Frame, time: Mention, story: Story) -> tuple[bool, bool]:
    """How loosely a time is tied to the event: not by its noun ("Friday's raid", "the raid of 3 May"), by a death or wound, which may come later."""
    parse, deed = story.scene.parse, story.scene.token(frame.deed)
    above = parse.head(story.scene.token(time))
    held = parse.head(above) if above is not None and above.dep == "prep" else above
    own = held is not None and held.i == deed.i and story.scene.deed(frame.deed).form == "noun"
    return not own, story.scene.deed(frame.deed).outcome


def _narrated(story: Story) -> Reading[When] | None:
    """The time of the event before it in the paragraph, where the past tense goes on from a day or two; ``None`` elsewhere."""
    before = story.goes_on
    token = story.scene.token(story.lead.deed)
    if before is None or before.when is None or is_lasting(story) or token.tag not in ("VBD", "VBN") or unresolved(story):
        return None
    when = before.when.value
    near = (when.latest - when.earliest).days < story.table.narrative_days
    return Reading(when, before.when.spans, "when.narrative", 0.6) if near else None


def deadline_of(story: Story) -> Reading[When] | None:
    """The day by which something is demanded; ``None`` where none is set."""
    for m, when in _resolved(story):
        if _is_deadline(m):
            return Reading(when, (m.span,), m.by)
    return None


def _is_deadline(m: Mention) -> bool:
    return isinstance(m.value, Timex) and m.value.deadline


def _resolved(story: Story) -> Iterator[tuple[Mention, When]]:
    return ((m, story.settled.whens[m]) for _, m in story.times() if m in story.settled.whens)


def unresolved(story: Story) -> tuple[Reading[str], ...]:
    """The event's times that have no interval, each with the reason; those of the event it goes on from, where it has none of its own."""
    reasons = story.settled.reasons
    loose = [m for _, m in story.times() if m in reasons and m not in story.settled.whens and story.scene.twin(m) is None]
    own = tuple(Reading(reasons[m], (m.span,), m.by) for m in loose)
    if own or any(True for _ in story.times()) or story.goes_on is None or story.goes_on.when is not None:
        return own
    return story.goes_on.open


def currency_of(story: Story, when: Reading[When] | None) -> Reading[Currency]:
    """New, background or future: by the words over the deed, else by its date, else by where the report tells it."""
    for frame in story.frames:
        if frame.scope.currency is not None and frame is story.lead:
            cues = tuple(c.span for c in frame.scope.cues)
            return Reading(frame.scope.currency, cues or (frame.deed.span,), "currency.words")
    if story.sums_up:
        return Reading(Currency.BACKGROUND, (story.lead.deed.span,), "currency.sum")
    today, deadline = story.settled.anchors.today, deadline_of(story)
    if deadline is not None and today is not None and deadline.value.latest < today:
        return Reading(Currency.BACKGROUND, deadline.spans, "currency.deadline")
    if when is not None and today is not None:
        return Reading(_by_date(when.value, story), when.spans, "currency.date")
    return _by_place(story)


def _by_date(when: When, story: Story) -> Currency:
    """News where the interval ends within the reach of the report's news and is no wider than it."""
    today = story.settled.anchors.today
    assert today is not None
    reach = timedelta(days=story.table.news_days)
    if when.earliest > today:
        return Currency.FUTURE
    if when.latest - when.earliest > reach:
        return Currency.NEW if when.latest >= today and when.earliest >= today - 4 * reach else Currency.BACKGROUND
    return Currency.NEW if when.latest >= today - reach else Currency.BACKGROUND


def _by_place(story: Story) -> Reading[Currency]:
    """Undated: news where the report opens with it, background where it tells how things stand."""
    spans: tuple[Span, ...] = (story.lead.deed.span,)
    if story.opens and (story.before is None or story.before.currency.value is not Currency.BACKGROUND):
        return Reading(Currency.NEW, spans, "currency.lead")
    if is_present(story):
        return Reading(Currency.NEW, spans, "currency.present")
    if story.before is not None and story.before.currency.value is not Currency.FUTURE:
        return Reading(story.before.currency.value, spans, "currency.narrative")
    return Reading(Currency.BACKGROUND, spans, "currency.perfect") if is_lasting(story) else Reading(Currency.NEW, spans, "currency.past")


def is_present(story: Story) -> bool:
    """True for "denies", "are investigating"."""
    parse, token = story.scene.parse, story.scene.token(story.lead.deed)
    return token.tag in ("VBZ", "VBP") or (token.tag == "VBG" and any(k.tag in ("VBZ", "VBP") and k.lemma == "be" for k in parse.kids(token, "aux")))


def is_lasting(story: Story) -> bool:
    """True for a perfect tense ("have suspended", "had been arrested"), but not where that is only the past of what somebody says."""
    parse = story.scene.parse
    token = story.scene.token(story.lead.deed)
    told = token.dep == "ccomp" and bool(story.lead.scope.sayings)
    return any(k.lemma in ("have", "'ve") and not (told and k.tag == "VBD") for k in parse.kids(token, "aux", "auxpass"))
