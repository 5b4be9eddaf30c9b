"""Rows of my own in the columns of other people's datasets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from importlib import import_module

from tollbook.codebook.exporting import load_columns

ACLED = {
    "event_id_cnty": "MLI90001", "event_date": "05 March 2024", "year": "2024", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Violence against civilians", "sub_event_type": "Attack", "actor1": "Unidentified Armed Group (Mali)",
    "inter1": "Political militia", "actor2": "Civilians (Mali)", "inter2": "Civilians", "iso": "466", "country": "Mali", "admin1": "Mopti",
    "location": "Sevare", "latitude": "14.5300", "longitude": "-4.0900", "geo_precision": "1", "source": "Radio Delta", "fatalities": "5",
    "notes": "On 5 March 2024, an unidentified armed group fired on the market of Sevare. Five people died.",
}  # fmt: skip
GED = {
    "id": "900001", "relid": "MLI-2024-3-1", "year": "2024", "type_of_violence": "3", "side_a": "JNIM", "side_b": "Civilians",
    "where_prec": "1", "where_coordinates": "Sévaré town", "adm_1": "Mopti region", "latitude": "14.53", "longitude": "-4.09",
    "country": "Mali", "country_id": "432", "event_clarity": "1", "date_prec": "1", "date_start": "2024-03-05", "date_end": "2024-03-05",
    "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "5", "deaths_unknown": "0", "best": "5", "low": "4", "high": "7",
}  # fmt: skip
GTD = {
    "eventid": "202403050001", "iyear": "2024", "imonth": "3", "iday": "5", "country_txt": "Mali", "provstate": "Mopti", "city": "Sevare",
    "latitude": "14.53", "longitude": "-4.09", "specificity": "1", "attacktype1": "2", "targtype1": "14", "target1": "Market",
    "gname": "Unknown", "nkill": "5", "nwound": "", "suicide": "0", "nhostkid": "-99",
}  # fmt: skip
ROWS = {"acled": ACLED, "ged": GED, "gtd": GTD}


def table(dataset: str, *rows: Mapping[str, str], more: Sequence[str] = (), delimiter: str = ",") -> bytes:
    """A file of the dataset with these rows, its columns in their own order."""
    out = io.StringIO()
    names = [*(c.name for c in load_columns(dataset)), *more]
    names += [n for n in dict.fromkeys(n for row in rows for n in row) if n not in names]
    writer = csv.DictWriter(out, names, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(dataset: str, *rows: Mapping[str, object]) -> bytes:
    """The same as a workbook whose first sheet is of something else."""
    book = import_module("openpyxl").Workbook()
    book.active.append(["About", "this file"])
    sheet = book.create_sheet("events")
    names = [c.name for c in load_columns(dataset)]
    sheet.append(names)
    for row in rows:
        sheet.append([row.get(n) for n in names])
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()
