"""Whose attack it was by the adjective before it: "a jihadist attack"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.model.parse import Token

if TYPE_CHECKING:
    from tollbook.find.actors_phrases import Scene


def launches(scene: Scene, token: Token) -> bool:
    """True for the adjective in "a jihadist attack" that tells whose it was, not where it is part of a longer word."""
    head = scene.parse.head(token)
    table = scene.words.file
    told = head is not None and token.dep in ("amod", "compound") and head.lemma in table.launched and token.lower in table.fighting
    return told and (token.i == 0 or scene.parse.tokens[token.i - 1].text not in ("-", "–"))


def is_doubted(scene: Scene, token: Token) -> bool:
    """True for "jihadist" in "a suspected jihadist attack": whose attack it was is not said."""
    head = scene.parse.head(token)
    if head is None or token.dep not in ("amod", "compound", "nmod") or head.lemma not in scene.words.file.launched:
        return False
    return any(k.lower in scene.words.file.doubted for k in scene.parse.kids(head, "amod", "advmod"))
