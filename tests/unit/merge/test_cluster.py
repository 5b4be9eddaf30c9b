from __future__ import annotations

from tollbook.merge.cluster import Limits, Ruled, clusters

LIMITS = Limits(least=0.0, linkage=-1.0, worst=-5.0)


def test_a_chain_breaks_where_its_ends_are_two_events() -> None:
    odds = {(0, 1): 4.0, (1, 2): 3.0, (0, 2): -6.0}
    assert clusters(3, odds, lambda i, j: -9.0, LIMITS) == [[0, 1], [2]]


def test_pairs_nobody_weighed_are_weighed() -> None:
    asked: list[tuple[int, int]] = []

    def between(i: int, j: int) -> float:
        asked.append((i, j))
        return -1.0

    assert clusters(3, {(0, 1): 4.0, (1, 2): 3.0}, between, LIMITS) == [[0, 1, 2]]
    assert asked == [(0, 2)]


def test_weak_pairs_on_average_do_not_grow_a_cluster() -> None:
    odds = {(0, 1): 4.0, (1, 2): 0.5, (0, 2): -4.0}
    assert clusters(3, odds, lambda i, j: 0.0, LIMITS) == [[0, 1], [2]]


def test_what_is_judged_goes_before_odds() -> None:
    odds = {(0, 1): 4.0, (1, 2): -4.9}
    ruled = Ruled(one=frozenset({(1, 2)}), apart=frozenset({(0, 1)}))
    assert clusters(3, odds, lambda i, j: 9.0, LIMITS, ruled) == [[0], [1, 2]]
