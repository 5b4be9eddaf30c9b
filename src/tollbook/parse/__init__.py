"""Report to Parse: the only layer that knows the language library."""

from tollbook.parse.model import Parser, load_parser

__all__ = ["Parser", "load_parser"]
