"""The composition root: plain constructors, top to bottom. `peerbot run` is put together here."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp.web import RouteDef

from adapters.addresses import LibraryAddresses
from adapters.chat_options import discord_options, slack_options
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import Directory
from adapters.courier import AT_ONCE, Courier
from adapters.discord.lifecycle import Discord
from adapters.door import Door
from adapters.inbound import inbox_of, message_secret, reading_of
from adapters.listening import listening
from adapters.logs import log, watch_loop
from adapters.mail.identity import MailIdentity
from adapters.mail.inbox import Inbox
from adapters.mail.letters import Composer
from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from adapters.meeting_settings import in_both
from adapters.platform import Connected, Mailer, Platform, ReadsConversation
from adapters.prints import unprinted
from adapters.pulse import Pulse
from adapters.settings import Settings
from adapters.signals import stop_requests
from adapters.slack.lifecycle import Slack
from adapters.website import invitations_of
from adapters.words import Words
from adapters.zones import pinned_zones
from bot.app import App
from bot.chat import Named
from bot.communities import refreshing
from bot.members import entrance, kept_here
from bot.network import Network
from bot.ports import Clock, Entropy, World
from storage.clock import DatabaseClock
from storage.connecting import is_sqlite
from storage.engine import Storage, open_storage

ALONE = "alone"
MONTH = timedelta(days=365.25 / 12)


@dataclass(frozen=True, slots=True)
class Bot:
    """What every way of running it consists of."""

    storage: Storage
    app: App
    door: Door
    courier: Courier
    pulse: Pulse
    world: World

    async def next_due(self) -> datetime | None:
        """When something will next happen by itself."""
        return await asyncio.wrap_future(self.storage.submit(self.app.next_due))

    async def is_paused(self) -> bool:
        return await asyncio.wrap_future(self.storage.submit(self.app.is_paused))


def put_together(
    network: Network,
    storage: Storage,
    clock: Clock,
    entropy: Entropy,
    platforms: Sequence[Platform],
    mailer: Mailer,
    at_once: int = AT_ONCE,
) -> Bot:
    """The same for production, sandbox, story and tests; they differ in what they put in. Of errands
    `at_once` are under way at most."""
    world = World(network, storage, clock, entropy, LibraryAddresses(), Directory.starter())
    app = App(world)
    app.operate(refreshing.refresh)
    app.operate(entrance.put_up)
    courier = Courier(
        app, storage, {platform.name: platform for platform in platforms}, mailer, at_once=at_once
    )
    return Bot(
        storage,
        app,
        Door(app, storage, courier.wake),
        courier,
        Pulse(app, storage, clock, courier.wake),
        world,
    )


# ---- production

Serve = Callable[[Settings, Storage, Clock, Entropy], Coroutine[Any, Any, None]]


def run_bot(settings: Settings) -> None:
    """Everything in one process, until a signal asks it to stop. Raises `StorageError` when the database
    cannot be used, `OSError` when the port is taken."""
    run_with(settings, _run)


def run_with(settings: Settings, serve: Serve) -> None:
    """Over a database that is open meanwhile; what libraries print goes to the log."""
    url, key = settings.storage_url, settings.main_key.get_secret_value()
    entropy = SystemEntropy()
    with clock_of(url) as clock:
        storage = open_storage(url, key, entropy, clock, exclusive=True)
        try:
            with unprinted():
                asyncio.run(serve(settings, storage, clock, entropy))
        finally:
            storage.close()


@contextmanager
def clock_of(url: str) -> Iterator[Clock]:
    """The machine's for a file, the database's where several machines may share it."""
    if is_sqlite(url):
        yield SystemClock()
        return
    with closing(DatabaseClock(url)) as clock:
        yield clock


async def _run(settings: Settings, storage: Storage, clock: Clock, entropy: Entropy) -> None:
    watch_loop(asyncio.get_running_loop())
    mailer = mailer_of(settings, clock, message_secret(storage))
    slack, discord = slack_of(settings), discord_of(settings, holder_of(settings, entropy))
    platforms = [platform for platform in (slack, discord) if platform]
    bot = put_together(network_of(settings), storage, clock, entropy, platforms, mailer)
    bot.app.operate(kept_here.put_up)
    reading = reading_of(settings, clock, message_secret(storage))
    inbox = inbox_of(settings, bot.app, storage, bot.door, entropy.identifier(), reading)
    spare_collections()
    try:
        with stop_requests() as stopping:
            await work(bot, settings, stopping, platforms, slack.routes() if slack else (), inbox)
    finally:
        await mailer.close()


def spare_collections() -> None:
    """Modules, words and the registry stay for good, and what is remembered of people for long: a collection
    that walks through all of it stalls the loop, so it is walked through rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


async def work(
    bot: Bot,
    settings: Settings,
    stopping: asyncio.Event,
    connected: Sequence[Connected] = (),
    routes: Sequence[RouteDef] = (),
    inbox: Inbox | None = None,
) -> None:
    """Serve until asked to stop; then no new work is begun and what is under way is ended well. Raises
    `ReadsConversation` when a platform gave the bot a right that it must not have."""
    identity = identity_of(settings)
    served = await listening(bot, settings, identity, bot.pulse.age, routes, connected)
    courier = asyncio.create_task(bot.courier.work())
    chats = [asyncio.create_task(each.run(bot.door, stopping)) for each in connected]
    mailbox = asyncio.create_task(inbox.work()) if inbox else None
    bot.pulse.start()
    log.info("bot.ready", port=settings.port)
    await _until(stopping, chats)
    log.info("bot.draining")
    bot.pulse.stop()
    bot.courier.stop()
    if inbox and mailbox:
        inbox.stop()
        await mailbox
    await courier
    for each in served:
        await each.cleanup()
    ends = await asyncio.gather(*chats, return_exceptions=True)
    log.info("bot.stopped")
    for end in ends:
        if end:
            raise end


async def _until(stopping: asyncio.Event, chats: Sequence[asyncio.Task[None]]) -> None:
    """Asked to stop, or a platform says that the bot must not run. One that is merely gone stops nothing."""
    asked = asyncio.create_task(stopping.wait())
    waiting: set[asyncio.Task[Any]] = {asked, *chats}
    while not asked.done():
        ended, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        faults = [fault for chat in ended if (fault := chat.exception())]
        if any(isinstance(fault, ReadsConversation) for fault in faults):
            asked.cancel()
            stopping.set()
            return
        for fault in faults:
            log.error("chat.fault", exc_info=fault)


def slack_of(settings: Settings) -> Slack | None:
    """Slack, when there is a token for it."""
    options = slack_options(settings)
    return Slack(options, Words.load(), network_of(settings)) if options else None


def discord_of(settings: Settings, holder: str) -> Discord | None:
    """Discord, when there is a token for it; `holder` is this process, of all that share the database."""
    options = discord_options(settings, holder)
    return Discord(options, Words.load(), network_of(settings)) if options else None


def holder_of(settings: Settings, entropy: Entropy) -> str:
    """On a file there is but one process at a time: when it was killed, the next one need not wait for what
    that one held."""
    return ALONE if is_sqlite(settings.storage_url) else entropy.identifier()


def mailer_of(settings: Settings, clock: Clock, secret: bytes) -> SmtpMailer:
    """The way out for letters: the bot's, and so the doctor's for a test letter."""
    address = network_of(settings).address
    composer = Composer(Words.load(), identity_of(settings), clock, secret, address)
    return SmtpMailer(smtp_of(settings), composer.compose)


def network_of(settings: Settings) -> Network:
    name = Named(settings.network_name, settings.network_name_fr or settings.network_name)
    return Network(
        name,
        platforms=_platforms(settings),
        zone=settings.network_zone,
        languages=settings.languages,
        answer_within=timedelta(days=settings.answer_days),
        hold=timedelta(minutes=settings.hold_minutes),
        silence=timedelta(days=settings.silence_days),
        listing_life=MONTH * settings.listing_months,
        reverify_every=MONTH * settings.reverify_months,
        two_persons=settings.two_persons,
        welcomes=_welcomes(settings),
        zone_data=pinned_zones(),
        address=(settings.public_url or "").rstrip("/"),
        holidays=settings.holidays,
        reminders=settings.reminders,
        link_before=timedelta(hours=settings.link_hours),
        themes=settings.themes,
        retention=settings.retention(),
        invitations=invitations_of(settings),
        conduct=in_both(settings.conduct, settings.conduct_fr),
        acknowledgement=in_both(settings.acknowledgement, settings.acknowledgement_fr),
        answers_by_mail=settings.imap_host is not None,
        contact=settings.privacy_contact or settings.contact,
        in_charge=settings.privacy_officer or "",
        meetings=tuple(wall.replace(tzinfo=ZoneInfo(settings.network_zone)) for wall in settings.meetings),
    )


def _platforms(settings: Settings) -> tuple[str, ...]:
    """Those that have a coordinators' room."""
    tokens = {"slack": settings.slack_bot_token, "discord": settings.discord_token}
    return tuple(name for name, token in tokens.items() if token)


def _welcomes(settings: Settings) -> dict[str, str]:
    """Where newcomers arrive, on the platforms that the bot is on."""
    rooms = {"slack": settings.slack_welcome, "discord": settings.discord_welcome}
    return {name: room for name, room in rooms.items() if room and name in _platforms(settings)}


def identity_of(settings: Settings) -> MailIdentity:
    """Who writes: what Canada's anti-spam law wants to be told."""
    return MailIdentity(
        network_of(settings).name,
        settings.mail_from,
        settings.contact,
        (settings.postal_address,),
        settings.mail_from.rpartition("@")[2],
        answers=settings.mail_from if settings.imap_host else "",
    )


def smtp_of(settings: Settings) -> SmtpSettings:
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return SmtpSettings(
        settings.smtp_host,
        settings.smtp_port,
        Security(settings.smtp_security),
        settings.smtp_username or "",
        password,
    )
