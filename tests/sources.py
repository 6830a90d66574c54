"""This project's own source as syntax trees: what a file imports, how long its functions are."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "storage", "adapters")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str) -> list[Path]:
    """The Python files below these folders, from the root of the repository."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def lines(file: Path) -> int:
    return len((ROOT / file).read_text(encoding="utf-8").splitlines())


def imports(file: Path) -> Iterator[str]:
    """Every name imported anywhere in the file, in full: `from bot import chat` is `bot.chat`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.parts[: len(file.parts) - node.level] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def foreign(file: Path, *allowed: str) -> set[str]:
    """The imports that are neither the standard library's nor from one of the allowed packages."""
    return {
        name
        for name in imports(file)
        if name.split(".")[0] not in sys.stdlib_module_names and not within(name, *allowed)
    }


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: a contract may be as long as it must."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None or len(function.body) == 1:
        return total
    return total - ((first.end_lineno or first.lineno) - first.lineno + 1)
