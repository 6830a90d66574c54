"""What happens when somebody does something on Slack: the event goes to the core, the answer to their screen.

Each of these is acknowledged within three seconds, after what it did is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.command_words import CommandWords
from adapters.door import Door
from adapters.logs import log
from adapters.slack import events, forms
from adapters.slack.answers import PRIVATE, Answers
from adapters.slack.events import Payload
from adapters.slack.homes import Homes
from adapters.slack.once import Once
from adapters.slack.people import People, RolesUnknown, Stranger
from adapters.slack.render import Json, message
from bot.chat import Card, Event, Person, Reader, Text
from bot.errors import Malformed
from bot.network import Network
from bot.replies import Answer, Say

GUARD_SECONDS = 2.6  # of the three: what takes longer is told so, and done all the same
OPTIONS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything that comes in, whichever way it came."""

    door: Door
    people: People
    answers: Answers
    homes: Homes
    words: CommandWords
    network: Network
    once: Once

    async def command(self, payload: Payload) -> Json | None:
        return await self._guarded(payload, lambda: self._command(payload), self._sorry)

    async def press(self, payload: Payload) -> None:
        await self._guarded(payload, lambda: self._pressed(payload), self._nothing)

    async def submission(self, payload: Payload) -> Json | None:
        return await self._guarded(payload, lambda: self._submission(payload), self._nothing)

    async def suggestion(self, payload: Payload) -> Json:
        """The options for what has been typed so far."""
        try:
            lookup = events.lookup(payload, await self._person(payload, fresh=False))
        except (Malformed, Stranger):
            return {"options": []}
        wording = self.answers.wording(lookup.person.reader)
        found = await self.door.look_up(lookup)
        return {"options": [forms.option(choice, wording) for choice in found[:OPTIONS_LIMIT]]}

    async def home_opened(self, payload: Payload) -> None:
        event = payload.get("event")
        if isinstance(event, dict) and event.get("tab") == "home":
            await self.homes.open(events.text(event, "user"))

    # ---- each of them

    async def _command(self, payload: Payload) -> Json | None:
        place = events.place_of(payload)
        event = await self._with_roles(payload, lambda person: events.command(payload, self.words, person))
        answer = await self._handle(event)
        return await self.answers.to_command(place, answer)

    async def _pressed(self, payload: Payload) -> None:
        place = events.place_of(payload)
        try:
            answer = await self._handle(
                await self._with_roles(payload, lambda person: events.press(payload, person))
            )
        except (RolesUnknown, Malformed) as failed:
            answer = Answer(Say(_failure(failed)), await self._reader(payload))
        await self.answers.to_press(place, answer)

    async def _submission(self, payload: Payload) -> Json:
        try:
            answer = await self._handle(
                await self._with_roles(payload, lambda person: events.submission(payload, person))
            )
        except (RolesUnknown, Malformed) as failed:
            answer = Answer(Say(_failure(failed)), await self._reader(payload))
        return self.answers.to_submission(answer)

    async def _handle(self, event: Event) -> Answer:
        answer = await self.door.handle(event)
        self.homes.changed(event.person.identity.user)
        return answer

    async def _with_roles(self, payload: Payload, read: Callable[[Person], Event]) -> Event:
        """Roles are read anew where something is decided. Raises `Malformed`, `Stranger`, `RolesUnknown`."""
        event = read(await self._person(payload, fresh=False))
        if not self.door.needs_fresh_roles(event):
            return event
        return read(await self._person(payload, fresh=True))

    async def _person(self, payload: Payload, *, fresh: bool) -> Person:
        user, workspace = events.user_of(payload)
        if not user or workspace != self.people.workspace:
            raise Stranger
        return await self.people.person(user, fresh=fresh)

    async def _reader(self, payload: Payload) -> Reader:
        return (await self._person(payload, fresh=False)).reader

    # ---- what goes wrong

    async def _guarded(
        self,
        payload: Payload,
        act: Callable[[], Awaitable[Json | None]],
        failed: Callable[[Text], Json | None],
    ) -> Json | None:
        """The same thing sent twice is done once; what takes too long is told so before Slack does."""

        async def within() -> Json | None:
            try:
                async with asyncio.timeout(GUARD_SECONDS):
                    return await act()
            except TimeoutError:
                log.warning("slack.slow")
                return failed(Text("slack.slow"))

        try:
            return await self.once.run(events.text(payload, "trigger_id"), within)
        except Stranger:
            return failed(Text("slack.stranger"))
        except RolesUnknown:
            return failed(Text("slack.roles_unknown"))
        except Malformed:
            return failed(Text("slack.malformed"))

    def _sorry(self, said: Text) -> Json:
        """To somebody of whom nothing is known: in the network's languages."""
        card = Card(Text("refusal.title"), (said,))
        return message(card, self.answers.wording(self.network)) | PRIVATE

    def _nothing(self, said: Text) -> None:
        """There is no place where it could be said."""
        log.warning("slack.unanswered", code=said.id)


def _failure(failed: Exception) -> Card:
    said = "slack.roles_unknown" if isinstance(failed, RolesUnknown) else "slack.malformed"
    return Card(Text("refusal.title"), (Text(said),))
