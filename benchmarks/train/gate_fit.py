"""Logistic regression over the words of passages, with the help of word vectors: what is learned of one word is half learned of its like."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WORD_COST, VECTOR_COST = 3.0, 1.0
"""What a weight of a word's own costs, squared, and one of its vector's directions."""
STEPS, MEMORY, GOOD_ENOUGH = 80, 10, 1e-6


@dataclass(frozen=True)
class Passages:
    """``flat`` are the words of all passages by number, ``rows`` the passage each stands in; a label and a weight a passage."""

    flat: NDArray[np.int64]
    rows: NDArray[np.int64]
    labels: Floats
    weights: Floats


def balanced(labels: Sequence[bool], weights: Sequence[float]) -> tuple[Floats, Floats]:
    """Labels and weights as arrays, both labels weighing the same."""
    told, heavy = np.array(labels, dtype=np.float64), np.array(weights, dtype=np.float64)
    heavy[told == 1] *= heavy[told == 0].sum() / max(1e-9, heavy[told == 1].sum())
    return told, heavy


def fit(passages: Passages, vectors: Floats) -> tuple[Floats, float]:
    """A weight for each word (a row of ``vectors``) and the constant."""
    words, width = vectors.shape
    signs = np.where(passages.labels == 1, 1.0, -1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        own, shared, constant = at[:words], at[words:-1], at[-1]
        scores = np.bincount(passages.rows, weights=(own + vectors @ shared)[passages.flat], minlength=len(signs)) + constant
        off = passages.weights * (1 / (1 + np.exp(-scores)) - passages.labels)
        slope = np.bincount(passages.flat, weights=off[passages.rows], minlength=words)
        cost = WORD_COST * own @ own / 2 + VECTOR_COST * shared @ shared / 2
        slopes = np.concatenate([slope + WORD_COST * own, vectors.T @ slope + VECTOR_COST * shared, [off.sum()]])
        return float(passages.weights @ np.logaddexp(0, -signs * scores) + cost), slopes

    found = minimum(loss, np.zeros(words + width + 1))
    return found[:words] + vectors @ found[words:-1], float(found[-1])


def minimum(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    """Where a smooth function is least, by L-BFGS."""
    moves: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    value, slope = loss(at)
    for _ in range(STEPS):
        way = _direction(slope, moves)
        length = 1.0
        there, (lower, steeper) = at - way, loss(at - way)
        while lower > value - 1e-4 * length * (slope @ way) and length > GOOD_ENOUGH:
            length /= 2
            there = at - length * way
            lower, steeper = loss(there)
        if (there - at) @ (steeper - slope) > 0:
            moves.append((there - at, steeper - slope))
        done = abs(value - lower) < GOOD_ENOUGH * abs(value)
        at, value, slope = there, lower, steeper
        if done:
            break
    return at


def _direction(slope: Floats, moves: deque[tuple[Floats, Floats]]) -> Floats:
    """Newton's direction, as the last moves let one guess it."""
    way = slope.copy()
    if not moves:
        return way / max(1e-12, float(np.linalg.norm(way)))
    shares = []
    for move, change in reversed(moves):
        share = (move @ way) / (move @ change)
        shares.append(share)
        way = way - share * change
    move, change = moves[-1]
    way = way * ((move @ change) / (change @ change))
    for (move, change), share in zip(moves, reversed(shares), strict=True):
        way = way + move * (share - (change @ way) / (move @ change))
    return way
