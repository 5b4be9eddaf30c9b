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


def language_of(text: str, declared: str | None = None) -> Language:
    """The language the text shows, or where it is too short or too mixed to tell, the declared one (any tag: "en", "en-GB"), which is not sure."""
    table = load_languages()
    said = table.same.get(_primary(declared), _primary(declared)) if declared else None
    letters = sum(c.isalpha() for c in text[:_READ])
    if letters < table.letters:
        return Language(said, sure=False)
    if said in table.plain and _is_plainly(text[:_READ], table.plain[said]):
        return Language(said, sure=True)
    code, share = _identifier().classify(text[:_READ].encode("utf-8", errors="replace").decode("utf-8"))
    found = table.same.get(code, code)
    if share < table.least:
        return Language(said, sure=False)
    return Language(found, sure=True)


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
