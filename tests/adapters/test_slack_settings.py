"""The settings of Slack: a bot token switches it on, and then the rest has to be whole."""

from __future__ import annotations

import os

import pytest

from adapters.chat_options import slack_options
from adapters.settings import SettingsRefused, load_settings
from adapters.wiring import network_of, slack_of
from bot.chat import Room
from tests.adapters.test_settings import NEEDED

CANARY = "hunter2-canary"
SOCKET = {
    "PEERBOT_SLACK_BOT_TOKEN": "xoxb-1",
    "PEERBOT_SLACK_APP_TOKEN": "xapp-1",
    "PEERBOT_SLACK_COORDINATORS": "C0123456789",
    "PEERBOT_SLACK_MEMBERS": "G0123456789",
}
HTTP = {
    **{name: value for name, value in SOCKET.items() if "APP_TOKEN" not in name},
    "PEERBOT_SLACK_MODE": "http",
    "PEERBOT_SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
}
MODES = {"socket": SOCKET, "http": HTTP}
WRONG = {
    "PEERBOT_PROXY": ["proxy.example:3128", "socks5://proxy.example", "http://"],
    "PEERBOT_SLACK_API_URL": ["http://slack.example/api/", "slack.com/api", "ftp://slack.com/", "https://"],
    "PEERBOT_SLACK_APP_TOKEN": ["xoxb-1", CANARY],
    "PEERBOT_SLACK_BOT_TOKEN": ["xapp-1", "xoxp-1", CANARY],
    "PEERBOT_SLACK_COORDINATORS": ["coordinators", "#coordinators", "c0123456789", "D0123456789", "C012"],
    "PEERBOT_SLACK_FACILITATORS": ["U0123456789", "C0123456789\n"],
    "PEERBOT_SLACK_MEMBERS": ["https://north.slack.com/archives/C0123456789"],
    "PEERBOT_SLACK_MODE": ["websocket", "HTTP"],
    "PEERBOT_SLACK_WELCOME": ["general"],
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What `peerbot run` needs without Slack."""
    for name in [name for name in os.environ if name.startswith("PEERBOT_") or name == "PORT"]:
        monkeypatch.delenv(name)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def problems() -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as refused:
        load_settings()
    return refused.value.problems


def sets(environment: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        environment.setenv(name, value)


def test_without_a_bot_token_there_is_no_slack(environment: pytest.MonkeyPatch) -> None:
    """Whatever else is set of it, as long as it is sound."""
    sets(environment, PEERBOT_SLACK_MEMBERS="C0123456789")
    settings = load_settings()

    assert slack_of(settings) is None
    assert network_of(settings).platforms == ()


@pytest.mark.parametrize("mode", MODES)
def test_what_is_needed_is_enough(environment: pytest.MonkeyPatch, mode: str) -> None:
    """The rest has sensible values."""
    sets(environment, **MODES[mode])
    settings = load_settings()
    options = slack_options(settings)

    assert options is not None
    assert (bool(options.app_token), options.api_url) == (mode == "socket", "https://slack.com/api/")
    assert options.channels == {Room.COORDINATORS: "C0123456789", Room.MEMBERS: "G0123456789"}
    assert network_of(settings).platforms == ("slack",)


@pytest.mark.parametrize("mode", MODES)
def test_with_a_bot_token_everything_missing_is_named_at_once(
    environment: pytest.MonkeyPatch, mode: str
) -> None:
    """One line each, with what needs it; the other mode's secret is not among them."""
    sets(environment, PEERBOT_SLACK_BOT_TOKEN="xoxb-1", PEERBOT_SLACK_MODE=mode)
    needed = MODES[mode].keys() - {"PEERBOT_SLACK_BOT_TOKEN", "PEERBOT_SLACK_MODE"}

    assert [line.split(" is missing: ")[0] for line in problems()] == sorted(needed)


@pytest.mark.parametrize("name, value", [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_refused_by_name_and_not_quoted(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The line says what it must be."""
    sets(environment, **SOCKET | {name: value})

    (line,) = [line for line in problems() if line.startswith(name)]
    assert line.startswith(f"{name} must ")
    assert CANARY not in line


@pytest.mark.parametrize("name", ["PEERBOT_SLACK_MEMBERS", "PEERBOT_SLACK_WELCOME"])
def test_a_channel_that_anybody_gets_into_makes_no_coordinators(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    """Whoever is let into the one would decide in the other: the same channel twice is refused."""
    sets(environment, **SOCKET | {name: SOCKET["PEERBOT_SLACK_COORDINATORS"]})

    assert [line.partition(" must ")[0] for line in problems()] == [name]


def test_facilitators_may_share_the_coordinators_channel(environment: pytest.MonkeyPatch) -> None:
    """In a small network they are the same people."""
    sets(environment, **SOCKET | {"PEERBOT_SLACK_FACILITATORS": SOCKET["PEERBOT_SLACK_COORDINATORS"]})

    assert load_settings().slack_facilitators == SOCKET["PEERBOT_SLACK_COORDINATORS"]


@pytest.mark.parametrize("mode", MODES)
def test_tokens_are_in_no_print(environment: pytest.MonkeyPatch, mode: str) -> None:
    """Nor is the secret, nor the password of a proxy: they are masked, or left out."""
    secrets = {
        "PEERBOT_SLACK_BOT_TOKEN": f"xoxb-{CANARY}",
        "PEERBOT_SLACK_APP_TOKEN": f"xapp-{CANARY}",
        "PEERBOT_SLACK_SIGNING_SECRET": CANARY,
        "PEERBOT_PROXY": f"http://clerk:{CANARY}@proxy.example:3128",
    }
    sets(environment, **SOCKET | HTTP | secrets | {"PEERBOT_SLACK_MODE": mode})
    settings = load_settings()
    options = slack_options(settings)

    assert options is not None
    assert CANARY in options.bot_token
    assert CANARY not in repr(settings) + str(settings) + repr(options)


def test_a_stand_in_on_this_machine_may_be_unprotected(environment: pytest.MonkeyPatch) -> None:
    """And an address needs no slash at its end."""
    sets(environment, **SOCKET | {"PEERBOT_SLACK_API_URL": "http://127.0.0.1:8000/api"})

    assert load_settings().slack_api_url == "http://127.0.0.1:8000/api/"


def test_a_proxy_is_taken(environment: pytest.MonkeyPatch) -> None:
    """Municipal networks have them."""
    sets(environment, **SOCKET | {"PEERBOT_PROXY": "http://proxy.example:3128"})
    options = slack_options(load_settings())

    assert options is not None
    assert options.proxy == "http://proxy.example:3128"
