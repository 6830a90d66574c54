"""A year of one network on two platforms: people join, write what they are asked for, and talk."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from aiohttp import ClientSession

from adapters.discord.commands import OPTIONS
from tests.replies import Answer, bounce, mail
from tests.unrecorded import guests
from tests.unrecorded.canaries import TALK, Canaries
from tests.unrecorded.network import Around, Unrecorded
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.speakers import SpeakerOnDiscord, SpeakerOnSlack
from tests.unrecorded.voices import addressed
from tests.web.place import ANSWERS, Browsing
from tests.wire.discord import talk as discord_talk
from tests.wire.discord.scenes import en
from tests.wire.parity.meetings import PLAN
from tests.wire.parity.person import ADDRESS, Person
from tests.wire.parity.polls import NEW
from tests.wire.slack import talk as slack_talk
from tests.wire.slack.server import Fault

TYPED = ("/peer {}", "/peer topic {}", "/peer language {}", "/peer verify {}", "/host {}", "/host members {}",
         "/host community {}", "/host history {}", "/host meeting {}")  # fmt: skip


@dataclass
class Day:
    """What happens in turn; `talk` is how much was said that is nobody's business but theirs."""

    place: Unrecorded
    canaries: Canaries
    outbound: Outbound
    talk: int = 0

    def scenes(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        return (
            self.people_talk, self.somebody_is_asked_more, self.somebody_is_declined, self.nobody_is_found,
            self.themes_are_brought, self.a_meeting_is_planned, self.it_is_asked_without_names,
            self.somebody_comes_to_a_webinar, self.somebody_registers_on_a_page, self.a_poll_is_held,
            self.mail_arrives, self.things_go_wrong, self.people_talk, self.somebody_leaves,
        )  # fmt: skip

    # ---- what is none of the bot's business

    async def people_talk(self) -> None:
        """In each room that the bot is in, and with it alone."""
        for name, person in self.place.people.items():
            if isinstance(person, SpeakerOnSlack):
                await self._talks_on_slack(person)
            elif isinstance(person, SpeakerOnDiscord) and name.startswith("dev"):
                await self._talks_on_discord(person)

    async def _talks_on_slack(self, person: SpeakerOnSlack) -> None:
        around, user = self._around, person.who.user
        workspace = around.slack.workspace
        rooms = [room for room in workspace.channels.values() if user.id in room.members]
        room = rooms[self.talk % len(rooms)]

        def says(kind: str) -> str:
            return self.canaries.words(f"{TALK} on slack, {kind}")

        self.talk += await slack_talk.talks(around.delivery, workspace, user, room, says)

    async def _talks_on_discord(self, person: SpeakerOnDiscord) -> None:
        gateway, guild, member = self._around.discord.gateway, person.who.guild, person.who.member

        def says(kind: str) -> str:
            return self.canaries.words(f"{TALK} on discord, {kind}")

        for channel in list(guild.channels.values()):
            if guild.sees(member.id, channel):
                self.talk += await discord_talk.talks(gateway, guild, member, channel, says)

    # ---- what is handed over by a form

    async def somebody_is_asked_more(self) -> None:
        """And joins, on Slack."""
        ana, claire = self.place["ana on slack"], self.place["claire on slack"]
        await self._asks(ana, "ana@calgary.ca", "calgary")
        await claire.presses("joining.ask")
        await claire.fills_in("joining.ask", question="Which service?")
        await self.place.settles()
        await ana.presses("joining.answer")
        await ana.fills_in("joining.answer", answer="Water.")
        await self.place.settles()
        await claire.presses("joining.reveal")
        await claire.presses("joining.approve")
        await self.place.settles()
        await claire.presses("joining.send")
        await self.place.settles()

    async def somebody_is_declined(self) -> None:
        """And joins after all, on Discord."""
        luc, claire = self.place["luc on discord"], self.place["claire on discord"]
        await self._asks(luc, "luc@gatineau.ca", "Gatineau")
        await claire.presses("joining.decline")
        await claire.fills_in("joining.decline", reason="not_staff", note="Sorry", message="send")
        await self.place.settles()
        await claire.presses("joining.send")
        await self.place.settles()
        await self._asks(luc, "luc.two@gatineau.ca", "Gatineau")
        await claire.presses("joining.approve")
        await self.place.settles()
        await claire.presses("joining.send")
        await self.place.settles()

    async def _asks(self, who: Person, address: str, community: str) -> None:
        await who.types("peer", "join")
        await who.fills_in("joining.submit", email=address, community=community, role="staff")
        await self.place.settles()
        await who.presses("joining.verify")
        code = self.place.code(addressed(address, self.canaries))
        await who.fills_in("joining.verify", code=code, attestation=["attest"], consent=["mail"])
        await self.place.settles()

    async def nobody_is_found(self) -> None:
        """What somebody types where nothing is to be typed, or where there is nothing of that name."""
        slack, discord = self.place["claire on slack"], self.place["claire on discord"]
        assert isinstance(slack, SpeakerOnSlack)
        assert isinstance(discord, SpeakerOnDiscord)
        for number, line in enumerate(TYPED):
            await slack.who.types(line.format(self.canaries.words(f"typed, {number}")))
        await slack.who.types("/peer join")
        await slack.who.looks_up("community", self.canaries.words("typed, looked up"))
        await discord.types("host", "members", self.canaries.words("typed, searched for"))
        option = en(f"discord.option.{OPTIONS['peer', 'join'].name}")
        await discord.who.autocompletes("/peer join", **{option: self.canaries.words("typed, completed")})
        await discord.who.forges(f"{self.canaries.plain('typed, in a button')}:x:0", discord.who.sees()[-1])

    async def themes_are_brought(self) -> None:
        ana, luc, dev = (self.place[name] for name in ("ana on slack", "luc on discord", "dev on discord"))
        for who, title in ((ana, "Floods"), (luc, "Toits verts")):
            await who.types("peer", "topic")
            await who.fills_in("topics.suggest", title=title, why="It is time.", language="en", shown="yes")
        await dev.types("host", "themes")
        await dev.presses("topics.run")
        await dev.presses("topics.park")
        await dev.fills_in("topics.park", en="Next year", fr="L’an prochain")
        await self.place.settles()

    async def a_meeting_is_planned(self) -> None:
        """Somebody wants a feed of it."""
        dev, ana = self.place["dev on discord"], self.place["ana on slack"]
        await dev.types("host", "meeting")
        await dev.presses("meetings.plan")
        await dev.fills_in("meetings.plan", **PLAN | {"day": "2026-11-26"})
        await dev.presses("meetings.publish")
        await self.place.settles()
        for action in ("meetings.theme", "meetings.note"):
            await dev.types("host", "meeting")
            await dev.presses("meetings.run")
            await dev.presses(action)
            await dev.fills_in(action)
        await self.place.settles()
        await ana.types("peer", "meetings")
        await ana.presses("meetings.going")
        await ana.types("peer", "calendar")
        await ana.presses("meetings.feed_new")
        feed = re.findall(rf"{ADDRESS}(/calendar/[a-z0-9]+\.ics)", ana.sees())[-1]
        self.outbound.say("feed", await self._around.fetches(feed))

    async def it_is_asked_without_names(self) -> None:
        """And whoever runs it looks for recording assistants among the names of those who are there."""
        dev, ana = self.place["dev on discord"], self.place["ana on slack"]
        await ana.types("peer", "question")
        await ana.fills_in("questions.ask", words="Who pays for the pumps?")
        await self.place.passes(hours=24, minutes=5)
        await dev.types("host", "questions")
        await dev.presses("questions.look")
        await dev.types("host", "roll")
        await dev.fills_in("meetings.roll", names="Ana Roy\nFred's Notetaker")

    async def somebody_comes_to_a_webinar(self) -> None:
        """As a guest."""
        await guests.comes(self.place, self.canaries, self.outbound)

    async def somebody_registers_on_a_page(self) -> None:
        """Without any account, and with a slip first."""
        async with ClientSession() as session:
            there = Browsing(self._around.web, session)
            for address in ("nobody", addressed("zoe@calgary.ca", self.canaries)):
                form = (await there.get("/en/join")).page.form("joining.submit")
                given = {name: self.canaries.words(f"joining.submit {name}") for name in ("name", "line")}
                shown = await there.sends(form, **{**ANSWERS, **given, "email": address})
                self.outbound.say("screen", shown.words)
            await self.place.settles()
            shown = await there.enters(shown, self.place.code(address))
            self.outbound.say("screen", shown.words)
            await there.get(f"/en/{self.canaries.plain('typed, as an address')}")
        await self.place.settles()

    async def a_poll_is_held(self) -> None:
        claire, ana = self.place["claire on slack"], self.place["ana on slack"]
        await claire.types("host", "poll")
        await claire.presses("polls.new")
        await claire.fills_in("polls.new", **NEW)
        await claire.presses("polls.texts")
        await claire.fills_in("polls.texts", options_en="Heat\nFloods\nTrees")
        await claire.presses("polls.scope")
        await claire.fills_in("polls.scope", meeting="none", may_add="yes")
        for action in ("polls.preview", "polls.preview_next", "polls.open"):
            await claire.presses(action)
        await self.place.settles()
        await ana.types("peer", "polls")
        await ana.presses("polls.suggest")
        await ana.fills_in("polls.suggest", text="Snow")
        await ana.presses("polls.vote")
        for _ in range(3):
            await self.place.passes(days=9)

    # ---- what arrives by mail

    async def mail_arrives(self) -> None:
        """Answers of calendars, of people, and of servers, with much around what counts."""
        address = addressed("ana@calgary.ca", self.canaries)
        comment = f"COMMENT:{self.canaries.words(f'{TALK}, a comment in a calendar')}"
        calendar = Answer(attendee=f"mailto:{address}", more=comment).calendar()
        answer = mail(calendar, sender=f"Ana <{address}>")
        answer.replace_header("Subject", self.canaries.words(f"{TALK}, the subject of an answer"))
        by_hand = [
            written(address, word, self.canaries.words(f"{TALK}, around {word}")) for word in COMMAND_WORDS
        ]
        back = bounce(to=address).replace(b"is not here", self.canaries.words(f"{TALK}, a server").encode())
        await self._around.answers_arrive(answer.as_bytes(), *by_hand, back)
        await self.place.settles()

    # ---- what breaks, and ends

    async def things_go_wrong(self) -> None:
        """Words of servers, which quote people."""
        around, ana = self._around, self.place["ana on slack"]
        for method in ("views.open", "chat.postMessage", "users.info"):
            around.slack.once(method, Fault(error=self.canaries.words(f"{TALK}, an error of slack")))
        for stage in ("rcpt", "content"):
            said = self.canaries.plain(f"{TALK}, an error of a mail server")
            around.mail.once(stage, f"451 4.1.1 <{said}@calgary.ca> later")
        for _ in range(2):
            await ana.types("peer", "change")
        await ana.fills_in("joining.change", email="ana.two@calgary.ca", community="calgary")
        await self.place.settles()
        await self.place.passes(days=1)
        for _ in range(4):
            await self.place.passes(days=90)

    async def somebody_leaves(self) -> None:
        luc = self.place["luc on discord"]
        await luc.types("peer", "leave")
        await luc.presses("members.left")
        await self.place.settles()

    @property
    def _around(self) -> Around:
        assert self.place.around is not None
        return self.place.around


COMMAND_WORDS = ("no", "yes", "maybe", "stop", "data", "forget", "help")


def written(sender: str, word: str, around: str) -> bytes:
    """By hand, in a mail program: a word that may mean something, and others around it."""
    message = EmailMessage(SMTP)
    message["From"], message["To"], message["Subject"] = sender, "peers@network.example", f"Re: {word}"
    message.set_content(f"{word}\n\nGood day, {around}\n{word}\n{around}")
    return message.as_bytes()
