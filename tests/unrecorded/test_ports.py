"""No port has a way to what people say: none of the core's, and nothing that an adapter offers to others."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import get_args, get_type_hints

import bot
from adapters.discord.api import Api as DiscordApi
from adapters.discord.chat import DiscordChat
from adapters.discord.lifecycle import Discord
from adapters.local.chat import LocalChat
from adapters.mail.inbox import Inbox, Taken
from adapters.platform import Connected, Mailer, Platform
from adapters.slack.api import Api as SlackApi
from adapters.slack.chat import SlackChat
from adapters.slack.lifecycle import Slack
from bot.chat import Command, Event, Press, Submission
from bot.communities.registry import Communities
from bot.joining.ports import Addresses, Proofs
from tests.unrecorded.asked_for import HANDS_OVER

ADAPTERS: tuple[type, ...] = (
    SlackChat, SlackApi, Slack, DiscordChat, DiscordApi, Discord, LocalChat, Inbox, Taken, Mailer, Connected,
)  # fmt: skip
# Each with what it is about instead.
HARMLESS: Mapping[tuple[type, str], str] = {
    (Addresses, "read"): "what an address means that was typed into a form",
    (Communities, "search"): "names of the registry",
    (Proofs, "record_send"): "that a code was sent",
    (Slack, "conversation"): "where commands, presses and forms arrive",
    (LocalChat, "message"): "one of the bot's own, which is drawn anew",
}
PLATFORM = {"name", "post", "edit", "direct", "admit", "dismiss", "changed", "roles"}


def protocols() -> Iterator[type]:
    """Of the core, wherever they stand."""
    for module in walk_packages(bot.__path__, "bot."):
        for thing in vars(import_module(module.name)).values():
            if inspect.isclass(thing) and getattr(thing, "_is_protocol", False):
                yield thing


def names(port: type) -> Iterator[str]:
    """What can be called, and with what."""
    for name, member in inspect.getmembers(port):
        if not name.startswith("_"):
            yield name
            if inspect.isfunction(member):
                yield from inspect.signature(member).parameters


def suspicious(port: type) -> set[str]:
    return {
        name
        for name in names(port)
        if HANDS_OVER & {*name.lower().split("_")} and (port, name) not in HARMLESS
    }


def test_no_port_of_the_core_reads_what_people_say() -> None:
    """By the names of all their methods, and of what these are given."""
    ports = {*protocols()}

    assert len(ports) > 25
    assert {port.__name__: suspicious(port) for port in ports if suspicious(port)} == {}


def test_no_adapter_offers_to_read_what_people_say() -> None:
    """None of those that talk to a platform or to the mail."""
    assert {port.__name__: suspicious(port) for port in ADAPTERS if suspicious(port)} == {}


def test_a_platform_can_be_written_to_and_that_is_all() -> None:
    """Whoever adds a method to it has to think of this."""
    assert {name for name, _ in inspect.getmembers(Platform) if not name.startswith("_")} == PLATFORM


def test_what_comes_in_is_a_command_a_press_or_a_form() -> None:
    """There is no event for a message, and none of them has room for one."""
    assert {*get_args(Event)} == {Command, Press, Submission}
    assert {field for event in get_args(Event) for field in get_type_hints(event)} == {
        "root", "name", "person", "argument", "action", "subject", "revision", "values", "at",
    }  # fmt: skip


def test_a_port_that_reads_would_be_noticed() -> None:
    """By its name, or by that of what it gives."""

    class Reads:
        def fetch_history(self, room: str) -> None: ...

        def of(self, message_id: str) -> None: ...

    assert suspicious(Reads) == {"fetch_history", "message_id"}
