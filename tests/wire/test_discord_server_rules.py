"""Every rule of the loopback Discord has a page that says so and a test that shows it kept."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.wire.discord import refusals
from tests.wire.discord.rules import PAGES, PROVED, RULES

HERE = Path(__file__).parent
TESTS = sorted(file.stem for file in HERE.glob("test_discord_server_*.py"))
SOURCES = {file: file.read_text(encoding="utf-8") for file in (HERE / "discord").glob("*.py")}


def proofs() -> dict[str, list[str]]:
    """From every test module, whichever of them run."""
    for name in TESTS:
        importlib.import_module(f"tests.wire.{name}")
    return {rule: sorted(set(tests)) for rule, tests in PROVED.items()}


def test_each_rule_has_a_test_in_which_it_is_broken() -> None:
    """And no test proves what is not a rule."""
    proved = proofs()
    for rule, page in RULES.items():
        print(f"{rule} | {page} | {', '.join(proved.get(rule, ['nothing']))}")

    assert RULES.keys() - proved.keys() == set()
    assert proved.keys() - RULES.keys() == set()
    assert len(RULES) == sum(map(len, PAGES.values())), "a rule is there twice"


def test_each_page_stands_beside_the_code_that_keeps_its_rules() -> None:
    """Not in the list of rules alone."""
    beside = " ".join(source for file, source in SOURCES.items() if file.name != "rules.py")

    assert [page for page in PAGES if f"docs.discord.com/developers/{page}" not in beside] == []


def test_each_code_with_which_something_is_refused_is_seen_in_a_test() -> None:
    """As the client gets it."""
    tests = " ".join((HERE / f"{name}.py").read_text(encoding="utf-8") for name in TESTS)
    codes = {str(value[1]) for value in vars(refusals).values() if isinstance(value, tuple)}

    assert len(codes) > 15
    assert sorted(code for code in codes if code not in tests) == []
