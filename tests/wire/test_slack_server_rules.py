"""Every rule of the loopback Slack has a page that says so and a test that shows it kept."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from tests.wire.slack.rules import PAGES, PROVED, RULES

HERE = Path(__file__).parent
TESTS = sorted(file.stem for file in HERE.glob("test_slack_server_*.py"))
SOURCES = {file: file.read_text(encoding="utf-8") for file in (HERE / "slack").glob("*.py")}


def proofs() -> dict[str, list[str]]:
    """From every test module, whichever of them run."""
    for name in TESTS:
        importlib.import_module(f"tests.wire.{name}")
    return {rule: sorted(set(tests)) for rule, tests in PROVED.items()}


def codes(source: str) -> set[str]:
    """With which something is refused."""
    return {
        str(constant.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
        for constant in ast.walk(node.args[0])
        if isinstance(constant, ast.Constant) and re.fullmatch("[a-z]+(_[a-z]+)+", str(constant.value))
    }


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

    assert [page for page in PAGES if page not in beside] == []


def test_each_code_with_which_something_is_refused_is_seen_in_a_test() -> None:
    """As the client gets it."""
    tests = " ".join((HERE / f"{name}.py").read_text(encoding="utf-8") for name in TESTS)
    refused = set().union(*map(codes, SOURCES.values()))

    assert len(refused) > 40
    assert sorted(code for code in refused if code not in tests) == []
