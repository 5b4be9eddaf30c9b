"""The country a user names."""

from __future__ import annotations


def country_code(code: str | None) -> str | None:
    """The country's code in capitals; BadCountryError where no country has it."""
    if code is None:
        return None
    from tollbook.codebook.gazetteer.tables import load_countries
    from tollbook.errors import BadCountryError

    if code.upper() not in {c.iso3 for c in load_countries()}:
        raise BadCountryError(code)
    return code.upper()
