"""The mailbox where calendars and people answer and letters come back: read now and then, and emptied.

A message is removed after what it says is durable, never before; one that was read twice, since the bot died
in between, says nothing new. Nothing of it is kept: what is refused is counted by its reason. So the mailbox
has to be the bot's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import imaplib
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from adapters.logs import log
from adapters.mail.arrived import LARGEST, Refused, opened
from adapters.mail.bounces import Bounce, is_report, is_told, read_bounce, read_told
from adapters.mail.calendar import Uids
from adapters.mail.imap import ImapSettings, LoginRefused, Mailbox, ServerRefused
from adapters.mail.imap import opened as mailbox
from adapters.mail.marks import Mark, Question, read_mark, read_question
from adapters.mail.message_ids import MessageIds
from adapters.mail.replies import Reply, read_reply
from adapters.mail.stops import Stops
from adapters.mail.wishes import Wished, read_wish
from bot.ports import Clock
from bot.rights.wishes import Wish

EVERY, LONGEST_PAUSE = 60.0, 900.0  # seconds
OPERATORS_PAUSE = 600.0  # somebody has to mend a setting; hammering gets accounts locked
MOST = 200  # messages a time
OLDEST = timedelta(days=30)
MOST_FAULTS = 3  # in one time: then it is most likely not the messages


class Taken(Protocol):
    """The core, from here. Called from a thread, one at a time, and perhaps again for the same mail. Each
    returns once what follows is durable, whether anything does, and raises for a fault of ours."""

    def replied(self, uid: str, address: str, answer: str, sequence: int, stamp: datetime) -> bool:
        """As in `Reply`. False for an answer that is stale, by nobody whom we know, or to nothing."""

    def rated(self, uid: str, address: str, question: str, mark: int) -> bool:
        """As in `Mark`. False when it counts for nothing."""

    def wished(self, wish: Wish, address: str, member: str, token: str) -> bool:
        """As in `Wished`. False when it is nobody's."""

    def asked(self, uid: str, address: str, words: str) -> bool:
        """As in `Question`. False when it is put nowhere."""

    def bounced(self, address: str) -> bool:
        """Whoever has this mailbox does not get what we write. False when that is nobody's."""


class HoldsOldMail(Exception):
    """A mailbox that is emptied all the time holds none: this one is not the bot's own, most likely. Nothing
    of it was touched."""


class NotTaken(Exception):
    """Some messages could not be handed on; they are still there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to know our own again."""

    uids: Uids
    ids: MessageIds
    clock: Clock
    stops: Stops

    def read(self, octets: bytes) -> Reply | Bounce | Mark | Question | Wished:
        """Raises `Refused`."""
        message = opened(octets)
        if is_report(message):
            return read_bounce(message, self.ids)
        if mark := read_mark(message):
            return mark
        if question := read_question(message):
            return question
        if wish := read_wish(message, self.stops):
            return wish
        if is_told(message):
            return read_told(message, self.ids)
        return read_reply(message, self.uids, self.clock.now())


def must_be_ours(box: Mailbox, now: datetime) -> None:
    """Raises `HoldsOldMail`: whoever names their own mailbox by mistake must not find it empty."""
    if box.holds_older((now - OLDEST).date()):
        raise HoldsOldMail


class Inbox:
    """Polled by one process at a time: `may` says whether it is this one."""

    def __init__(
        self,
        settings: ImapSettings,
        reading: Reading,
        taken: Taken,
        may: Callable[[], Awaitable[bool]],
        tls: ssl.SSLContext | None = None,
        every: float = EVERY,
    ) -> None:
        self._settings = settings
        self._reading = reading
        self._taken = taken
        self._may = may
        self._tls = tls
        self._every = every
        self._ended = asyncio.Event()
        self._failed: set[str] = set()
        self.counts: Counter[str] = Counter()  # since the start, by what became of a message

    async def work(self) -> None:
        """Until stopped. No fault ends it."""
        pause = self._every
        while not self._ended.is_set():
            pause = await self._round(pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), pause)

    def stop(self) -> None:
        """No further message; the one under way is finished."""
        self._ended.set()

    async def _round(self, pause: float) -> float:
        """How long to wait until the next one."""
        try:
            if await self._may():
                await asyncio.to_thread(self.poll)
        except LoginRefused:
            log.error("inbox.login_refused")
            return OPERATORS_PAUSE
        except HoldsOldMail:
            log.error("inbox.holds_old_mail")
            return OPERATORS_PAUSE
        except (imaplib.IMAP4.error, OSError, ServerRefused, NotTaken) as error:
            log.warning("inbox.not_read", exc_info=error)
            return min(pause * 2, LONGEST_PAUSE)
        except Exception as fault:  # noqa: BLE001 - whatever befalls it, the next time is another one
            log.error("inbox.fault", exc_info=fault)
            return min(pause * 2, LONGEST_PAUSE)
        return self._every

    # ---- on a thread

    def poll(self) -> None:
        """All that is there, once. Raises as `imap.opened`, `HoldsOldMail` and `NotTaken`."""
        counted: Counter[str] = Counter()
        try:
            with mailbox(self._settings, self._tls) as box:
                must_be_ours(box, self._reading.clock.now())
                self._empty(box, counted)
        finally:
            self._tell(counted)
        if counted["fault"]:
            raise NotTaken

    def _empty(self, box: Mailbox, counted: Counter[str]) -> None:
        uids = box.uids()
        self._failed &= set(uids)
        for uid in sorted(uids[:MOST], key=lambda uid: uid in self._failed):
            if self._ended.is_set() or counted["fault"] == MOST_FAULTS:
                return
            outcome = self._fetched(box, uid)
            if not outcome:
                continue
            counted[outcome] += 1
            if outcome == "fault":
                self._failed.add(uid)
            else:
                box.remove(uid)

    def _fetched(self, box: Mailbox, uid: str) -> str:
        """As `_handled`; empty for one that is gone. One that the server does not give out stays there."""
        try:
            octets = box.fetch(uid, LARGEST + 1)
        except ServerRefused:
            log.warning("inbox.not_fetched")
            return "fault"
        return "" if octets is None else self._handled(octets)

    def _handled(self, octets: bytes) -> str:
        """What became of it, in a word."""
        try:
            came = self._reading.read(octets)
        except Refused as refused:
            return refused.reason
        except Exception as fault:  # noqa: BLE001 - what strangers write may surprise a parser
            log.warning("inbox.unreadable", exc_info=fault)
            return "unreadable"
        try:
            return self._hand_on(came)
        except Exception as fault:  # noqa: BLE001 - one that cannot be taken keeps no other waiting
            log.error("inbox.fault", exc_info=fault)
            return "fault"

    def _hand_on(self, came: Reply | Bounce | Mark | Question | Wished) -> str:
        if isinstance(came, Bounce):
            return "bounce" if self._taken.bounced(came.address) else "bounce_ignored"
        if isinstance(came, Wished):
            taken = self._taken.wished(came.wish, came.address, came.member, came.token)
            return "wished" if taken else "wished_ignored"
        if isinstance(came, Mark):
            taken = self._taken.rated(came.uid, came.address, came.question, came.mark)
            return "rated" if taken else "rated_ignored"
        if isinstance(came, Question):
            return "asked" if self._taken.asked(came.uid, came.address, came.words) else "asked_ignored"
        taken = self._taken.replied(came.uid, came.address, came.answer, came.sequence, came.stamp)
        return "reply" if taken else "reply_ignored"

    def _tell(self, counted: Counter[str]) -> None:
        self.counts += counted
        for what, count in sorted(counted.items()):
            log.info("inbox.message", code=what, count=count)
