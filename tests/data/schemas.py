"""python -m tests.data.schemas: writes the schemas of data files that are plain tables from the types they are read into.

Schemas that ask for more than a type can say (patterns of ids, allowed values) are written by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from tollbook.codebook.casing import CasingWords
from tollbook.codebook.clipped import ClippedWords
from tollbook.codebook.coding import CodingTable
from tollbook.codebook.columns import ColumnsFile
from tollbook.codebook.exporting import Column, ExportCountry, PloverEvent, ReleaseRules
from tollbook.codebook.figurative import FigurativeWords
from tollbook.codebook.frames import FrameWords
from tollbook.codebook.gate import GateFile
from tollbook.codebook.importing import ImportShape
from tollbook.codebook.languages import Languages
from tollbook.codebook.letters import LettersFile
from tollbook.codebook.means import MeansWords
from tollbook.codebook.merging import CorrectedRule
from tollbook.codebook.pages import MarksFile, PagesFile

FOLDER = Path(__file__).parents[2] / "src" / "tollbook" / "data" / "schemas"
MADE = {
    "casing": CasingWords,
    "clipped": ClippedWords,
    "coding": CodingTable,
    "columns": ColumnsFile,
    "corrected": tuple[CorrectedRule, ...],
    "export-columns": tuple[Column, ...],
    "export-countries": tuple[ExportCountry, ...],
    "export-names": dict[str, str],
    "export-plover": dict[str, PloverEvent],
    "export-regions": frozenset[str],
    "export-release": ReleaseRules,
    "figurative": FigurativeWords,
    "frames": FrameWords,
    "gate": GateFile,
    "import-shape": ImportShape,
    "languages": Languages,
    "letters": LettersFile,
    "means": MeansWords,
    "page-marks": MarksFile,
    "pages": PagesFile,
}


def made(name: str) -> str:
    """The schema as the type has it, in JSON."""
    held = _closed(msgspec.json.schema(MADE[name]))
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **held}, indent=2, ensure_ascii=False) + "\n"


def _closed(node: Any) -> Any:
    """The schema with no keys allowed but those named, and descriptions on one line."""
    if isinstance(node, list):
        return [_closed(below) for below in node]
    if not isinstance(node, dict):
        return node
    found = {key: " ".join(below.split()) if key == "description" and isinstance(below, str) else _closed(below) for key, below in node.items()}
    return {**found, "additionalProperties": False} if "properties" in found and found.get("type") == "object" else found


def main() -> None:
    """Writes every schema that is made of a type."""
    for name in MADE:
        (FOLDER / f"{name}.schema.json").write_text(made(name), encoding="utf-8")
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
