"""Writes the table into docs/security.md: `python -m tests.access`."""

from tests.access.matrix import PAGE, drawn, page_with

PAGE.write_text(page_with(drawn(), PAGE.read_text("utf-8")), "utf-8")
