"""One event as the coding stage sees it: its frames and what their mentions were taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tollbook.codebook.coding import CodingTable
from tollbook.codebook.kinds import load_kinds
from tollbook.frame.pointing import is_new
from tollbook.frame.scene import Scene
from tollbook.frame.sums import sums_up
from tollbook.model.account import Account
from tollbook.model.frame import Frame, Stance
from tollbook.model.mention import Mention
from tollbook.model.place import Place
from tollbook.model.report import BlockRole
from tollbook.model.span import Span
from tollbook.resolve.settle import Settled


@dataclass(frozen=True)
class Story:
    """The frames that tell one event, in text order, with the report they stand in; ``before`` is the event told before it in its paragraph."""

    frames: tuple[Frame, ...]
    scene: Scene
    settled: Settled
    table: CodingTable
    before: Account | None = None

    @cached_property
    def lead(self) -> Frame:
        """The frame whose kind is the event's: the most telling kind, in the body rather than the title where both tell it."""
        order = {kind: i for i, kind in enumerate(self.scene.words.specific)}
        told = [f for f in self.frames if self.scene.rule(f.deed) is not None] or list(self.frames)
        stated = [f for f in told if f.scope.stance is Stance.STATED] or told
        naming = [f for f in stated if not self.scene.deed(f.deed).outcome and not self._only_sets(f, stated)] or stated
        return min(naming, key=lambda f: order.get(self.scene.deed(f.deed).kind, -1))

    def _only_sets(self, frame: Frame, others: Sequence[Frame]) -> bool:
        """True for a noun that only sets the scene of a deed in its sentence: "was seized in an ambush"."""
        token, settings = self.scene.token(frame.deed), self.scene.words.settings
        return self.scene.deed(frame.deed).form == "noun" and any(
            token.lemma in settings.get(self.scene.deed(o.deed).kind, ()) and self.scene.token(o.deed).sentence == token.sentence for o in others
        )

    @cached_property
    def told(self) -> tuple[Frame, ...]:
        """The frames that stand as the lead does: what somebody only claims or alleges of a stated event is none of its facts."""
        return tuple(f for f in self.frames if f.scope.stance is self.lead.scope.stance)

    @property
    def kind(self) -> str:
        """The slug of the event's kind."""
        return self.scene.deed(self.lead.deed).kind

    @property
    def family(self) -> str:
        """The family of the event's kind."""
        return load_kinds()[self.kind].family

    @cached_property
    def sums_up(self) -> bool:
        """True where it is no event but what a war or a year has cost."""
        return sums_up(self.frames, self.scene)

    @property
    def goes_on(self) -> Account | None:
        """The event before in the paragraph, where this one goes on from it: not what is said, planned or only possible."""
        apart = self.family in self.table.told_apart or self.lead.scope.stance is not Stance.STATED or self.lead.scope.currency is not None
        said = self.before is not None and load_kinds()[self.before.kind.value].family in self.table.told_apart
        return None if apart or said or is_new(self.lead.deed, self.scene) else self.before

    @property
    def triggers(self) -> tuple[Span, ...]:
        """The words that tell the event."""
        return tuple(f.deed.span for f in self.frames)

    def home(self, code: str) -> Place | None:
        """The country with that code as a place; ``None`` where the gazetteer has none."""
        return self.settled.countries.get(code)

    @property
    def opens(self) -> bool:
        """True where the report's title or its first block of prose tells the event."""
        scene = self.scene
        first = next((i for i, b in enumerate(scene.report.blocks) if b.role in (BlockRole.BODY, BlockRole.ITEM)), 0)
        return any(scene.block(scene.token(f.deed)) <= first for f in self.frames)

    def in_title(self, mention: Mention) -> bool:
        """True where the mention stands in the report's title."""
        return self.scene.role_of_block(self.scene.token(mention)) is BlockRole.TITLE

    def times(self) -> Iterator[tuple[Frame, Mention]]:
        """The event's times with the frames they belong to, in text order."""
        return ((f, m) for f in self.told for m in f.times)
