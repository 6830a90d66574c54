"""What the doctor looks at on this machine, from what is nearest to what is furthest away."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from adapters.chat_options import discord_options, slack_options
from adapters.clock import SystemClock, SystemEntropy
from adapters.discord import checkup as discord
from adapters.disk import MOUNTS, platform_of, read_mounts
from adapters.doctor import (
    Finding,
    check_access,
    check_mail_server,
    check_place,
    check_sender,
    check_settings,
    check_zones,
    fail,
    ok,
)
from adapters.inbound import check_inbox
from adapters.mail_checkup import Wish, as_wished
from adapters.poll_doctor import POLL_KEYS, check_poll_keys
from adapters.settings import (
    Settings,
    SettingsRefused,
    load_database_settings,
    load_settings,
    unknown_variables,
)
from adapters.slack import checkup as slack
from adapters.zones import SYSTEM_ZONES, pinned_zones, version_of, written
from storage.connecting import connect_keys, database_file, is_sqlite, keys_file, poll_folder
from storage.keys import INDEX, KeyStore
from storage.poll_key_state import found_in
from storage.secret_folder import SecretFolder
from storage.state import check
from storage.vault import Vault

Explain = Callable[[Exception], str]


def examine(explain: Explain, wish: Wish) -> Iterator[Finding]:
    """`explain` says what an exception of the database means, in words that quote nothing."""
    settings, problems = None, tuple[str, ...]()
    try:
        settings = load_settings()
    except SettingsRefused as refused:
        problems = refused.problems
    yield from check_settings(problems, unknown_variables())
    yield check_zones(pinned_zones(), version_of(SYSTEM_ZONES), tuple(zoneinfo.TZPATH))
    yield from _database(settings.main_key.get_secret_value() if settings else None, explain)
    if settings:
        yield check_sender(settings.mail_from, settings.contact)
        yield asyncio.run(check_mail_server(settings))
        yield from check_inbox(settings)
        yield from asyncio.run(_platforms(settings))
        yield from as_wished(settings, wish)
    elif wish.dns or wish.test_letter_to is not None:
        yield fail("no test letter was sent and DNS was not asked: the settings come first")


async def _platforms(settings: Settings) -> list[Finding]:
    """Nothing of those that are not there."""
    on_slack, on_discord = slack_options(settings), discord_options(settings, "doctor")
    found = [finding async for finding in slack.examine(on_slack)] if on_slack else []
    return found + ([finding async for finding in discord.examine(on_discord)] if on_discord else [])


def _database(main_key: bytes | None, explain: Explain) -> Iterator[Finding]:
    try:
        url = load_database_settings().storage_url
    except SettingsRefused:
        return  # told with the other settings
    if is_sqlite(url):
        yield from look_at_files({"the database": database_file(url), "the key store": keys_file(url)})
    else:
        yield from look_at_folder(poll_folder(url))
    try:
        yield ok(_opened(url, main_key))
        yield check_poll_keys(**asdict(found_in(url)))
    except Exception as error:  # noqa: BLE001 - whatever a driver raises, it is the finding
        yield fail(explain(error) or f"the database fails ({type(error).__name__})")


def look_at_files(files: Mapping[str, Path]) -> Iterator[Finding]:
    """Where each is or will be, and whether it is kept there from others."""
    mounts = read_mounts(written(MOUNTS))
    for what, path in files.items():
        if not path.parent.is_dir():
            yield fail(f"the folder for {what} is not there")
            continue
        yield check_place(what, PurePosixPath(path.resolve()), mounts, platform_of(os.environ))
        with contextlib.suppress(FileNotFoundError):  # not made yet
            yield check_access(what, stat.S_IMODE(path.stat().st_mode))


def look_at_folder(folder: Path) -> Iterator[Finding]:
    """Where the keys of polls lie, and whether they are kept there from others."""
    mounts, platform = read_mounts(written(MOUNTS)), platform_of(os.environ)
    yield check_place(POLL_KEYS, PurePosixPath(folder.resolve()), mounts, platform, shared=True)
    yield check_access(POLL_KEYS, stat.S_IMODE(folder.stat().st_mode), "chmod 700")


def _opened(url: str, main_key: bytes | None) -> str:
    """Only looks: `open_storage` would make what is not there yet, and sweep."""
    check(url)
    store = KeyStore(connect_keys(url))
    try:
        if main_key is None or store.get(INDEX) is None:
            return "the database is up to date (the main key has nothing to open yet, or is missing)"
        Vault(store, SecretFolder(poll_folder(url)), main_key, SystemEntropy(), SystemClock()).unlock()
    finally:
        store.close()
    return "the database is up to date, and the main key opens it"
