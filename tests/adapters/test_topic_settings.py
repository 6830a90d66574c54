"""The network's list of themes, as the settings name it."""

import pytest

from adapters.settings import SettingsRefused, load_settings
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
    assert len(USUAL) == 10


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


@pytest.mark.parametrize(
    "wrong",
    [
        "/ Eau",
        ";",
        "x" * 61,
        "Water;WATER",
        "hunter2-canary\a",
        "!!!",
        f"Eau / {'x' * 61}",
        "two\tlines",
        ";".join("abcdefghijklmnopqrstuvwxyz"),
        "none;Water;none",
    ],
)
def test_what_is_no_list_of_themes_is_refused(environment: pytest.MonkeyPatch, wrong: str) -> None:
    """With what it must be: names that have letters, not too long, not too many, each once."""
    environment.setenv("PEERBOT_THEMES", wrong)

    with pytest.raises(SettingsRefused) as refused:
        load_settings()
    assert refused.value.problems[0].startswith("PEERBOT_THEMES must ")
    assert "hunter2" not in refused.value.problems[0]


def test_a_network_may_have_no_themes(environment: pytest.MonkeyPatch) -> None:
    """It says so by a word."""
    environment.setenv("PEERBOT_THEMES", "None")

    assert network_of(load_settings()).themes == {}
