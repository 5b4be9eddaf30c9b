"""All tables of one language, loaded together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tollbook.codebook.actors import ActorWords, load_actors
from tollbook.codebook.coding import CodingTable, load_coding
from tollbook.codebook.counts import CountWords, load_counts
from tollbook.codebook.deeds import DeedRules, load_deeds
from tollbook.codebook.frames import FrameWords, load_frames
from tollbook.codebook.places import PlaceWords, load_places
from tollbook.codebook.times import TimeWords, load_times


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the line reads off data for one language."""

    lang: str
    deeds: DeedRules
    actors: ActorWords
    places: PlaceWords
    times: TimeWords
    frames: FrameWords
    counts: CountWords
    coding: CodingTable


@lru_cache(maxsize=4)
def load_lexicon(lang: str) -> Lexicon:
    """The language's tables; DataFileError where one does not fit its shape."""
    named = (load_deeds(lang), load_actors(lang), load_places(lang), load_times(lang))
    return Lexicon(lang, *named, load_frames(lang), load_counts(lang), load_coding())
