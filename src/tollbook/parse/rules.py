"""The model's own rules for part of speech and lemma, put to a text or to words that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULES = ("attribute_ruler", "lemmatizer")
_BREAK = ("\n", "_SP", "dep")
_ANY_WORD = "\ufffd"
"""Stands for all words that no rule names."""
_UNDERSTOOD = {"TAG", "DEP", "LOWER", "IS_SPACE"}

Key = tuple[int, int, int]
"""A word's spelling, tag and relation by the library's numbers."""
Role = tuple[int, int]


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


class ModelRules:
    """The ``RULES`` of one loaded model."""

    def __init__(self, pipeline: Language) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - only those who parse pay for the library
        from spacy.tokens import Doc  # noqa: PLC0415

        self._new_text = Doc
        self._vocab, self._strings = pipeline.vocab, pipeline.vocab.strings
        parts: list[Any] = [pipeline.get_pipe(name) for name in RULES]
        self._ruler, self._lemmatizer = parts
        rules: list[dict[str, Any]] = self._ruler.patterns
        self._openers = Matcher(pipeline.vocab)
        if longer := [p[:1] for rule in rules for p in rule["patterns"] if len(p) > 1]:
            self._openers.add("opener", longer)
        self._named = named_in(rules)
        self._break: Key = self._key(*_BREAK)
        self._any = self._strings.add(_ANY_WORD)
        self._roles: dict[Role, tuple[str, str, bool]] = {}
        words = self._lemmatizer.lookups.get_table("lemma_index")
        for pos in list(words):
            # Asked only whether a word is among them, for each ending tried: the lists are a hundred thousand words long.
            words[pos] = frozenset(words[pos])

    def of_text(self, text: Doc) -> list[Form]:
        """The forms of a text's tokens."""
        return self._told(self._lemmatizer(self._ruler(text)), self._opening(text))

    def of_words(self, keys: Sequence[Key]) -> list[Form]:
        """The forms of words that stand by themselves, whatever stands round them here."""
        by_name = [self._is_named(k) for k in keys]
        named = iter(self._by_name([k for k, told in zip(keys, by_name, strict=True) if told]))
        others = iter(self._unnamed([k for k, told in zip(keys, by_name, strict=True) if not told]))
        return [next(named) if told else next(others) for told in by_name]

    def _by_name(self, keys: Sequence[Key]) -> list[Form]:
        """The forms of words, a break behind each that may open a longer pattern."""
        if not keys:
            return []
        text, wanted = self._apart(keys)
        forms = self.of_text(text)
        return [forms[i] for i in wanted]

    def _unnamed(self, keys: Sequence[Key]) -> list[Form]:
        """The forms of words that no rule names: they have their role's part of speech, and only the lemma is their own."""
        if not keys:
            return []
        self._learn(list({(tag, dep): None for _, tag, dep in keys if (tag, dep) not in self._roles}))
        roles = [self._roles[tag, dep] for _, tag, dep in keys]
        text = self._text(keys, pos=[pos for pos, _, _ in roles], morphs=[morph for _, morph, _ in roles])
        return self._told(self._lemmatizer(text), {i for i, (_, _, opens) in enumerate(roles) if opens})

    def _learn(self, roles: Sequence[Role]) -> None:
        if not roles:
            return
        text, wanted = self._apart([(self._any, tag, dep) for tag, dep in roles])
        opening = self._opening(text)
        text = self._ruler(text)
        self._roles.update((role, (text[i].pos_, str(text[i].morph), i in opening)) for role, i in zip(roles, wanted, strict=True))

    def _apart(self, keys: Sequence[Key]) -> tuple[Doc, list[int]]:
        """A text of the words with breaks behind those that may open a longer pattern, and where in it the words stand."""
        opening = self._opening(self._text(keys))
        spaced: list[Key] = []
        wanted: list[int] = []
        for i, key in enumerate(keys):
            wanted.append(len(spaced))
            spaced += [key, self._break] if i in opening else [key]
        return self._text(spaced), wanted

    def _text(self, keys: Sequence[Key], **more: Any) -> Doc:
        words, tags, deps = ([self._strings[k[n]] for k in keys] for n in range(3))
        return self._new_text(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))), **more)

    def _opening(self, text: Doc) -> set[int]:
        return {start for _, start, _ in self._openers(text, allow_missing=True)}

    def _is_named(self, key: Key) -> bool:
        lower = self._strings[key[0]].lower()
        return self._named is None or self._named.fullmatch(lower) is not None

    def _key(self, *forms: str) -> Key:
        orth, tag, dep = (self._strings.add(f) for f in forms)
        return orth, tag, dep

    @staticmethod
    def _told(text: Doc, opening: set[int]) -> list[Form]:
        return [Form(w.text, w.lower_, w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.is_space, w.i in opening) for w in text]


def named_in(rules: Sequence[dict[str, Any]]) -> re.Pattern[str] | None:
    """What matches the lower-case words that some rule names, and white space; ``None`` where rules look at more than is known here."""
    found = {r"\s.*|"}
    for rule in rules:
        for part in (p for pattern in rule["patterns"] for p in pattern):
            lower = part.get("LOWER")
            told = _words(lower)
            if told is None or not part.keys() <= _UNDERSTOOD or (lower is None and "LEMMA" in rule["attrs"]):
                return None
            found |= told
    return re.compile("|".join(sorted(found)), re.DOTALL)


def _words(lower: str | dict[str, Any] | None) -> set[str] | None:
    """Patterns for the words that a condition on the lower-case form names; ``None`` where it is of another sort."""
    if lower is None or isinstance(lower, str):
        return set() if lower is None else {re.escape(lower)}
    if not lower.keys() <= {"IN", "REGEX"}:
        return None
    return {re.escape(word) for word in lower.get("IN", ())} | ({rf".*(?:{lower['REGEX']}).*"} if "REGEX" in lower else set())
