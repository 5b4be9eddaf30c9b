"""One number of deaths of what is known as a range, by ACLED's rules."""

from __future__ import annotations

from tollbook.export.event import Event

SEVERAL = 2
FEW, MANY = 3, 10
"""What ACLED writes for "several" in places at peace and in war zones."""


def fatalities_of(event: Event, war_zone: bool = False) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The number, and the rules by which it says less than is known, as (column, rule)."""
    told = [("fatalities", f"{status}-not-coded") for status in ("injured", "abducted") if event.toll(status) is not None]
    toll = event.toll("killed")
    if toll is None:
        return 0, (("fatalities", "unknown->0"), *told)
    if (toll.low, toll.best, toll.high) == (SEVERAL, None, None):
        return (MANY if war_zone else FEW), (("fatalities", f"several->{MANY if war_zone else FEW}"), *told)
    if toll.best is not None:
        wide = (("fatalities", "range->best"),) if (toll.low, toll.high) != (toll.best, toll.best) else ()
        return toll.best, (*wide, *told)
    if toll.low is not None:
        return toll.low, (("fatalities", "range->low"), *told)
    return 0, (("fatalities", "up-to->0"), *told)


def shares(deaths: int, days: int) -> tuple[int, ...]:
    """A total spread over days as evenly as it goes, what is left over on the first ones: 12 over 3 is 4, 4, 4; 7 over 3 is 3, 2, 2."""
    each, over = divmod(deaths, days)
    return tuple(each + (n < over) for n in range(days))
