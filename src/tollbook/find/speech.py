"""Parse to speech: the words that report what somebody said."""

from __future__ import annotations

from tollbook.codebook.scope import SpeechWords
from tollbook.find.cues import candidates, fits
from tollbook.model.mention import Mention, MentionKind, Speech
from tollbook.model.parse import Parse


def find_speech(parse: Parse, words: SpeechWords) -> tuple[Mention, ...]:
    """The report's speech mentions in text order, at most one a word."""
    found: list[Mention] = []
    for token in parse.tokens:
        for rule in candidates(token, words.by_word):
            if fits(parse, token, rule):
                found.append(Mention(MentionKind.SPEECH, token.span, token.i, Speech(rule.act), rule.id))
                break
    return tuple(found)
