"""Everything a text names, in one pass."""

from __future__ import annotations

from tollbook.codebook.lexicon import Lexicon
from tollbook.codebook.scope import load_cues, load_speech
from tollbook.find.actors import find_actors
from tollbook.find.counts import find_counts
from tollbook.find.cues import find_cues
from tollbook.find.deeds import find_deeds
from tollbook.find.places import PlaceTools, find_places
from tollbook.find.speech import find_speech
from tollbook.find.times import find_times
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse
from tollbook.model.place import Gazetteer
from tollbook.model.report import Report


def find_mentions(parse: Parse, report: Report, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """All mentions of a report, by their place in the text and their sort."""
    found = [
        *find_counts(parse, lexicon.counts),
        *find_cues(parse, load_cues(report.lang)),
        *find_speech(parse, load_speech(report.lang)),
        *find_actors(parse, lexicon.actors),
        *find_deeds(parse, lexicon.deeds),
        *find_places(parse, report, PlaceTools(lexicon.places, gazetteer)),
        *find_times(parse, report, lexicon.times),
    ]
    return tuple(sorted(found, key=lambda m: (m.span, m.kind.value)))
