"""The language a text is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tollbook.codebook.languages import Plain, load_languages

_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""Characters that tell a text's language; more of them tell no more."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's ISO 639 code, ``None`` where nobody says it; ``sure`` where the text itself tells it, not only what is declared of it."""

    code: str | None
    sure: bool


def language_of(text: str, declared: str | None = None, presumed: bool = False) -> Language:
    """The language the text shows, or where it is too short or too mixed to tell, the declared one (any tag: "en", "en-GB"), which is not sure.

    Where the declared one is only ``presumed``, another one that the text is likely to be in goes before it.
    """
    table = load_languages()
    said = table.same.get(_primary(declared), _primary(declared)) if declared else None
    letters = sum(c.isalpha() for c in text[:_READ])
    if letters >= table.letters:
        if said in table.plain and _is_plainly(text[:_READ], table.plain[said]):
            return Language(said, sure=True)
        found, share = _guessed(text)
        if share >= table.least:
            return Language(found, sure=True)
    other = _likely(text[:_READ], letters, said) if presumed and said in table.plain else None
    return Language(other or said, sure=False)


def _likely(text: str, letters: int, said: str) -> str | None:
    """The language a short or mixed text is likely to be in; None where it may be in the one that is said."""
    table = load_languages()
    likely = table.likely
    small = [w for w in _WORD.findall(text) if w == w.lower()]
    if letters < likely.letters or len(small) < likely.words or not table.plain[said].words.isdisjoint(w.lower() for w in _WORD.findall(text)):
        return None
    found, share = _guessed(text)
    return found if found != said and share >= (likely.least if letters < table.letters else likely.unsure) else None


def _guessed(text: str) -> tuple[str, float]:
    """The likeliest language and its share."""
    table = load_languages()
    code, share = _identifier().classify(text[:_READ].encode("utf-8", errors="replace").decode("utf-8"))
    return table.same.get(code, code), float(share)


def _is_plainly(text: str, plain: Plain) -> bool:
    """True where so many of the words are the language's own that the model, which takes a second to load, need not be asked."""
    words = _WORD.findall(text.lower())
    return bool(words) and sum(w in plain.words for w in words) >= plain.share * len(words)


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].strip().lower()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The library's identifier, kept to the languages of the press."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    table = load_languages()
    identifier.set_languages([*table.known, *table.same])
    return identifier
