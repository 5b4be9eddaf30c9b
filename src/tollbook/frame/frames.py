"""Mentions to frames: each deed with its arguments, its time, place and counts, and the scope it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.codebook.claims import load_claims
from tollbook.frame.attach import arguments_of
from tollbook.frame.claims import find_claims
from tollbook.frame.details import details_of
from tollbook.frame.figures import is_natural, without_figures
from tollbook.frame.operations import with_operations
from tollbook.frame.owners import counts_by_deed, loose_counts, places_by_deed, times_by_deed
from tollbook.frame.scene import Scene
from tollbook.frame.scope import scope_of
from tollbook.model.frame import ClaimTold, Counted, Frame, Scope, Stance
from tollbook.model.mention import Deed, Mention, MentionKind
from tollbook.model.toll import Count

Event = tuple[Frame, ...]


def frames_of(scene: Scene, claims: Sequence[ClaimTold]) -> tuple[Frame, ...]:
    """One frame for each deed the report tells of, in text order; deeds in general ("such attacks") are none.

    What an armed group says its men did is claimed. A count that tells its own status and has no deed makes a frame of its own.
    """
    times = with_operations(times_by_deed(scene), MentionKind.TIME, scene)
    places, counts = with_operations(places_by_deed(scene), MentionKind.PLACE, scene), counts_by_deed(scene)
    claimed = {c.about for c in claims if c.stance == "claimed"}
    found = []
    for i, deed in sorted(scene.deeds.items()):
        if _is_part(deed, scene):
            continue
        scope = scope_of(deed, scene.parse, scene.mentions, scene.report.lang)
        if scope.stance is Stance.STATED and ((i in claimed and scene.deed(deed).form == "verb") or _is_own_doing(deed, claims, scene)):
            scope = replace(scope, stance=Stance.CLAIMED)
        if not _is_general(deed, scope, scene):
            details = details_of(deed, scene.parse, scene.mentions)
            arguments = arguments_of(deed, scene)
            found.append(Frame(deed, scope, arguments, times.get(i, ()), places.get(i, ()), counts.get(i, ()), details=details))
    told = [*without_figures(found, scene), *(_of_count(m, scene) for m in loose_counts(scene, counts) if not is_natural(m, scene))]
    return tuple(sorted(told, key=lambda f: f.deed.span))


def _is_own_doing(deed: Mention, claims: Sequence[ClaimTold], scene: Scene) -> bool:
    """True for the bombing in "the group said it carried out the bombing"."""
    lights = [t for t in scene.parse.ancestors(scene.token(deed)) if scene.lent(t) == deed]
    return any(c.stance == "claimed" and c.about == deed.head and any(s.start <= t.start < s.end for s in c.spans) for c in claims for t in lights)


def _is_part(deed: Mention, scene: Scene) -> bool:
    """True for "protest" in "protest march": the head tells the deed."""
    token = scene.token(deed)
    return token.dep == "compound" and token.head in scene.deeds


def _of_count(m: Mention, scene: Scene) -> Frame:
    """The frame of what befell those counted, as one that only tells what came of an event."""
    assert isinstance(m.value, Count) and m.value.status is not None
    deed = Mention(MentionKind.DEED, m.span, m.head, Deed(scene.words.kind_of_status[m.value.status], "noun", outcome=True), m.by, m.confidence)
    scope = scope_of(deed, scene.parse, scene.mentions, scene.report.lang)
    return Frame(deed, scope, counts=(Counted(m.value.status, m, m.by),))


def _is_general(deed: Mention, scope: Scope, scene: Scene) -> bool:
    """True for what happens now and then, and no once; what a rule says was only offered was offered once."""
    rule = scene.rule(deed)
    if scope.stance is not Stance.HYPOTHETICAL or (rule is not None and rule.stance is not None):
        return False
    return not scope.cues or any(c.by in scene.words.general_cues for c in scope.cues)


def claims_in(scene: Scene) -> tuple[ClaimTold, ...]:
    """The report's claims of responsibility, denials and charges, in text order."""
    return find_claims(scene.parse, scene.mentions, load_claims(scene.report.lang))


def with_claims(events: Sequence[Event], claims: Sequence[ClaimTold], scene: Scene) -> tuple[Event, ...]:
    """The events, each claim of responsibility on the event it is about: the one its noun tells, else the one told last before it."""
    held = [list(e) for e in events]
    for claim in claims:
        event = next((e for e in held if any(f.deed.head == claim.about for f in e)), None) or _before(claim, held, scene)
        if event is not None:
            event[0] = replace(event[0], claims=(*event[0].claims, claim))
    return tuple(map(tuple, held))


def _before(claim: ClaimTold, events: Sequence[list[Frame]], scene: Scene) -> list[Frame] | None:
    """The violent event told in the sentence before the claim, else the first of the report; ``None`` where there is none."""
    before = [(f, e) for e in events for f in e if f.deed.head < claim.head and f.scope.stance is Stance.STATED]
    violent = [(f, e) for f, e in before if scene.deed(f.deed).kind in scene.words.families["violence"]]
    told = [(f.deed.head, e) for f, e in violent if _can_be_claimed(f.deed, scene)] or [(f.deed.head, e) for f, e in violent]
    if not told:
        return None
    tokens = scene.parse.tokens
    last = max(told, key=lambda p: p[0])
    return last[1] if tokens[claim.head].sentence - tokens[last[0]].sentence <= 1 else min(told, key=lambda p: p[0])[1]


def _can_be_claimed(deed: Mention, scene: Scene) -> bool:
    return scene.deed(deed).kind in scene.words.families["violence"] - scene.words.bloodless
