"""What the settings say about meetings, as the rules are told it."""

from datetime import date

import pytest

from adapters.settings import load_settings
from adapters.wiring import network_of
from adapters.zones import pinned_zones
from bot.chat import Named
from tests.adapters.test_settings import NEEDED


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What is needed, and nothing else."""
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_without_them_there_are_all_reminders_and_no_holidays(environment: pytest.MonkeyPatch) -> None:
    """And invitations carry nothing beside what every network's do."""
    del environment
    network = network_of(load_settings())

    assert (network.reminders, network.holidays) == (("week", "day", "hour"), frozenset())
    assert (network.conduct, network.acknowledgement) == (None, None)
    assert network.zone_data == pinned_zones()


def test_holidays_and_reminders_are_lists(environment: pytest.MonkeyPatch) -> None:
    """Reminders come in their own order, whatever is written."""
    environment.setenv("PEERBOT_HOLIDAYS", "2027-07-01, 2026-12-25")
    environment.setenv("PEERBOT_REMINDERS", "Hour,week")
    network = network_of(load_settings())

    assert network.holidays == {date(2027, 7, 1), date(2026, 12, 25)}
    assert network.reminders == ("week", "hour")


def test_a_network_may_have_no_reminders(environment: pytest.MonkeyPatch) -> None:
    """It says so by a word."""
    environment.setenv("PEERBOT_REMINDERS", "none")

    assert network_of(load_settings()).reminders == ()


def test_words_for_invitations_are_in_both_languages(environment: pytest.MonkeyPatch) -> None:
    """One stands for both where there is no other."""
    environment.setenv("PEERBOT_CONDUCT", "We listen.")
    environment.setenv("PEERBOT_ACKNOWLEDGEMENT", "We live on these lands.")
    environment.setenv("PEERBOT_ACKNOWLEDGEMENT_FR", "Nous vivons sur ces terres.")
    network = network_of(load_settings())

    assert network.conduct == Named("We listen.", "We listen.")
    assert network.acknowledgement == Named("We live on these lands.", "Nous vivons sur ces terres.")
