"""The inbox under test, and a core that it hands on to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from adapters.mail.imap import ImapSecurity, ImapSettings
from adapters.mail.inbox import Inbox
from adapters.mail.marks import Mark, Question
from adapters.mail.replies import Reply
from adapters.mail.wishes import Wished
from bot.rights.wishes import Wish
from tests.invitations import JO, UID
from tests.replies import READING, STAMPED
from tests.wire.imap_server import HOST, LOGIN, NAME, PASSWORD, ImapServer

GOING = Reply(UID, JO, "going", 0, STAMPED)


@dataclass
class Core:
    """Keeps what `Taken` promises: it may be told again; `away` makes the next ones fail; what it does not
    know, it ignores."""

    replies: list[Reply] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    wishes: list[Wished] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    away: int = 0
    knows: bool = True
    meanwhile: Callable[[], None] = lambda: None

    def replied(self, uid: str, address: str, answer: str, sequence: int, stamp: datetime) -> bool:
        self._may_fail()
        self.replies.append(Reply(uid, address, answer, sequence, stamp))
        self.meanwhile()
        return self.knows

    def rated(self, uid: str, address: str, question: str, mark: int) -> bool:
        self._may_fail()
        self.marks.append(Mark(uid, address, question, mark))
        return self.knows

    def wished(self, wish: Wish, address: str, member: str, token: str) -> bool:
        self._may_fail()
        self.wishes.append(Wished(wish, address, member, token))
        return self.knows

    def asked(self, uid: str, address: str, words: str) -> bool:
        self._may_fail()
        self.questions.append(Question(uid, address, words))
        return self.knows

    def bounced(self, address: str) -> bool:
        self._may_fail()
        self.gone.append(address)
        return self.knows

    def _may_fail(self) -> None:
        if self.away:
            self.away -= 1
            raise ConnectionError(JO)


async def may() -> bool:
    return True


def settings(server: ImapServer, security: ImapSecurity = ImapSecurity.NONE) -> ImapSettings:
    return ImapSettings(HOST, server.port, LOGIN, PASSWORD, NAME, security, timeout=5)


def inbox(server: ImapServer, core: Core) -> Inbox:
    return Inbox(settings(server), READING, core, may)


async def poll(inbox: Inbox) -> None:
    await asyncio.to_thread(inbox.poll)
