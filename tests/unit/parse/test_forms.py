"""Words' forms are those of the model's whole pipeline, whatever was read before."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from tollbook.parse.model import Parser, find_model
from tollbook.read.text import Issue, read_text

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "There was a raid on the village, and there were three dead.",
    "Let's say they ain't going, he's gonna leave, c'mon, y'all know it.",
    "She has left, he had left, they have what they had, she'd go if he'd been asked.",
    "The rebels' leaders left. Leaders of the rebels have been leaving the left bank since Monday.",
    "He said that that man, that I know, did not do it. I saw it, it saw me, and you saw us.",
    "What he got was nothing\t\tworth  having,  nobody got hurt.",
)


@pytest.fixture(scope="module")
def whole() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy  # noqa: PLC0415 - only this module needs the library itself

        return spacy.load(find_model().path)


@pytest.mark.parametrize("text", [*TEXTS, " ".join(TEXTS), *reversed(TEXTS)])
def test_forms_are_the_pipelines(text: str, parser: Parser, whole: Language) -> None:
    report = read_text(text, Issue())
    words = [w for w in whole(report.text.replace("\t", " ")) if not w.is_space]
    parse = parser.parse(report)
    assert [(t.text, t.lower, t.lemma, t.pos, t.dep) for t in parse.tokens] == [(w.text, w.lower_, w.lemma_.lower(), w.pos_, w.dep_) for w in words]
    assert [parse.tokens[t.head].text for t in parse.tokens if t.dep not in ("ROOT", "dep")] == [
        w.head.text for w in words if w.dep_ not in ("ROOT", "dep")
    ]
