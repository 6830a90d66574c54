"""When somebody does something on Discord, the event goes to the core and the answer to their screen.

One dispatcher for all of it, by what it says and by nothing that is remembered: a restart is not noticed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

import discord

from adapters.discord import events
from adapters.discord.answers import TITLE, Answers
from adapters.discord.drafts import Draft, Drafts
from adapters.discord.events import Came
from adapters.discord.people import People, RolesUnknown, Starting, Stranger
from adapters.door import Door
from adapters.logs import log
from adapters.once import Once
from bot import routes
from bot.chat import Card, Command, Event, Person, Submission, Text
from bot.errors import Malformed
from bot.network import Network
from bot.replies import Answer, Ask, Errors, Say

GUARD_SECONDS = 2.5  # of the three: what takes longer is done all the same, and said when it is


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that comes in."""

    door: Door
    people: People
    answers: Answers
    drafts: Drafts
    network: Network
    once: Once
    guard: float = GUARD_SECONDS
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, interaction: discord.Interaction) -> None:
        """Answer it; what comes twice is answered once."""
        key = str(interaction.id)
        task = asyncio.ensure_future(self.once.run(key, lambda: self._take(interaction)))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

    async def settle(self) -> None:
        """Until all is said that was to be said."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _take(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            await self._offer(interaction)
            return
        try:
            await self._guarded(interaction, self._answered(interaction))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the person must get an answer
            log.error("discord.fault", event_kind=interaction.type.name, exc_info=fault)
            await self.answers.give(interaction, self._sorry(interaction))

    async def _guarded(
        self, interaction: discord.Interaction, answering: Awaitable[tuple[Answer, Draft | None]]
    ) -> None:
        """What takes too long is acknowledged before Discord gives up, and goes on all the same."""
        acting = asyncio.ensure_future(answering)
        done, _ = await asyncio.wait({acting}, timeout=self.guard)
        if not done:
            log.warning("discord.slow")
            await self.answers.defer(interaction)
        answer, draft = await acting
        await self.answers.give(interaction, answer, draft)

    async def _offer(self, interaction: discord.Interaction) -> None:
        """The candidates for what has been typed so far."""
        reader = self.people.reader(interaction)
        try:
            lookup = events.lookup(interaction, self.people.person(interaction))
        except (Malformed, Stranger, Starting):
            await self.answers.offer(interaction, (), reader)
            return
        await self.answers.offer(interaction, await self.door.look_up(lookup), reader)

    # ---- what to answer

    async def _answered(self, interaction: discord.Interaction) -> tuple[Answer, Draft | None]:
        """What the core says, and what was filled in; a polite no where it cannot even be asked."""
        try:
            person = self.people.person(interaction)
        except Stranger:
            return self._no(interaction, Text("discord.stranger")), None
        except Starting:
            return self._no(interaction, Text("discord.starting")), None
        if _is_command(interaction) and interaction.guild_id is None:
            return self._no(interaction, Text("discord.in_the_guild")), None
        try:
            return await self._asked(interaction, person)
        except Malformed:
            return await self._outdated(person), None
        except RolesUnknown:
            return self._no(interaction, Text("discord.roles_unknown")), None

    async def _asked(self, interaction: discord.Interaction, person: Person) -> tuple[Answer, Draft | None]:
        if key := events.form_again(interaction):
            return self._again(person, key)
        came = events.came(interaction, person)
        event = await self._with_roles(interaction, came.event)
        answer = await self.door.handle(event)
        if isinstance(answer.reply, Ask) and came.given:
            return answer, Draft(answer.reply.form, answer.reader, came.given)
        if isinstance(answer.reply, Errors) and isinstance(event, Submission):
            return answer, self._filled_in(event, came, answer.reply)
        return answer, None

    def _again(self, person: Person, key: str) -> tuple[Answer, Draft]:
        """As it was filled in. Raises `Malformed` for one that is not known any more."""
        draft = self.drafts.find(person.identity.user, key)
        if draft is None:
            raise Malformed
        return Answer(Ask(draft.form), draft.reader), draft

    def _filled_in(self, event: Submission, came: Came, errors: Errors) -> Draft | None:
        """Nothing, when the form was opened before a restart. Raises `Malformed` when it is of an older
        version, and has no field for what is wrong."""
        if not errors.fields.keys() <= event.values.keys():
            raise Malformed
        key = f"{event.action}:{event.subject}:{event.revision}"
        opened = self.drafts.find(event.person.identity.user, key)
        if opened is None or not errors.fields.keys() <= {each.name for each in opened.form.fields}:
            return None
        return Draft(opened.form, opened.reader, came.given, event.values)

    async def _with_roles(self, interaction: discord.Interaction, event: Event) -> Event:
        """Roles are asked for where something is decided and what came does not say them. Raises
        `Malformed` for what no screen of this version has, and `RolesUnknown`."""
        if not isinstance(event, Command) and routes.find(event) is None:
            raise Malformed
        if not self.door.needs_fresh_roles(event):
            return event
        person = await self.people.with_roles(interaction, event.person)
        return events.came(interaction, person).event

    async def _outdated(self, person: Person) -> Answer:
        """How things stand now, for whoever has an older screen in front of them."""
        now = await self.door.handle(Command("peer", "home", person))
        said = Text("discord.malformed")
        if not isinstance(now.reply, Say):
            return Answer(Say(Card(TITLE, (said,))), now.reader)
        card = now.reply.card
        shown = Card(TITLE, (said, card.title, *card.body), card.facts, card.buttons)
        return Answer(Say(shown), now.reader)

    def _sorry(self, interaction: discord.Interaction) -> Answer:
        sorry = Card(Text("door.fault.title"), (Text("door.fault.body"),))
        return Answer(Say(sorry), self.people.reader(interaction))

    def _no(self, interaction: discord.Interaction, said: Text) -> Answer:
        return Answer(Say(Card(TITLE, (said,))), self.people.reader(interaction))


def _is_command(interaction: discord.Interaction) -> bool:
    return interaction.type is discord.InteractionType.application_command
