"""The gazetteer: one SQLite file of places, built once from what is installed and extended from GeoNames files."""

from tollbook.codebook.gazetteer.store import (
    SqliteGazetteer,
    gazetteer_path,
    open_gazetteer,
)

__all__ = ["SqliteGazetteer", "gazetteer_path", "open_gazetteer"]
