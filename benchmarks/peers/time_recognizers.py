"""recognizers-text-date-time on JSON lines: a list of TIMEX3 a text, then the seconds taken. Of a past and a future reading the past one is taken."""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import datetime
from typing import Any

from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]


def timexes(text: str, dct: str) -> list[dict[str, Any]]:
    """The library's expressions with TIMEX3 values."""
    today = datetime.fromisoformat(dct or "2000-01-01")
    results = recognize_datetime(text, "en-us", reference=today)
    return [told for r in results if (told := timex(r, today)) is not None]


def timex(result: Any, today: datetime) -> dict[str, Any] | None:
    """One result; ``None`` where it has no reading."""
    values = (result.resolution or {}).get("values") or []
    if not values:
        return None
    now = today.strftime("%Y-%m-%d 23:59:59")
    past = [v for v in values if v.get("value", v.get("start", "")) <= now]
    kind, value = (past or values)[-1]["type"], value_of((past or values)[-1], today)
    named = {"set": "SET", "duration": "DURATION", "time": "TIME", "datetime": "TIME", "timerange": "TIME", "datetimerange": "TIME"}
    marked = "DURATION" if value.startswith("P") and kind != "set" and not value.endswith("_REF") else named.get(kind, "DATE")
    return {"start": result.start, "end": result.end + 1, "type": marked, "value": value}


def value_of(reading: dict[str, Any], today: datetime) -> str:
    """The TIMEX3 value of one reading."""
    code, kind = str(reading.get("timex", "")), reading["type"]
    if kind == "date":
        return str(reading.get("value", code)) if code != "PRESENT_REF" else code
    if kind == "datetime":
        return code if code == "PRESENT_REF" else str(reading["value"])[:16].replace(" ", "T")
    if kind == "time":
        return f"{today:%Y-%m-%d}T{str(reading['value'])[:5]}"
    if code.startswith("("):
        return _span(code, reading)
    return _ranged(code, reading)


def _span(code: str, reading: dict[str, Any]) -> str:
    length = code.strip("()").split(",")[-1]
    start = str(reading.get("start", ""))
    if length == "P3M" and start[5:7] in ("01", "04", "07", "10") and start.endswith("-01"):
        return f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
    return length


def _ranged(code: str, reading: dict[str, Any]) -> str:
    """Weeks, months, years and parts of days, their open fields filled from the reading's start."""
    start = str(reading.get("start", ""))[:10]
    if "T" in code and start:
        return start + code[code.index("T") :]
    if re.fullmatch(r"XXXX-\d\d", code):
        return start[:7]
    return code.replace("XXXX", start[:4]) if start and not code.startswith("XXXX-W") else code


if __name__ == "__main__":
    asked = [json.loads(line) for line in sys.stdin]
    started = time.perf_counter()
    told = [timexes(a["text"], a["dct"]) for a in asked]
    took = time.perf_counter() - started
    sys.stdout.write("".join(json.dumps(t) + "\n" for t in told) + json.dumps(took) + "\n")
