"""tollbook count: how many were killed, hurt or held, each event counted once."""

from __future__ import annotations

import json as jsonlib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.issue import day_of

if TYPE_CHECKING:
    from tollbook.export.count import Answer, Part, Question


def count(
    status: Annotated[str, typer.Option(help="killed, injured, abducted, detained, missing, displaced or released.")] = "killed",
    group: Annotated[str, typer.Option(help="A group such as soldiers or children; civilians are all who bear no arms.")] = "total",
    since: Annotated[str | None, typer.Option("--from", help="The first day or month, YYYY-MM-DD or YYYY-MM.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="The last day or month, counted in.")] = None,
    country: Annotated[str | None, typer.Option(help="Only in this country (ISO 3166-1 alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(help="Only events of this kind, such as armed-attack.")] = None,
    as_of: Annotated[str | None, typer.Option(help="As was known at the end of this day (UTC).")] = None,
    with_imported: Annotated[bool, typer.Option("--with-imported", help="Imported events that may be no incident here too, marked.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    project: Annotated[Path, typer.Option(help="A folder in the project.")] = Path(),
) -> None:  # fmt: skip
    """Count people over events: the lowest, the number to repeat and the highest, and the events behind them."""
    from tollbook.cli.choose import Wanted, chosen
    from tollbook.cli.countries import country_code
    from tollbook.cli.export import exportables, imported_too
    from tollbook.cli.incidents import told_as_of
    from tollbook.errors import TollbookError
    from tollbook.export.count import Question
    from tollbook.export.count import count as counted
    from tollbook.model.toll import STATUSES

    if status not in STATUSES:
        raise TollbookError(f"there is no status '{status}'; statuses: {', '.join(STATUSES)}")
    question = Question(status, group, first_day(since), last_day(until))
    wanted = Wanted(question.since, question.until, country_code(country), kind, background=True)
    told = told_as_of(project, as_of)
    items = exportables(told, chosen(told.merged.incidents, wanted)) + (imported_too(project, told, wanted) if with_imported else [])
    answer = counted(items, question)
    typer.echo(jsonlib.dumps(_json(question, answer), ensure_ascii=False) if json else "\n".join(_lines(question, answer)))


def first_day(given: str | None) -> date | None:
    """The day, the first of a month given as YYYY-MM; BadDateError where it is neither."""
    return day_of(f"{given}-01" if given is not None and len(given) == len("2024-05") else given)


def last_day(given: str | None) -> date | None:
    """The day, the last of a month given as YYYY-MM; BadDateError where it is neither."""
    first = first_day(given)
    if first is None or given is None or len(given) != len("2024-05"):
        return first
    return (first.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)


def _lines(question: Question, answer: Answer) -> list[str]:
    from tollbook.cli.incidents import line_of

    whom = question.status + (f" {question.group}" if question.group != "total" else "")
    high = str(answer.high) if answer.high is not None else f"open in {answer.open}"
    lines = [f"{whom}: low {answer.low}, best {answer.best}, high {high}; events {len(answer.parts)}"]
    lines += [f"  {_figures(p)}  {line_of(p.incident)}" for p in answer.parts]
    if answer.aside:
        lines.append("totals over long times and wide places, not added:")
        lines += [f"  {_figures(p)}  {line_of(p.incident)}" for p in answer.aside]
    if answer.silent:
        lines.append(f"events of which nobody gives the number: {len(answer.silent)}; they are unknown and not 0")
    return lines


def _figures(part: Part) -> str:
    from tollbook.merge.history import toll_text

    return toll_text(part.toll) + ("" if part.sure else " (may lie outside the span)")


def _json(question: Question, answer: Answer) -> dict[str, object]:
    def rows(parts: tuple[Part, ...]) -> list[dict[str, object]]:
        return [
            {"id": p.incident.id, "low": p.toll.low, "best": p.toll.best, "high": p.toll.high, "sure": p.sure, "likely": p.likely} for p in parts
        ]  # fmt: skip

    return {
        "status": question.status, "group": question.group, "from": question.since.isoformat() if question.since else None,
        "to": question.until.isoformat() if question.until else None, "low": answer.low, "best": answer.best, "high": answer.high,
        "incidents": rows(answer.parts), "aside": rows(answer.aside), "unknown": [i.id for i in answer.silent],
    }  # fmt: skip
