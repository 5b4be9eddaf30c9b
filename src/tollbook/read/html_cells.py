"""Pages that tables lay out: which cell holds the article."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tollbook.read.html_runs import Run

_MOST = 0.6
"""The cell of the article holds more than this share of the letters of what ends as sentences do; where none does, the text goes over several."""
_ENDS = (".", "!", "?", "”", '"', "。", "؟", "…")
_HEADINGS = frozenset({"h1", "h2"})


def of_one_cell(runs: list[Run]) -> list[Run]:
    """The runs without those in the cells beside the one that holds most of them, but for headings; all of them where no cell does."""
    weights: Counter[Any] = Counter()
    cells = {run: [e for e in (run.block, *run.block.iterancestors()) if e.tag in ("td", "th")] for run in runs}
    sentences = [r for r in runs if r.text.endswith(_ENDS)] or runs
    for run in sentences:
        for cell in cells[run]:
            weights[cell] += len(run.squeezed)
    least = _MOST * sum(len(r.squeezed) for r in sentences)
    rows = {cell.getparent(): cell for cell, weight in weights.items() if weight > least}
    return [r for r in runs if r.block.tag in _HEADINGS or all(rows.get(cell.getparent(), cell) is cell for cell in cells[r])]
