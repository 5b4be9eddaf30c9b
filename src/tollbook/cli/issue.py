"""What the user says of reports on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tollbook.cli.countries import country_code
from tollbook.errors import BadDateError, TollbookError

if TYPE_CHECKING:
    from tollbook.read.columns import Columns
    from tollbook.read.text import Issue


class BadColumnError(TollbookError):
    """A column given by the user is not of the form FIELD=COLUMN, or there is no such field."""


def issue_of(
    *, published: str | None = None, title: str | None = None, source: str | None = None, lang: str = "en", country: str | None = None
) -> Issue:
    """The options as an issue; BadDateError and BadCountryError where a value is none."""
    from tollbook.read.text import Issue

    return Issue(title, source, None, day_of(published), lang, country_code(country))


def day_of(given: str | None) -> date | None:
    """The day; ``None`` where none is given, BadDateError where it is no date."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadDateError(given) from None


def columns_of(given: Sequence[str]) -> Columns | None:
    """The columns of "text=body" and the like; ``None`` where none is given, BadColumnError where one is not of that form."""
    from dataclasses import fields

    from tollbook.read.columns import Columns

    if not given:
        return None
    pairs = [one.partition("=") for one in given]
    known = [f.name for f in fields(Columns)]
    wrong = next((f"{name}{sign}{value}" for name, sign, value in pairs if name not in known or not value), None)
    if wrong is not None:
        raise BadColumnError(f"'{wrong}' is no column; write FIELD=COLUMN, for example text=body; the fields are {', '.join(known)}")
    return Columns(**{name: value for name, _, value in pairs})
