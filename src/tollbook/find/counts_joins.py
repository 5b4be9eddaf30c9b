"""What counts lend one another: the parts of a whole, and those told in one breath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tollbook.codebook.counts import CountWords
from tollbook.find.counts_nouns import noun_at
from tollbook.find.counts_status import Fate
from tollbook.model.mention import Mention
from tollbook.model.parse import Parse, Sentence
from tollbook.model.toll import Count


@dataclass(frozen=True, slots=True)
class Draft:
    """A count on its way: ``stated`` ones are dropped where nothing says what befell them."""

    mention: Mention
    stated: bool

    @property
    def count(self) -> Count:
        """The mention's value."""
        value = self.mention.value
        assert isinstance(value, Count)
        return value

    def changed(self, **fields: str | bool | None) -> Draft:
        """The draft with other values in its count."""
        return replace(self, mention=replace(self.mention, value=replace(self.count, **fields)))  # type: ignore[arg-type]


def as_part(mention: Mention, said: Fate, sentence: Sentence, parse: Parse, earlier: list[Draft]) -> Draft | None:
    """The count as part of the one before it; ``None`` where it names no group of its own.

    A part has the status of its whole. "Five of whom were later shot" is no part of the whole's toll but a toll of its own, of the whole's group.
    """
    draft = Draft(mention, stated=False)
    near = parse.sentences[max(0, sentence.i - 1)].span.start
    wholes = [d.count for d in reversed(earlier) if not d.count.part and d.count.status is not None and d.mention.span.start >= near]
    whole = next((c for c in wholes if c.status == said.status), wholes[0] if wholes else None)
    if said.unclear:
        return draft.changed(part=True)
    if whole is not None and said.status not in (None, whole.status):
        group = whole.group if draft.count.group == "total" else draft.count.group
        return draft.changed(group=group)
    if draft.count.group == "total":
        known = any(d.count.status == said.status and not d.count.part for d in earlier)
        return None if known or whole is not None or said.status is None else draft
    return draft.changed(status=said.status or (whole.status if whole is not None else None), part=True)


def settle(parse: Parse, drafts: list[Draft], words: CountWords) -> Iterator[Draft]:
    """The drafts with what their neighbours say of them, less those of whom nothing is said."""
    found = list(drafts)
    for i in range(1, len(found)):
        before, here = found[i - 1], found[i]
        if _goes_on(parse, before, here, words):
            found[i] = here.changed(status=before.count.status)
        if not _joined(parse, before, here, words) or words.unclear in (before.mention.by, here.mention.by):
            continue
        token = parse.tokens[here.mention.head]
        teller = here.count.article and "," in parse.text[before.mention.span.end : here.mention.span.start]
        if before.count.part and not here.count.part and not teller:
            found[i] = here.changed(part=True, status=here.count.status or before.count.status)
        elif token.dep == "conj" and token.head == before.mention.head and here.count.noun is not None:
            found[i] = here.changed(status=here.count.status or before.count.status)
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        if here.count.status is None and here.count.noun is not None and here.mention.by != words.unclear and _joined(parse, here, after, words):
            found[i] = here.changed(status=after.count.status)
    _name_all(parse, found, words)
    return (d for d in found if d.count.status is not None or not d.stated)


def _joined(parse: Parse, left: Draft, right: Draft, words: CountWords) -> bool:
    gap = parse.text[left.mention.span.end : right.mention.span.start]
    return words.joins.match(gap) is not None


def _goes_on(parse: Parse, before: Draft, here: Draft, words: CountWords) -> bool:
    """True for a bare "another four" later in the sentence: "Two men died on Monday and another four on Tuesday"."""
    bare = here.count.noun is None and here.count.status is None and not here.count.article and here.mention.by != words.unclear
    near = parse.tokens[here.mention.head].sentence == parse.tokens[before.mention.head].sentence
    return bare and near and not before.count.part and words.additional.match(here.mention.span.quote(parse.text)) is not None


def _name_all(parse: Parse, found: list[Draft], words: CountWords) -> None:
    """One word behind gives all of them their group: "four killed, nine injured, all civilians"."""
    for last, draft in enumerate(found):
        group = _all_group(parse, draft, words)
        for i in range(last, -1, -1):
            near = i == last or found[i + 1].mention.span.start - found[i].mention.span.end <= _STEP
            if group is None or not near or found[i].count.group != "total":
                break
            found[i] = found[i].changed(group=group)


_STEP = 12


def _all_group(parse: Parse, draft: Draft, words: CountWords) -> str | None:
    sentence = parse.sentences[parse.tokens[draft.mention.head].sentence]
    after = parse.at(draft.mention.span.end)
    if after is None or after.i >= sentence.last:
        return None
    start = after.end if after.lower in words.statuses.words else draft.mention.span.end
    match = words.parts["all"].match(parse.text[start : sentence.span.end])
    first = parse.at(start + match.end()) if match is not None else None
    noun = noun_at(parse, first.i, sentence.last, words, {}) if first is not None else None
    return noun.group if noun is not None and noun.group != "total" and not noun.unlisted else None
