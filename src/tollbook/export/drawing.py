"""Drawings as SVG: shapes with their attributes, and the few sums every drawing needs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

INK, FAINT, LINE, PAPER = "#1f2328", "#6b7280", "#d5d9de", "#ffffff"
HARM = {"killed": "#8f1d21", "injured": "#b4610b"}
OTHER = "#37566b"
WIDTH_OF_A_LETTER = 0.62
"""Of the size of the type: wide, so that labels never touch."""
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Shape:
    """One element: its tag, its attributes in their order, and its text where it is one."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: its size in units; ``anchor`` is middle or end where it does not begin at its point."""

    size: float
    colour: str = INK
    bold: bool = False
    anchor: str | None = None


@dataclass(slots=True)
class Drawing:
    """A drawing under way: its size in units, what it shows in one sentence, and its shapes from back to front."""

    width: float
    height: float
    says: str
    shapes: list[Shape] = field(default_factory=list)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, tag: str, text: str = "", /, **attributes: float | str) -> None:
        """One more shape; an underscore in an attribute's name stands for a hyphen."""
        told = tuple((name.rstrip("_").replace("_", "-"), number(v) if isinstance(v, int | float) else v) for name, v in attributes.items())
        self.shapes.append(Shape(tag, told, text))

    def line(self, a: tuple[float, float], b: tuple[float, float], colour: str = LINE, **attributes: float | str) -> None:
        """A straight line."""
        self.add("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=colour, **attributes)

    def path(self, points: Sequence[tuple[float, float]], *, closed: bool = False, **attributes: float | str) -> None:
        """A line through the points."""
        told = "M" + " L".join(f"{number(x)},{number(y)}" for x, y in points) + ("Z" if closed else "")
        self.add("path", d=told, **attributes)

    def words(self, text: str, at: tuple[float, float], style: Style) -> None:
        """A text whose line begins (or ends, or is centred) at the point, as the style says."""
        told: dict[str, float | str] = {"font_size": style.size, "fill": style.colour}
        told |= {"font_weight": "bold"} if style.bold else {}
        told |= {"text_anchor": style.anchor} if style.anchor else {}
        self.add("text", text, x=at[0], y=at[1], **told)

    def label(self, text: str, at: tuple[float, float], gap: float, style: Style) -> bool:
        """A label beside a point where it meets no other and lies within the drawing; false where there is no such place."""
        size = style.size
        wide = len(text) * size * WIDTH_OF_A_LETTER
        x, y = at
        level, over, under = y + size * 0.35, y - gap, y + gap + size * 0.8
        beside = [(x + gap, level), (x - gap - wide, level), (x - wide / 2, over), (x - wide / 2, under), (x + gap / 2, over), (x + gap / 2, under)]
        for left, base in beside:
            box = (left - 1, base - size, left + wide + 1, base + 2)
            if box[0] < 1 or box[2] > self.width - 1 or box[1] < 1 or box[3] > self.height - 1 or any(_meet(box, other) for other in self.taken):
                continue
            self.taken.append(box)
            self.words(text, (left, base), style)
            return True
        return False

    def above(self, text: str, at: tuple[float, float], style: Style) -> None:
        """A number above a point, moved aside where that would leave the drawing; none where another stands."""
        half = len(text) * style.size * WIDTH_OF_A_LETTER / 2
        x, y = max(half, min(self.width - half, at[0])), max(style.size, at[1] - 5)
        box = (x - half, y - style.size, x + half, y)
        if not any(_meet(box, other) for other in self.taken):
            self.taken.append(box)
            self.words(text, (x, y), replace(style, anchor="middle"))


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def number(value: float) -> str:
    """A number with at most two decimals, the same text on every machine."""
    told = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told


def step_for(span: float, parts: int) -> float:
    """A round step of which at most so many fill the span."""
    if span <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(span / parts))
    return next(s * power for s in STEPS if s * power * parts >= span * (1 - 1e-9))
