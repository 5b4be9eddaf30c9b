"""Part of speech and lemma of words, by the model's own rules, worked out once for each word in its role.

The model's rules look at one word with its tag and relation, a few at the word behind it as well. So a word met before in the same role
need not be put to the rules again; a text with a word that may open one of the few longer patterns is put to them as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.parse.rules import Form, Key, ModelRules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_KEPT = 200_000
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]


class WordForms:
    """The forms of parsed texts by the rules of one model; what it keeps changes the time it takes and nothing else."""

    def __init__(self, pipeline: Language) -> None:
        self._rules = ModelRules(pipeline)
        self._known: dict[Key, Form] = {}

    def of(self, texts: Sequence[Doc]) -> list[list[Form]]:
        """The forms of each text's tokens."""
        keys: list[list[Key]] = [list(map(tuple, text.to_array(_KEY).tolist())) for text in texts]
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        new = list({k: None for ks in keys for k in ks if k not in self._known})
        self._known.update(zip(new, self._rules.of_words(new), strict=True))
        return [self._in_place(text, [self._known[k] for k in ks]) for text, ks in zip(texts, keys, strict=True)]

    def _in_place(self, text: Doc, forms: list[Form]) -> list[Form]:
        return self._rules.of_text(text) if any(f.opens for f in forms) else forms
