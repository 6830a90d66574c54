"""What the doctor looks at on this machine, from what is nearest to what is furthest away."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from adapters.clock import SystemClock, SystemEntropy
from adapters.disk import MOUNTS, platform_of, read_mounts
from adapters.doctor import (
    Finding,
    check_access,
    check_mail_server,
    check_place,
    check_sender,
    check_settings,
    check_zones,
    domain_of,
    fail,
    ok,
)
from adapters.mail_records import check_dkim, check_dmarc, check_mx
from adapters.nameserver import Dns, Nameserver
from adapters.settings import (
    Settings,
    SettingsRefused,
    load_database_settings,
    load_settings,
    unknown_variables,
)
from adapters.specimen import check_sending, specimen
from adapters.spf import check_spf
from adapters.wiring import mailer_of, network_of
from adapters.words import Words
from adapters.zones import SYSTEM_ZONES, pinned_zones, version_of, written
from storage.connecting import connect_keys, database_file, is_sqlite, keys_file
from storage.keys import INDEX, KeyStore
from storage.state import check
from storage.vault import Vault

Explain = Callable[[Exception], str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the doctor does only when told to: send a letter, ask DNS (this machine's, unless another one is
    given)."""

    test_letter_to: str | None = None
    dns: bool = False
    nameserver: Nameserver | None = None


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
        yield from _as_wished(settings, wish)
    elif wish.dns or wish.test_letter_to is not None:
        yield fail("no test letter was sent and DNS was not asked: the settings come first")


def _database(main_key: bytes | None, explain: Explain) -> Iterator[Finding]:
    try:
        url = load_database_settings().database_url.get_secret_value()
    except SettingsRefused:
        return  # told with the other settings
    if is_sqlite(url):
        yield from look_at_files({"the database": database_file(url), "the key store": keys_file(url)})
    try:
        yield ok(_opened(url, main_key))
    except Exception as error:  # noqa: BLE001 - whatever a driver raises, it is the finding
        yield fail(explain(error) or f"the database fails ({type(error).__name__})")


def _as_wished(settings: Settings, wish: Wish) -> Iterator[Finding]:
    if wish.dns:
        yield from look_at_dns(settings, Dns(wish.nameserver))
    if wish.test_letter_to is not None:
        yield asyncio.run(send_test(settings, wish.test_letter_to))


def look_at_dns(settings: Settings, dns: Dns) -> Iterator[Finding]:
    """What receivers look at before they believe a letter, and whether answers find their way back."""
    sending, answering = domain_of(settings.mail_from), domain_of(settings.contact)
    selector = settings.dkim_selector
    yield check_spf(sending, dns.texts(sending))
    yield check_dmarc(sending, *dns.dmarc(sending))
    yield check_dkim(sending, selector, dns.texts(f"{selector}._domainkey.{sending}") if selector else ())
    for domain in dict.fromkeys((sending, answering)):
        yield check_mx(domain, dns.exchanges(domain))


async def send_test(settings: Settings, to: str) -> Finding:
    """One letter, made and handed over as the bot does it."""
    entropy = SystemEntropy()
    mailer = mailer_of(settings, SystemClock(), entropy.bytes(32))
    letter = specimen(Words.load(), network_of(settings), to, entropy.identifier())
    try:
        return await check_sending(mailer, letter)
    finally:
        await mailer.close()


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


def _opened(url: str, main_key: bytes | None) -> str:
    """Only looks: `open_storage` would make what is not there yet, and sweep."""
    check(url)
    store = KeyStore(connect_keys(url))
    try:
        if main_key is None or store.get(INDEX) is None:
            return "the database is up to date (the main key has nothing to open yet, or is missing)"
        Vault(store, main_key, SystemEntropy(), SystemClock()).unlock()
    finally:
        store.close()
    return "the database is up to date, and the main key opens it"
