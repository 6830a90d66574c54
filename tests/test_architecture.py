"""The rules that keep the house: who may know whom, how large things may grow, how tests are written.

The import-linter contracts in pyproject.toml say the first part again, over indirect imports too.
"""

import ast
import itertools
import re
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from tests.sources import (
    PRODUCT,
    ROOT,
    files,
    foreign,
    functions,
    imports,
    length,
    lines,
    tree,
    within,
)

COMPOSITION = {  # the only files that know everybody
    "main.py",
    "operations.py",
    "backups.py",
    "endings.py",
    "beside.py",
    "enrolment.py",
    "chat_commands.py",
    "chat_options.py",
    "inbound.py",
    "listening.py",
    "web_alone.py",
    "website.py",
    "wiring.py",
    "trial.py",
    "checkup.py",
}
STORAGE_LIBRARIES = ("sqlalchemy", "alembic", "cryptography", "psycopg", "psycopg_pool")
EMPTY_WORDS = re.compile("Manager|Service|Helper|Utils?(?![a-z])", re.IGNORECASE)
PRETENCES = {"time.sleep", "asyncio.sleep", "monkeypatch.setattr", "mock.patch", "mocker.patch"}


def adapters_folders() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "adapters").glob("*/__init__.py"))


def found(offences: Iterable[tuple[Path, object]]) -> dict[str, object]:
    return {str(file): offence for file, offence in offences if offence}


def test_the_core_imports_only_itself_and_the_standard_library() -> None:
    """What the network's rules need of the world comes in as a value or a port."""
    assert not found((file, foreign(file, "bot")) for file in files("bot"))


def test_storage_imports_only_the_core_and_its_databases() -> None:
    """Storage knows no platform, no mail and no settings."""
    assert not found((file, foreign(file, "bot", "storage", *STORAGE_LIBRARIES)) for file in files("storage"))


def test_the_adapters_folders_do_not_know_each_other() -> None:
    """One platform can be taken away, and the others do not notice."""
    folders = adapters_folders()
    beyond = {
        folder: [f"adapters.{other}" for other in folders if other != folder]
        + ["storage", "adapters.main", "adapters.wiring"]
        for folder in folders
    }

    assert not found(
        (file, [name for name in imports(file) if within(name, *beyond[folder])])
        for folder in folders
        for file in files(f"adapters/{folder}")
    )


def test_only_the_composition_root_knows_everybody() -> None:
    """The courier, the pulse and the words work with any platform and any storage."""
    everybody = ["storage", *(f"adapters.{folder}" for folder in adapters_folders())]
    others = [file for file in files("adapters") if len(file.parts) == 2 and file.name not in COMPOSITION]

    assert not found((file, [name for name in imports(file) if within(name, *everybody)]) for file in others)


def test_no_file_is_longer_than_300_lines() -> None:
    """A file can be read at one sitting, and half of them on one screen or two."""
    sizes = {file: lines(file) for file in files(*PRODUCT, "tests")}

    assert not {str(file): size for file, size in sizes.items() if size > 300}
    assert median(sizes.values()) <= 100


def test_functions_are_short() -> None:
    """Half of the functions have at most 8 lines, nine in ten at most 25, none more than 45."""
    sizes = {
        f"{file}:{function.lineno} {function.name}": length(function)
        for file in files(*PRODUCT)
        for function in functions(file)
    }
    middle, ninth = median(sizes.values()), quantiles(sizes.values(), n=10)[-1]
    print(f"{len(sizes)} functions: median {middle}, p90 {ninth}, longest {max(sizes.values())} lines")

    assert not {name: size for name, size in sizes.items() if size > 45}
    assert middle <= 8
    assert ninth <= 25


def test_names_say_what_a_thing_is() -> None:
    """No class and no file is called by a word that fits everything."""
    classes = (
        (file, [node.name for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef)])
        for file in files(*PRODUCT, "tests")
    )
    offences = ((file, list(filter(EMPTY_WORDS.search, [file.stem, *names]))) for file, names in classes)

    assert not found(offences)


def test_every_test_states_its_fact() -> None:
    """Each test has a docstring, which says in one line what is true."""
    offences = (
        (file, function.name)
        for file in files("tests")
        for function in functions(file)
        if function.name.startswith("test_") and "\n" in (ast.get_docstring(function) or "\n")
    )

    assert not found(offences)


def test_tests_neither_wait_nor_pretend() -> None:
    """Time is the Clock port, and a fake is a small real class: no sleeping, no patching, no mocks."""
    pretences = ((file, sorted(PRETENCES & {*attributes(file), *imports(file)})) for file in files("tests"))
    mocks = ((file, [name for name in imports(file) if "mock" in name]) for file in files("tests"))

    assert not found(itertools.chain(pretences, mocks))


def test_the_locks_name_no_index() -> None:
    """Where packages come from is the installing machine's affair; the hashes say what they must be."""
    locks = [path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.lock")]

    assert len(locks) == 2
    assert not any("://" in lock or "--index" in lock or "--find-links" in lock for lock in locks)


def attributes(file: Path) -> list[str]:
    return [ast.unparse(node) for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute)]
