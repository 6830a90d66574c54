"""A mailbox on loopback with the rules that a client meets (RFC 3501, 4315), which misbehaves once where its
script says so."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime

CUT, SILENCE = "cut", "silence"  # instead of an answer
LOGIN, PASSWORD, NAME = "peers@network.example", 'ri"g\\ht', "Peer bot"
HOST = "127.0.0.1"
_WORD = re.compile(rb'"((?:[^"\\]|\\["\\])*)"|(\([^)]*\))|([^\s()"{]+(?:\[[^\]]*\]\S*)?)')
_BODY = re.compile(rb"\(BODY\.PEEK\[\]<0\.(\d+)>\)")


@dataclass
class Held:
    """A message; `deleted` is its only mark."""

    uid: int
    octets: bytes
    arrived: date
    deleted: bool = False


@dataclass
class ImapServer:
    """`once` scripts the answer to a command (by its name; for UID commands the second word): CUT, SILENCE or
    what follows the tag. `cut_after` does what is asked, and never says so. `asked` are the commands."""

    uidplus: bool = True
    port: int = 0
    held: list[Held] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    protected: list[bool] = field(default_factory=list)
    _uid: int = 100
    _script: defaultdict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    _cut_after: set[str] = field(default_factory=set)

    def arrives(self, octets: bytes, arrived: date = date.max) -> None:
        self._uid += 7  # UIDs rise, and not by one
        self.held.append(Held(self._uid, octets, arrived))

    def once(self, command: str, answer: str) -> None:
        self._script[command].append(answer)

    def cut_after(self, command: str) -> None:
        self._cut_after.add(command)

    def scripted(self, command: str) -> str | None:
        return self._script[command].popleft() if self._script[command] else None

    def cuts_after(self, command: str) -> bool:
        found = command in self._cut_after
        self._cut_after.discard(command)
        return found


class Session:
    """One connection."""

    def __init__(
        self,
        owner: ImapServer,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        starttls: ssl.SSLContext | None,
    ) -> None:
        self._owner, self._reader, self._writer = owner, reader, writer
        self._starttls = starttls
        self._inside = self._selected = self._over = False
        self._commands: dict[str, Callable[[Sequence[bytes]], str]] = {
            "CAPABILITY": self._capability, "LOGIN": self._login, "SELECT": self._select,
            "SEARCH": self._search, "FETCH": self._fetch, "STORE": self._store, "EXPUNGE": self._expunge,
            "LOGOUT": self._logout,
        }  # fmt: skip

    async def serve(self) -> None:
        self._send(b"* OK ready")
        while not self._over and (line := await self._reader.readline()):
            await self._answer(line)

    async def _answer(self, line: bytes) -> None:
        tag, *words = _words(line)
        command = words.pop(0).decode().upper()
        if by_uid := command == "UID":
            command = words.pop(0).decode().upper()
        self._owner.asked.append(command)
        scripted = self._owner.scripted(command)
        if scripted == SILENCE:
            await asyncio.get_running_loop().create_future()  # until the end cancels it
        if scripted == CUT:
            self._over = True
            return
        if command == "STARTTLS" and scripted is None:
            await self._protect(tag)
            return
        said = scripted or self._done(command, words, by_uid=by_uid)
        if self._owner.cuts_after(command):
            self._over = True
            return
        self._send(tag + b" " + said.encode())
        await self._writer.drain()

    def _done(self, command: str, words: Sequence[bytes], *, by_uid: bool) -> str:
        if by_uid != (command in {"SEARCH", "FETCH", "STORE"}) and command != "EXPUNGE":
            return "BAD only by UID here"
        if command not in self._commands:
            return "BAD unknown"
        if command in {"SEARCH", "FETCH", "STORE", "EXPUNGE"} and not self._selected:
            return "BAD no mailbox is selected"
        return self._commands[command](words)

    async def _protect(self, tag: bytes) -> None:
        assert self._starttls
        self._send(tag + b" OK begin")
        await self._writer.start_tls(self._starttls)

    # ---- commands

    def _capability(self, _: Sequence[bytes]) -> str:
        offers = ["IMAP4rev1", *(["UIDPLUS"] if self._owner.uidplus else [])]
        if self._starttls and not self._is_protected():
            offers += ["STARTTLS", "LOGINDISABLED"]
        self._send(b"* CAPABILITY " + " ".join(offers).encode())
        return "OK done"

    def _login(self, words: Sequence[bytes]) -> str:
        if self._starttls and not self._is_protected():
            return "NO [PRIVACYREQUIRED] not in the clear"
        if [word.decode() for word in words] != [LOGIN, PASSWORD]:
            return f"NO [AUTHENTICATIONFAILED] {LOGIN} may not"
        self._inside = True
        self._owner.protected.append(self._is_protected())
        return "OK welcome"

    def _select(self, words: Sequence[bytes]) -> str:
        if not self._inside:
            return "BAD who are you?"
        if words != [NAME.encode()]:
            return "NO [NONEXISTENT] no such mailbox"
        self._selected = True
        self._send(b"* %d EXISTS" % len(self._owner.held))
        self._send(b"* 0 RECENT")
        self._send(rb"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)")
        self._send(b"* OK [UIDVALIDITY 1] valid")
        return "OK [READ-WRITE] selected"

    def _search(self, words: Sequence[bytes]) -> str:
        found = self._owner.held
        if len(words) == 2 and words[0] == b"BEFORE":
            day = datetime.strptime(words[1].decode(), "%d-%b-%Y").date()  # noqa: DTZ007 - it has no zone
            found = [held for held in found if held.arrived < day]
        elif words != [b"ALL"]:
            return "BAD what?"
        self._send(b" ".join([b"* SEARCH", *(b"%d" % held.uid for held in found)]))
        return "OK found"

    def _fetch(self, words: Sequence[bytes]) -> str:
        uid, what = words
        asked = _BODY.fullmatch(what)
        if asked is None:
            return "BAD what?"
        for number, held in enumerate(self._owner.held, 1):
            if held.uid == int(uid):
                octets = held.octets[: int(asked[1])]
                head = b"* %d FETCH (UID %d BODY[]<0> {%d}" % (number, held.uid, len(octets))
                self._send(head + b"\r\n" + octets + b")")
        return "OK fetched"

    def _store(self, words: Sequence[bytes]) -> str:
        uid, what, flags = words
        if (what.upper(), flags) != (b"+FLAGS.SILENT", rb"(\Deleted)"):
            return "BAD what?"
        for held in self._owner.held:
            held.deleted = held.deleted or held.uid == int(uid)
        return "OK stored"

    def _expunge(self, words: Sequence[bytes]) -> str:
        """Numbers move up at once: each is said as it is when those before it have gone."""
        if words and not self._owner.uidplus:
            return "BAD unknown"
        going = [
            each for each in self._owner.held if each.deleted and (not words or each.uid == int(words[0]))
        ]
        for held in going:
            self._send(b"* %d EXPUNGE" % (self._owner.held.index(held) + 1))
            self._owner.held.remove(held)
        return "OK gone"

    def _logout(self, _: Sequence[bytes]) -> str:
        self._over = True
        self._send(b"* BYE see you")
        return "OK"

    # ---- the line

    def _is_protected(self) -> bool:
        return self._writer.get_extra_info("ssl_object") is not None

    def _send(self, line: bytes) -> None:
        self._writer.write(line + b"\r\n")


def _words(line: bytes) -> list[bytes]:
    found = []
    for quoted, listed, bare in _WORD.findall(line.rstrip(b"\r\n")):
        found.append(re.sub(rb"\\(.)", rb"\1", quoted) if quoted else listed or bare)
    return found


@asynccontextmanager
async def running_imap_server(
    *, tls: ssl.SSLContext | None = None, starttls: bool = False, uidplus: bool = True
) -> AsyncIterator[ImapServer]:
    """On a free port, until the block ends; `tls` from the first octet on, unless by STARTTLS."""
    imap, sessions = ImapServer(uidplus), set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = asyncio.ensure_future(Session(imap, reader, writer, tls if starttls else None).serve())
        sessions.add(session)
        with suppress(OSError, asyncio.CancelledError):
            await session
        writer.close()

    server = await asyncio.start_server(serve, HOST, 0, ssl=None if starttls else tls)
    imap.port = server.sockets[0].getsockname()[1]
    try:
        yield imap
    finally:
        server.close()
        for session in sessions:
            session.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)
        await server.wait_closed()
