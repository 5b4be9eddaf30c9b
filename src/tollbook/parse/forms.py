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
_BREAK = ("\n", "_SP", "dep")

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
        self._break: Key = tuple(self._strings.add(s) for s in _BREAK)  # type: ignore[assignment]
        words = self._rules[1].lookups.get_table("lemma_index")
        for pos in list(words):
            # Asked only whether a word is among them, for each ending tried: the lists are a hundred thousand words long.
            words[pos] = frozenset(words[pos])

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
        """Puts each word to the rules by itself: a break behind each that may open a longer pattern keeps the next word out of it."""
        told = list(keys)
        if not told:
            return
        opening = self._opening(self._text(told))
        apart = [(key, wanted) for i, k in enumerate(told) for key, wanted in ((k, True), (self._break, False))[: 1 + (i in opening)]]
        forms = self._by_rules(self._text([key for key, _ in apart]))
        self._known.update((key, form) for (key, wanted), form in zip(apart, forms, strict=True) if wanted)

    def _text(self, keys: Sequence[Key]) -> Doc:
        words, tags, deps = ([self._strings[k[n]] for k in keys] for n in range(3))
        return self._new_text(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))

    def _opening(self, text: Doc) -> set[int]:
        return {start for _, start, _ in self._openers(text, allow_missing=True)}

    def _by_rules(self, text: Doc) -> list[Form]:
        for rule in self._rules:
            text = rule(text)
        opening = self._opening(text)
        return [Form(w.text, w.lower_, w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.is_space, w.i in opening) for w in text]
