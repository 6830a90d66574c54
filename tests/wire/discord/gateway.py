"""The server's end of the gateway: docs.discord.com/developers/events/gateway,
docs.discord.com/developers/topics/opcodes-and-status-codes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.discord.guild import APP, GUILD, Guild
from tests.wire.discord.guild_shapes import whole_guild_json
from tests.wire.discord.links import Link, Over, Session
from tests.wire.discord.shapes import me_json

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
UNKNOWN_ERROR, UNKNOWN_OP, DECODE, NOT_AUTHENTICATED, BAD_TOKEN, TWICE, BAD_SEQ, TIMED_OUT = (
    4000, 4001, 4002, 4003, 4004, 4005, 4007, 4009,
)  # fmt: skip
BAD_VERSION, BAD_INTENTS, DISALLOWED = 4012, 4013, 4014
ENDS = {BAD_TOKEN, BAD_SEQ, TIMED_OUT, 4010, 4011, BAD_VERSION, BAD_INTENTS, DISALLOWED}  # not to be resumed
STARTS, DAY = 1000, 86_400.0
PAYLOAD = 4096  # bytes
INTERVAL = 41.25  # seconds between heartbeats
# "Privileged intents": members, presences, the content of messages
PRIVILEGED = {1 << 1, 1 << 8, 1 << 15}
INTENTS = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
Json = Mapping[str, Any]


@dataclass
class Gateway:
    """`identified`: with what each client began. `switched_on`: the privileged intents that the application's
    owner has allowed. `pause`: seconds that have to lie between two beginnings (Discord's are five; here none
    unless a test says so). `refuses`: so many connections, although they are good; `hasty`: each is closed as
    soon as it is there. `came`: how many there were; `asked`: how many asked for a new session."""

    guild: Guild
    tokens: set[str]
    problems: list[str]
    url: str = ""
    switched_on: int = 0
    pause: float = 0.0
    starts: int = STARTS
    interval: float = INTERVAL
    refuses: int = 0
    hasty: bool = False
    came: int = 0
    asked: int = 0
    identified: list[Json] = field(default_factory=list)
    resumed: int = 0
    sessions: list[Session] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _begun: list[float] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def link(self, request: web.Request) -> web.StreamResponse:
        if self.refuses:
            self.refuses -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.came += 1
        link = Link(socket, request)
        self.links.append(link)
        try:
            await self._serve(link)
        except Over as over:
            await link.close(over.code, over.reason)
        finally:
            self.links.remove(link)
            await self._left(link)
        return socket

    async def _serve(self, link: Link) -> None:
        if (version := link.query.get("v")) != "10":
            raise Over(BAD_VERSION, f"Invalid API version: {version}")
        await link.say(
            {"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": int(self.interval * 1000)}}
        )
        if self.hasty:
            raise Over(UNKNOWN_ERROR, "We're not sure what went wrong. Try reconnecting?")
        while True:
            try:
                message = await link.socket.receive(timeout=self.interval * 1.5)
            except TimeoutError:
                raise Over(TIMED_OUT, "Session timed out.") from None
            if message.type is not WSMsgType.TEXT:
                return
            await self._heard(link, message.data)

    async def _heard(self, link: Link, written: str) -> None:
        op, data = _read(written)
        if op == HEARTBEAT:
            await link.say({"op": ACK, "s": None, "t": None, "d": None})
            return
        link.count_command()
        if op == IDENTIFY:
            await self._identify(link, data)
        elif op == RESUME:
            await self._resume(link, data)
        elif op not in {PRESENCE, VOICE, MEMBERS}:
            raise Over(UNKNOWN_OP, "Unknown opcode.")
        elif link.session is None:
            raise Over(NOT_AUTHENTICATED, "Not authenticated.")
        else:
            self.problems.append(f"gateway: op {op} is not expected here")

    # ---- a session begins, or goes on

    async def _identify(self, link: Link, data: Json) -> None:
        if link.session:
            raise Over(TWICE, "Already authenticated.")
        if not isinstance(data.get("properties"), Mapping):
            raise Over(DECODE, "Error while decoding payload.")
        self._check_token(data)
        self._check_intents(data.get("intents"))
        self.asked += 1
        await self._tell()
        if self._too_soon():
            await link.say({"op": INVALID, "s": None, "t": None, "d": False})
            return
        self.identified.append({key: value for key, value in data.items() if key != "token"})
        session = Session(f"s{self.guild.snowflake()}", data["intents"])
        self.sessions.append(session)
        self._connect(session, link)
        await session.dispatch("READY", self._ready(session))
        if session.intents & 1:
            await session.dispatch("GUILD_CREATE", whole_guild_json(self.guild))
        await self._tell()

    def _too_soon(self) -> bool:
        """One at a time, and a thousand a day, or the token is taken away."""
        now = self.guild.now()
        if self._begun and now - self._begun[-1] < self.pause:
            return True
        self._begun = [at for at in self._begun if now - at < DAY] + [now]
        if len(self._begun) > self.starts:
            self.problems.append("gateway: a thousand beginnings in a day, the token is reset")
            self.tokens.clear()
        return False

    def _check_token(self, data: Json) -> None:
        if data.get("token") not in self.tokens:
            raise Over(BAD_TOKEN, "Authentication failed.")

    def _check_intents(self, intents: object) -> None:
        """Those that there are; privileged ones only when they are switched on."""
        if isinstance(intents, bool) or not isinstance(intents, int) or intents & ~INTENTS or intents < 0:
            raise Over(BAD_INTENTS, "Invalid intent(s).")
        if any(intents & each and not self.switched_on & each for each in PRIVILEGED):
            raise Over(DISALLOWED, "Disallowed intent(s).")

    def _ready(self, session: Session) -> dict[str, Any]:
        return {
            "v": 10, "user": me_json(self.guild), "guilds": [{"id": GUILD, "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": f"{self.url}resume/", "application": {"id": APP, "flags": 0},
            "private_channels": [], "relationships": [], "presences": [], "user_settings": {}, "_trace": [],
            "session_type": "normal", "geo_ordered_rtc_regions": [], "guild_join_requests": [],
        }  # fmt: skip

    async def _resume(self, link: Link, data: Json) -> None:
        """What was missed comes again, in order; a session that is not known has to begin anew."""
        if link.session:
            raise Over(TWICE, "Already authenticated.")
        self._check_token(data)
        session = next((each for each in self.sessions if each.id == data.get("session_id")), None)
        if session is None:
            await link.say({"op": INVALID, "s": None, "t": None, "d": False})
            return
        seq = data.get("seq")
        if not isinstance(seq, int) or not 0 <= seq <= len(session.sent):
            raise Over(BAD_SEQ, "Invalid seq.")
        self.resumed += 1
        self._connect(session, link)
        for payload in session.sent[seq:]:
            await link.say(payload)
        await session.dispatch("RESUMED", {"_trace": []})
        await self._tell()

    def _connect(self, session: Session, link: Link) -> None:
        session.link, link.session = link, session

    async def _left(self, link: Link) -> None:
        """Closed with 1000 or 1001 the session ends as well; else it waits for a resume."""
        session = link.session
        if session and session.link is link:
            session.link = None
            if link.socket.close_code in {1000, 1001} and session in self.sessions and not link.aborted:
                self.sessions.remove(session)
        await self._tell()

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def until(self, true: Callable[[Gateway], bool]) -> None:
        """Whatever it is that has to happen here first."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: true(self))

    # ---- what a test makes of it

    @property
    def newest(self) -> Session | None:
        return self.sessions[-1] if self.sessions else None

    async def connected(self) -> Session:
        """Waits for one."""
        await self.until(lambda gateway: bool(gateway.newest and gateway.newest.connected))
        assert self.newest
        return self.newest

    async def dispatch(self, event: str, data: Json) -> None:
        """To the newest session; what happens while there is none is lost."""
        if self.newest:
            await self.newest.dispatch(event, data)

    async def reconnect(self) -> None:
        """It asks them to come again."""
        for link in tuple(self.links):
            await link.say({"op": RECONNECT, "s": None, "t": None, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        if not resumable:
            self.forget()
        for link in tuple(self.links):
            await link.say({"op": INVALID, "s": None, "t": None, "d": resumable})

    async def close_with(self, code: int, reason: str = "") -> None:
        if code in ENDS:
            self.forget()
        for link in tuple(self.links):
            await link.close(code, reason)

    async def says(self, written: str) -> None:
        """Word for word, whatever it is."""
        for link in tuple(self.links):
            await link.write(written)

    def forget(self) -> None:
        """No session can be resumed."""
        self.sessions.clear()

    def cut(self) -> None:
        """Without a word."""
        for link in self.links:
            link.abort()

    async def close(self) -> None:
        for link in tuple(self.links):
            await link.close(1001, "")


def _read(written: str) -> tuple[int, Json]:
    """An opcode and its data."""
    if len(written.encode()) > PAYLOAD:
        raise Over(DECODE, "Error while decoding payload.")
    try:
        said = json.loads(written)
    except ValueError:
        raise Over(DECODE, "Error while decoding payload.") from None
    if not isinstance(said, dict):
        raise Over(DECODE, "Error while decoding payload.")
    op, data = said.get("op"), said.get("d")
    if not isinstance(op, int):
        raise Over(UNKNOWN_OP, "Unknown opcode.")
    if op in {IDENTIFY, RESUME} and not isinstance(data, dict):
        raise Over(DECODE, "Error while decoding payload.")
    return op, data if isinstance(data, dict) else {}
