"""python -m tests.docs.refresh: writes the real output of their commands into the README and the pages of docs/."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.docs.console import ROOT, pages, refreshed


def main() -> None:
    """Refreshes every page; tells which have changed."""
    home = Path(os.environ.get("TOLLBOOK_HOME", ROOT / ".cache"))
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = refreshed(before, home)
        page.write_text(after, encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(ROOT)}: {'as it was' if before == after else 'refreshed'}\n")


if __name__ == "__main__":
    main()
