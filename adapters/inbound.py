"""What comes in besides chat: the mailbox where calendars answer and letters come back, calendars that ask
for a member's feed, and presses on what letters link to: stop mail, take along what is held."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from functools import partial

from adapters.arrivals import Arrivals, Runner
from adapters.clock import SystemClock
from adapters.doctor import Finding, fail, ok
from adapters.door import Door
from adapters.mail.calendar import Uids
from adapters.mail.imap import ImapSecurity, ImapSettings, LoginRefused, ServerRefused, opened
from adapters.mail.inbox import HoldsOldMail, Inbox, Reading, must_be_ours
from adapters.mail.message_ids import MessageIds
from adapters.mail.stops import Stops
from adapters.returned import Returned
from adapters.settings import Settings
from adapters.web.download import Take
from adapters.web.feed import Feeds
from adapters.web.unsubscribe import Stop
from adapters.words import Words
from bot.app import App
from bot.feeds import Feed
from bot.meetings import feeding
from bot.members.consents import Way
from bot.ports import Clock
from bot.rights import exporting, mailing
from storage.engine import Storage

LEASE_SECONDS = 60.0


def inbox_of(
    settings: Settings, app: App, runner: Runner, door: Door, process: str, reading: Reading
) -> Inbox | None:
    """The mailbox that is read, when there is one; `process` names this one among several."""
    options = imap_of(settings)
    if options is None:
        return None
    may = partial(door.hold, "inbox", process, LEASE_SECONDS)
    return Inbox(options, reading, Returned(app, runner), may)


def feeds_of(app: App, runner: Runner) -> Feeds:
    """Of all members; whether there are any is theirs to say."""
    arrivals = Arrivals(runner)

    async def find(token: str) -> Feed | None:
        return await arrivals.run(partial(app.operate, partial(feeding.feed, token=token)))

    return Feeds(find, Words.load())


def stopping(app: App, runner: Runner, stops: Stops) -> Stop:
    """Of mail, by the word in a letter."""
    arrivals = Arrivals(runner)

    async def stop(token: str) -> None:
        if member := stops.member(token):
            await arrivals.run(partial(app.operate, partial(mailing.stop_by, member=member, way=Way.LINK)))

    return stop


def taking(app: App, runner: Runner) -> Take:
    """What is held about somebody, by the link that they were given."""
    arrivals = Arrivals(runner)

    async def take(token: str) -> bytes | None:
        return await arrivals.run(partial(app.operate, partial(exporting.download, token=token)))

    return take


def message_secret(storage: Storage) -> bytes:
    """What keys the digests in Message-IDs. It outlives the main key: a letter that is sent again after a
    rotation would otherwise arrive twice."""
    return storage.secret("message-ids")


def reading_of(settings: Settings, clock: Clock, secret: bytes) -> Reading:
    """How our own letters are known again; `secret` as for those that go out."""
    domain = settings.mail_from.rpartition("@")[2]
    return Reading(Uids(secret), MessageIds(secret, domain), clock, Stops(secret))


def imap_of(settings: Settings) -> ImapSettings | None:
    if settings.imap_host is None:
        return None
    return ImapSettings(
        settings.imap_host,
        settings.imap_port,
        settings.imap_username or "",
        settings.imap_password.get_secret_value() if settings.imap_password else "",
        settings.imap_mailbox,
        ImapSecurity(settings.imap_security),
    )


def check_inbox(settings: Settings) -> Iterator[Finding]:
    """Opens the mailbox as the bot will, and touches nothing in it; nothing where there is none."""
    options = imap_of(settings)
    if options is None:
        return
    place = f"the mailbox at {options.host}:{options.port}"
    try:
        with opened(options) as box:
            must_be_ours(box, SystemClock().now())
            waiting = len(box.uids())
    except HoldsOldMail:
        yield fail(f"{place} holds old mail: it has to be the bot's own (docs/operate.md)")
    except LoginRefused:
        yield fail(f"{place} refuses the login")
    except ServerRefused:
        yield fail(f"{place} has no folder as PEERBOT_IMAP_MAILBOX says, or does not offer it")
    except (imaplib.IMAP4.error, OSError) as error:
        yield fail(f"{place} cannot be reached as the settings say ({type(error).__name__})")
    else:
        yield ok(f"{place} opens; messages that are there and will be removed: {waiting}")
