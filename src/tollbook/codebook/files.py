"""Reads the project's data files into frozen tables."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tollbook.errors import DataFileError

T = TypeVar("T")
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Reads booleans as YAML 1.2 does: "on" and "no" are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, regexp) for tag, regexp in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, found in _BASE.yaml_implicit_resolvers.items()
    }


@lru_cache(maxsize=64)
def read_data(name: str) -> Any:
    """The content of one file under ``data/`` ("lexicon/en/layout.yml"); DataFileError where it is no YAML."""
    try:
        return yaml.load(files("tollbook").joinpath("data", name).read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader with fewer booleans
    except (OSError, yaml.YAMLError) as error:
        raise DataFileError(f"data/{name}: {' '.join(str(error).split())}") from error


def read_lines(name: str) -> list[str]:
    """The lines of one text table under ``data/``; DataFileError where it cannot be read."""
    try:
        return files("tollbook").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"data/{name}: {error.strerror or error}") from error


def load_table(name: str, shape: type[T]) -> T:
    """The file as a value of ``shape`` (a frozen msgspec struct or a container of them); DataFileError names the place that does not fit."""
    try:
        return msgspec.convert(read_data(name), type=shape)
    except msgspec.ValidationError as error:
        raise DataFileError(f"data/{name}: {error}") from error
