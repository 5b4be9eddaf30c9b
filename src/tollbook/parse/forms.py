"""Part of speech and lemma of words, by the model's own rules, worked out once for each word in its role.

The model's rules look at one word with its tag and relation, a few at the word behind it as well. So a word met before in the same role
need not be put to the rules again; a text with a word that may open one of the few longer patterns is put to them as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULES = ("attribute_ruler", "lemmatizer")
MOST_KEPT = 200_000
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_BREAK, _BREAK_TAG, _BREAK_DEP = "\n", "_SP", "dep"

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Form:
    """One word in one role; ``blank`` where it is white space, ``opens`` where a rule may also look at the word behind it."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    blank: bool
    opens: bool


class WordForms:
    """The forms of parsed texts by the rules of one model; what it keeps changes the time it takes and nothing else."""

    def __init__(self, pipeline: Language) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - only those who parse pay for the library
        from spacy.tokens import Doc  # noqa: PLC0415

        self._new_text = Doc
        self._strings = pipeline.vocab.strings
        self._vocab = pipeline.vocab
        self._rules: list[Any] = [pipeline.get_pipe(name) for name in RULES]
        self._openers = Matcher(pipeline.vocab)
        longer = [p[:1] for rule in self._rules[0].patterns for p in rule["patterns"] if len(p) > 1]
        if longer:
            self._openers.add("opener", longer)
        self._known: dict[Key, Form] = {}

    def of(self, texts: Sequence[Doc]) -> list[list[Form]]:
        """The forms of each text's tokens."""
        keys: list[list[Key]] = [list(map(tuple, text.to_array(_KEY).tolist())) for text in texts]
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        self._learn({k: None for ks in keys for k in ks if k not in self._known})
        return [self._in_place(text, [self._known[k] for k in ks]) for text, ks in zip(texts, keys, strict=True)]

    def _in_place(self, text: Doc, forms: list[Form]) -> list[Form]:
        return self._by_rules(text) if any(f.opens for f in forms) else forms

    def _learn(self, keys: Iterable[Key]) -> None:
        """Puts each word to the rules by itself: the breaks between them end every longer pattern."""
        told = list(keys)
        if not told:
            return
        say = self._strings
        words, tags, deps = [], [], []
        for orth, tag, dep in told:
            words += [say[orth], _BREAK]
            tags += [say[tag], _BREAK_TAG]
            deps += [say[dep], _BREAK_DEP]
        text = self._new_text(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        self._known.update(zip(told, self._by_rules(text)[::2], strict=True))

    def _by_rules(self, text: Doc) -> list[Form]:
        for rule in self._rules:
            text = rule(text)
        openers = {start for _, start, _ in self._openers(text, allow_missing=True)}
        return [Form(w.text, w.lower_, w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.is_space, w.i in openers) for w in text]
