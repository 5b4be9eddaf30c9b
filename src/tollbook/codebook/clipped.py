"""Words of clipped English: headlines, bulletins, log lines."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tollbook.codebook.files import load_table


class ClippedWords(msgspec.Struct, frozen=True):
    """``transitive``: verbs whose past form without an object is a participle; ``aiming``: prepositions that stand for an object.

    ``sharing``: further verbs that take the object of the verb behind them for their own; ``states``: nouns that tell what somebody was made;
    ``lemmas``: verbs' lemmas that the model gets wrong; ``units``: lengths of time, which are no object; ``felled``: past forms taken for nouns
    before the word that ends them ("shot *dead*"), with their lemma and that word; ``bare``: forms that are present,
    past and participle in one; ``closing``: verbs that stand at a sentence's end behind who says it.
    """

    transitive: frozenset[str]
    aiming: frozenset[str]
    sharing: frozenset[str]
    states: frozenset[str]
    lemmas: dict[str, str]
    units: frozenset[str]
    felled: dict[str, tuple[str, str]]
    bare: frozenset[str]
    closing: frozenset[str]

    @property
    def either(self) -> frozenset[str]:
        """All verbs that can share an object."""
        return self.transitive | self.sharing


@lru_cache(maxsize=8)
def load_clipped(lang: str) -> ClippedWords:
    """The language's table; DataFileError where the file does not fit its shape."""
    return load_table(f"lexicon/{lang}/clipped.yml", ClippedWords)
