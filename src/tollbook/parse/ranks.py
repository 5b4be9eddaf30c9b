"""How frequent each spelling of a word is in what the language model was made from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


class Ranks:
    """The model lists the spellings it knows with the most frequent one first; the list is numbered when first asked for."""

    def __init__(self, pipeline: Language) -> None:
        self._vocab = pipeline.vocab

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {key: place for place, key in enumerate(self._vocab.vectors.key2row)}

    def of(self, word: str) -> int | None:
        """The spelling's place, 0 for the most frequent; ``None`` for one the model does not know."""
        return self._places.get(self._vocab.strings[word])
