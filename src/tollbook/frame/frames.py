"""Mentions to frames: each deed with its arguments, its time, place and counts, and the scope it stands in."""

from __future__ import annotations

from dataclasses import replace

from tollbook.frame.attach import arguments_of
from tollbook.frame.owners import counts_by_deed, places_by_deed, times_by_deed
from tollbook.frame.scene import Scene
from tollbook.model.frame import Frame, Scope


def frames_of(scene: Scene, lexicon: object) -> tuple[Frame, ...]:
    """One frame for each deed the report tells of, in text order; kinds of deeds in general ("such attacks") are none."""
    times, places, counts = times_by_deed(scene), places_by_deed(scene), counts_by_deed(scene)
    found = []
    for i, deed in sorted(scene.deeds.items()):
        scope = Scope()
        frame = Frame(deed, scope, arguments_of(deed, scene), times.get(i, ()), places.get(i, ()), counts.get(i, ()))
        found.append(replace(frame))
    return tuple(found)
