"""The network's list of themes, as the settings name it."""

import pytest

from adapters.settings import load_settings
from adapters.wiring import network_of
from bot.chat import Named
from bot.topics.themes import USUAL
from tests.adapters.test_settings import NEEDED


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What is needed, and nothing else."""
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_without_a_list_there_are_the_usual_themes(environment: pytest.MonkeyPatch) -> None:
    """In both languages, each under a code of its own."""
    del environment

    assert network_of(load_settings()).themes == USUAL
    assert USUAL["zero-waste"] == Named("Zero waste", "Zéro déchet")
    assert len(USUAL) == 15


def test_a_list_names_themes_in_both_languages(environment: pytest.MonkeyPatch) -> None:
    """In its order; a name alone stands for both, and in any script."""
    environment.setenv("PEERBOT_THEMES", "Water / Eau;  AI ; xʷməθkʷəy̓əm / Musqueam;")
    themes = network_of(load_settings()).themes

    assert dict(themes) == {
        "water": Named("Water", "Eau"),
        "ai": Named("AI", "AI"),
        "xwmethkweyem": Named("xʷməθkʷəy̓əm", "Musqueam"),
    }
    assert list(themes) == ["water", "ai", "xwmethkweyem"]


def test_a_network_may_have_no_themes(environment: pytest.MonkeyPatch) -> None:
    """It says so by a word."""
    environment.setenv("PEERBOT_THEMES", "None")

    assert network_of(load_settings()).themes == {}
