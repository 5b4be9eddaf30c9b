"""Reads the project's data files into frozen tables."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tollbook.errors import DataFileError

T = TypeVar("T")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=64)
def read_data(name: str) -> Any:
    """The content of one file under ``data/`` ("lexicon/en/layout.yml"); DataFileError where it is no YAML."""
    try:
        return yaml.load(files("tollbook").joinpath("data", name).read_bytes(), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise DataFileError(f"data/{name}: {' '.join(str(error).split())}") from error


def load_table(name: str, shape: type[T]) -> T:
    """The file as a value of ``shape`` (a frozen msgspec struct or a container of them); DataFileError names the place that does not fit."""
    try:
        return msgspec.convert(read_data(name), type=shape)
    except msgspec.ValidationError as error:
        raise DataFileError(f"data/{name}: {error}") from error
