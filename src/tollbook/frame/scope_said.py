"""Who says so: the words of saying that stand over a deed, with their speakers and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.codebook.scope import SpeechRule, SpeechWords
from tollbook.find import grammar
from tollbook.frame.scope_path import Reach
from tollbook.model.frame import Saying
from tollbook.model.mention import Actor, Cue, Mention, MentionKind
from tollbook.model.parse import Parse, Token
from tollbook.model.time import Timex

QUOTES = frozenset(('"', "“", "”", "``", "''"))
CHAIN = 6
"""A reference to a reference is followed so often."""
TAIL = 5
"""A source behind a headline's colon is at most so many words long."""
REPORTING = ("say", "announce", "claim")
"""All of the content of these is told on the speaker's word; of a denial or demand only the deed denied or demanded."""
NEXT = "next"
NEGATED = "negated"


def sayings(reach: Reach, mentions: Sequence[Mention], words: SpeechWords) -> tuple[Saying, ...]:
    """The nearest saying over the deed, one for each speaker, and what the whole sentence is said according to; none where nobody says it."""
    parse, deed = reach.parse, reach.deed
    spoken = [m for m in mentions if m.kind is MentionKind.SPEECH and m.head != deed.i]
    verbs = [m for m in spoken if parse.tokens[m.head].sentence == deed.sentence and not _is_silent(parse, m, mentions)]
    near = next(_governing(reach, verbs, words), None) or _quoting(parse, deed, spoken)
    over = [m for m in verbs if words.by_id[m.by].speaker is not None and m is not near and _covers(reach, parse.tokens[m.head], words.by_id[m.by])]
    found = [s for m in (*([near] if near is not None else ()), *over) for s in _spoken(parse, m, words.by_id[m.by], mentions)]
    named = tuple(s for s in found if s.speaker is not None)
    return named or tuple(found)


def claimed(reach: Reach, mentions: Sequence[Mention], words: SpeechWords) -> str | None:
    """The stance that the nearest saying gives the deed itself ("claimed"); ``None`` where it only reports it."""
    near = next(_governing(reach, [m for m in mentions if m.kind is MentionKind.SPEECH], words), None)
    told = near is not None and any(s.above.i == near.head for s in reach.path[: reach.doubted + 1])
    return words.by_id[near.by].stance if near is not None and told else None


def _governing(reach: Reach, verbs: Sequence[Mention], words: SpeechWords) -> Iterator[Mention]:
    by_head = {m.head: m for m in verbs}
    above = {s.above.i for s in reach.path}
    over = [m for m in verbs if m.head in above]
    for n, step in enumerate(reach.path):
        yield from (m for m in over if reach.hangs(n, reach.parse.tokens[m.head]) and _is_content(reach, n, words.by_id[m.by]))
        yield from (by_head[k.i] for k in reach.parse.kids(step.above, "parataxis") if k.i in by_head)


def _is_content(reach: Reach, n: int, rule: SpeechRule) -> bool:
    """True where the n-th step leads to what is said; a semicolon between the two cuts it off."""
    step = reach.path[n]
    if step.relation not in rule.content or (n > reach.doubted and rule.act not in REPORTING):
        return False
    first, last = sorted((step.below.i, step.above.i))
    return not any(t.text == ";" for t in reach.parse.tokens[first:last])


def _is_silent(parse: Parse, verb: Mention, mentions: Sequence[Mention]) -> bool:
    """True for "nobody has said" and "did not say"."""
    own = {verb.head, *(s.i for s in parse.kids(parse.tokens[verb.head], "nsubj", "nsubjpass"))}
    negated = (m for m in mentions if m.kind is MentionKind.CUE and isinstance(m.value, Cue) and m.value.effect == NEGATED)
    return any(m.head in own or (parse.tokens[m.head].head in own and parse.tokens[m.head].dep in ("neg", "det")) for m in negated)


def _covers(reach: Reach, word: Token, rule: SpeechRule) -> bool:
    """True for "according to X" over the deed: at an end of its sentence, or beside a word on the way up."""
    if word.sentence != reach.deed.sentence:
        return False
    sentence = reach.parse.sentences[word.sentence]
    if rule.speaker == NEXT:
        return sentence.last - word.i <= TAIL
    last = max(t.i for t in reach.parse.subtree(word))
    if word.i <= sentence.first + 1 or last >= sentence.last - 2:
        return True
    return word.head == reach.deed.i or any(s.above.i == word.head for s in reach.path)


def _quoting(parse: Parse, deed: Token, verbs: Sequence[Mention]) -> Mention | None:
    """For a sentence inside a longer quotation: the word of saying in the sentence that ends or opens it."""
    ends = _quotation(parse, deed)
    if ends is None:
        return None
    sentences = {parse.tokens[i].sentence for i in ends} - {deed.sentence}
    beside = [m for m in verbs if parse.tokens[m.head].sentence in sentences and not ends[0] < m.head < ends[1]]
    return min(beside, key=lambda m: min(abs(m.head - e) for e in ends), default=None)


def _quotation(parse: Parse, token: Token) -> tuple[int, int] | None:
    """The first and last word of the quotation the word stands in; ``None`` outside quotations."""
    block = parse.sentences[token.sentence].block
    marks = [t.i for s in parse.sentences if s.block == block for t in parse.words(s) if t.text in QUOTES]
    return next(((a, b) for a, b in zip(marks[::2], marks[1::2], strict=False) if a < token.i < b), None)


def _spoken(parse: Parse, verb: Mention, rule: SpeechRule, mentions: Sequence[Mention]) -> Iterator[Saying]:
    when = _told_on(parse, verb, mentions)
    speakers = [s for t in _speakers(parse, parse.tokens[verb.head], rule) if (s := speaker_at(parse, t, mentions)) is not None]
    for speaker in {s.span: s for s in speakers}.values():
        yield Saying(verb, speaker, when)
    if not speakers:
        yield Saying(verb, None, when)


def _speakers(parse: Parse, verb: Token, rule: SpeechRule) -> Iterator[Token]:
    if rule.speaker is None:
        yield from (c for s in grammar.subjects(parse, verb) for c in _rightful(parse, s, verb))
        return
    if rule.speaker == NEXT:
        yield from parse.tokens[verb.i + 1 : verb.i + 2]
        return
    for prep in (verb, *parse.kids(verb, "prep")):
        if prep.lower == rule.speaker:
            yield from (c for noun in parse.kids(prep, "pobj") for c in grammar.conjuncts(parse, noun))


def _rightful(parse: Parse, subject: Token, verb: Token) -> Iterator[Token]:
    """The subject; in "killing two people, a nurse said", where the model runs both together, the nurse."""
    beside = [a for a in parse.kids(subject, "appos") if subject.i < a.i < verb.i]
    own = [t.i for k in parse.kids(subject, "det", "nummod", "amod", "compound", "poss") for t in parse.subtree(k)]
    first = min([*own, subject.i])
    ruling = first > 0 and parse.tokens[first - 1].pos == "VERB" and parse.tokens[first - 1].sentence == verb.sentence
    yield from grammar.conjuncts(parse, beside[0]) if beside and ruling else (subject,)


def speaker_at(parse: Parse, token: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The party that a subject names, or the one it refers to; for "the army's statement" the army; ``None`` where nobody is named."""
    actors = [m for m in mentions if m.kind is MentionKind.ACTOR]
    found = next((m for m in actors if m.head == token.i), None) or next((m for m in actors if m.span.start <= token.start < m.span.end), None)
    if found is None:
        below = {t.i for t in parse.subtree(token)}
        found = next((m for m in actors if m.head in below), None)
    return None if found is None else referred(found, actors)


def referred(mention: Mention, actors: Sequence[Mention]) -> Mention | None:
    """The party a pronoun or description points to in the end; ``None`` for a pronoun that points nowhere."""
    for _ in range(CHAIN):
        actor = mention.value
        if not isinstance(actor, Actor) or actor.refers is None or not (actor.pronoun or mention.by != "actor.possessive"):
            break
        target = next((m for m in actors if m.span == actor.refers), None)
        if target is None:
            break
        mention = target
    return None if isinstance(mention.value, Actor) and mention.value.pronoun and mention.value.refers is None else mention


def _told_on(parse: Parse, verb: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The day of the saying: the nearest time in the sentence that is marked as one."""
    sentence = parse.tokens[verb.head].sentence
    times = [m for m in mentions if isinstance(m.value, Timex) and m.value.reporting and parse.tokens[m.head].sentence == sentence]
    return min(times, key=lambda m: abs(m.head - verb.head), default=None)
