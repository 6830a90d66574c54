"""The privacy notice is made from what is really kept."""

import re
from datetime import timedelta

import pytest

from adapters.catalogues import LANGUAGES
from adapters.notice import Page
from bot.chat import Named
from bot.members.inventory import INVENTORY
from bot.members.notice import Responsible
from bot.members.retention import KEY_BACKUP_DAYS, MONTH, REQUEST_DAYS, TRACE_MONTHS, Retention
from tests.sources import ROOT

FILES = {"en": "docs/privacy.md", "fr": "docs/privacy.fr.md"}
KNOWN = Responsible(Named("Peers", "Pairs"), "Kim Roy, clerk", "kim@network.example", "100 Example Street")
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_the_files_are_what_the_command_prints(language: str) -> None:
    """After a change of what is kept: `peerbot privacy > docs/privacy.md`, and the French one."""
    written = (ROOT / FILES[language]).read_text(encoding="utf-8")

    assert written == Page(language, Responsible(), Retention()).markdown()


@languages
def test_every_column_stands_in_it(language: str) -> None:
    """Each once, where whoever checks it looks for it."""
    page = Page(language, Responsible(), Retention()).markdown()
    named = [f"`{held.table}.{column}`" for held in INVENTORY for column in held.columns]

    assert {column: page.count(column) for column in named} == dict.fromkeys(named, 1)


@languages
def test_it_says_who_answers_for_it_and_what_the_network_has_chosen(language: str) -> None:
    """No blank is left once all is set."""
    kept = Retention(timedelta(days=45), 13 * MONTH, timedelta(days=8))
    page = Page(language, KNOWN, kept).markdown()

    assert all(said in page for said in ("Kim Roy, clerk", "kim@network.example", "100 Example Street"))
    assert all(re.search(rf"\b{number}\b", page) for number in (45, 13, 8))
    assert not re.search(r"\[.*\]", page)


def test_it_never_denies_that_there_are_records() -> None:
    """That would not be true of any network."""
    said = Page("en", KNOWN, Retention()).markdown().lower()

    assert "no record" not in said
    assert "there are records" in said


def test_what_is_kept_too_long_or_too_short_is_refused() -> None:
    """Whoever calls the core is told, as the settings tell an operator."""
    day = timedelta(days=1)
    beyond = [
        {"request": (REQUEST_DAYS.start - 1) * day},
        {"request": REQUEST_DAYS.stop * day},
        {"trace": (TRACE_MONTHS.start - 1) * MONTH},
        {"trace": TRACE_MONTHS.stop * MONTH},
        {"key_backup": (KEY_BACKUP_DAYS.start - 1) * day},
        {"key_backup": KEY_BACKUP_DAYS.stop * day},
    ]

    for values in beyond:
        with pytest.raises(ValueError, match="to "):
            Retention(**values)
