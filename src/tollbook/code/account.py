"""Events to accounts: what the frames of one event say together, in codebook terms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from tollbook.code.codes import codes_of, told_of
from tollbook.code.parties import parts_of
from tollbook.code.places import where_of
from tollbook.code.setting import with_setting
from tollbook.code.story import Story
from tollbook.code.times import currency_of, deadline_of, unresolved, when_of
from tollbook.code.tolls import tolls_of
from tollbook.code.tolls_struck import Died
from tollbook.code.words import attributions_of, claims_of, detail_of, terms_of
from tollbook.codebook.coding import CodingTable
from tollbook.frame.owners import status_of
from tollbook.frame.pointing import tells_none
from tollbook.frame.scene import Scene
from tollbook.frame.sums import KILLED
from tollbook.model.account import Account, GroupToll
from tollbook.model.frame import Frame
from tollbook.model.reading import Reading
from tollbook.resolve.settle import Settled


def accounts_of(events: Sequence[tuple[Frame, ...]], scene: Scene, settled: Settled, table: CodingTable) -> tuple[Account, ...]:
    """One account for each event, in the order the report tells them; mere words that tell no event are left out."""
    told: dict[int, Account] = {}
    accounts: list[tuple[Account, Story]] = []
    for frames in events:
        block = scene.block(scene.token(frames[-1].deed))
        story = Story(frames, scene, settled, table, told.get(block))
        account = account_of(story)
        if _tells(account, story):
            told[block] = account
            accounts.append((account, story))
    return with_setting(accounts)


def account_of(story: Story) -> Account:
    """The account of one event."""
    lead, report = story.lead, story.scene.report
    parts = parts_of(story)
    when = when_of(story)
    by = lead.deed
    account = Account(
        id=_id(report.id, story), report=report.id,
        kind=Reading(story.kind, (by.span,), by.by, by.confidence),
        currency=currency_of(story, when),
        stance=Reading(lead.scope.stance, tuple(c.span for c in lead.scope.cues) or (by.span,), "stance.scope"),
        trigger=story.triggers, parties=parts, when=when, where=where_of(story), tolls=_tolls(story),
        claims=claims_of(story), said_by=attributions_of(story), terms=terms_of(story), deadline=deadline_of(story),
        motive=detail_of(story, "motive"), instrument=detail_of(story, "instrument"),
        codes={}, open=unresolved(story),
    )  # fmt: skip
    return replace(account, codes=codes_of(told_of(account, report.lang)))


def _tells(account: Account, story: Story) -> bool:
    """False for mere words: nouns ("killings", "torture") with no party, time, place, toll or claim of their own, speech of nobody."""
    verbs = any(story.scene.deed(f.deed).form == "verb" for f in story.frames) and story.family != "speech"
    told = account.parties or account.tolls or account.claims or account.terms or account.deadline
    own = verbs or told or any(f.times or f.places for f in story.frames)
    return bool(own) or any(story.in_title(f.deed) for f in story.frames)


def _tolls(story: Story) -> tuple[Reading[GroupToll], ...]:
    told = [f for f in story.frames if f in story.told or tells_none([f], story.scene)]
    counted = [c for f in told for c in f.counts if story.scene.twin(c.mention) is None]
    died = Died(any(status_of(f.deed, story.scene) == KILLED for f in story.told), story.scene.tells_death)
    return tolls_of(counted, story.scene.report.text, died=died)


def _id(report: str, story: Story) -> str:
    """Report id and a hash of the event's first trigger and kind: the same coding gives the same id."""
    first = story.frames[0].deed
    return f"{report}-{hashlib.sha256(f'{story.kind}:{first.span.start}'.encode()).hexdigest()[:8]}"
