"""The settings of Discord: a bot token switches it on, and then the rest has to be whole."""

from __future__ import annotations

import os
from tempfile import gettempdir

import pytest

from adapters.chat_options import discord_options
from adapters.settings import (
    SettingsRefused,
    load_invitation_settings,
    load_settings,
)
from adapters.wiring import discord_of, holder_of, network_of
from bot.chat import Role, Room
from tests.adapters.test_settings import NEEDED
from tests.world import SeededEntropy

CANARY = "hunter2-canary"
TOKEN = "OTAwMDAwMDAwMDAwMDAwMDEw.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
GUILD, MEMBER = "900000000000000001", "900000000000000021"
WHOLE = {
    "PEERBOT_DISCORD_TOKEN": TOKEN,
    "PEERBOT_DISCORD_GUILD": GUILD,
    "PEERBOT_DISCORD_COORDINATORS": "900000000000000031",
    "PEERBOT_DISCORD_MEMBERS": "900000000000000032",
    "PEERBOT_DISCORD_MEMBER_ROLE": MEMBER,
    "PEERBOT_DISCORD_COORDINATOR_ROLE": "900000000000000022",
}
OPTIONAL = ("PEERBOT_DISCORD_FACILITATORS", "PEERBOT_DISCORD_WELCOME", "PEERBOT_DISCORD_FACILITATOR_ROLE")
NO_IDS = ["general", "#general", "<#900000000000000031>", "9000", "9" * 21, "900000000000000031\n", "-1"]
ROLES = ("MEMBER_ROLE", "COORDINATOR_ROLE", "FACILITATOR_ROLE")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What `peerbot run` needs without a platform."""
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


def test_without_a_token_there_is_no_discord(environment: pytest.MonkeyPatch) -> None:
    """Whatever else is set of it, as long as it is sound."""
    sets(environment, PEERBOT_DISCORD_MEMBERS="900000000000000032")

    assert discord_of(load_settings(), "here") is None
    assert network_of(load_settings()).platforms == ()


def test_what_is_needed_is_enough(environment: pytest.MonkeyPatch) -> None:
    """Welcome room, facilitators' room and role may stay away."""
    sets(environment, **WHOLE)
    settings = load_settings()

    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN
    assert (settings.discord_guild, settings.discord_member_role, settings.discord_welcome) == (
        GUILD, MEMBER, None,
    )  # fmt: skip
    assert network_of(settings).platforms == ("discord",)


def test_a_network_can_be_on_both_platforms(environment: pytest.MonkeyPatch) -> None:
    """Each is switched on by its own token."""
    slack = {"PEERBOT_SLACK_BOT_TOKEN": "xoxb-1", "PEERBOT_SLACK_APP_TOKEN": "xapp-1"}
    rooms = {"PEERBOT_SLACK_COORDINATORS": "C0123456789", "PEERBOT_SLACK_MEMBERS": "G0123456789"}
    sets(environment, **WHOLE, **slack, **rooms)

    assert network_of(load_settings()).platforms == ("slack", "discord")


def test_with_a_token_everything_missing_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    """One line each, with what it is."""
    sets(environment, PEERBOT_DISCORD_TOKEN=TOKEN)

    assert [line.split(" is missing: ")[0] for line in problems()] == sorted(
        WHOLE.keys() - {"PEERBOT_DISCORD_TOKEN"}
    )


@pytest.mark.parametrize("name", [*(name for name in WHOLE if "TOKEN" not in name), *OPTIONAL])
@pytest.mark.parametrize("value", NO_IDS)
def test_what_is_no_id_is_refused(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The line says what it must be."""
    sets(environment, **WHOLE | {name: value})

    assert [line for line in problems() if line.startswith(f"{name} must be an ID such as")]


@pytest.mark.parametrize("token", [CANARY, f"Bot {TOKEN}", f"{CANARY}.x", f"{TOKEN}.x", f"{TOKEN} ", "a.b.c"])
def test_what_is_no_token_is_refused_and_not_quoted(environment: pytest.MonkeyPatch, token: str) -> None:
    """It may be another secret."""
    sets(environment, **WHOLE | {"PEERBOT_DISCORD_TOKEN": token})

    assert problems() == (
        "PEERBOT_DISCORD_TOKEN must be the bot's token, three parts with dots between them",
    )


@pytest.mark.parametrize("role", ROLES)
def test_everybodys_role_is_none_of_ours(environment: pytest.MonkeyPatch, role: str) -> None:
    """It carries the server's own ID."""
    sets(environment, **WHOLE | {f"PEERBOT_DISCORD_{role}": GUILD})

    assert problems()[-1].startswith(f"PEERBOT_DISCORD_{role} must be a role of its own")


@pytest.mark.parametrize("role", ROLES[1:])
def test_members_do_not_decide(environment: pytest.MonkeyPatch, role: str) -> None:
    """The role that the bot gives to members makes nobody a coordinator or facilitator."""
    sets(environment, **WHOLE | {f"PEERBOT_DISCORD_{role}": MEMBER})

    assert problems()[0].startswith(f"PEERBOT_DISCORD_{role} must be another role than")


@pytest.mark.parametrize("room", ["MEMBERS", "WELCOME"])
def test_requests_are_not_shown_where_everybody_reads(environment: pytest.MonkeyPatch, room: str) -> None:
    """The coordinators' room is neither the members' nor the newcomers'."""
    name = f"PEERBOT_DISCORD_{room}"
    sets(environment, **WHOLE | {name: WHOLE["PEERBOT_DISCORD_COORDINATORS"]})

    assert problems() == (f"{name} must be another channel than the coordinators', where requests are shown",)


def test_the_token_is_in_no_print(environment: pytest.MonkeyPatch) -> None:
    """It is masked."""
    sets(environment, **WHOLE)
    settings = load_settings()

    assert TOKEN.rpartition(".")[2] not in repr(settings) + str(settings)


def test_the_options_are_what_was_set(environment: pytest.MonkeyPatch) -> None:
    """The token, and the password of a proxy, are in no print of them either."""
    sets(environment, **WHOLE, PEERBOT_PROXY=f"http://us:{CANARY}@proxy.example:3128")
    options = discord_options(load_settings(), "here")

    assert options is not None
    assert (options.guild, options.holder) == (GUILD, "here")
    assert options.channels == {
        Room.COORDINATORS: "900000000000000031", Room.MEMBERS: "900000000000000032"
    }  # fmt: skip
    assert options.roles == {Role.MEMBER: MEMBER, Role.COORDINATOR: "900000000000000022"}
    assert options.proxy.endswith("@proxy.example:3128")
    assert not {part for part in (CANARY, TOKEN) if part in repr(options)}


def test_only_processes_that_share_a_database_are_told_apart(environment: pytest.MonkeyPatch) -> None:
    """On a file a bot that was killed is the one that begins anew: it takes up the line at once."""
    sets(environment, **WHOLE)
    on_a_file = [holder_of(load_settings(), SeededEntropy(seed)) for seed in (1, 2)]
    sets(environment, PEERBOT_DATABASE_URL="postgresql://db.example/peers", PEERBOT_POLL_KEYS=gettempdir())
    shared = [holder_of(load_settings(), SeededEntropy(seed)) for seed in (1, 2)]

    assert len(set(on_a_file)) == 1
    assert len(set(shared)) == 2


def test_an_invitation_needs_the_token_and_the_server_alone(environment: pytest.MonkeyPatch) -> None:
    """Nothing else of the network is known at that moment."""
    for name in NEEDED:
        environment.delenv(name)
    sets(environment, PEERBOT_DISCORD_TOKEN=TOKEN, PEERBOT_DISCORD_GUILD=GUILD)

    assert load_invitation_settings().discord_guild == GUILD
