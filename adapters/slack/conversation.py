"""What happens when somebody does something on Slack: the event goes to the core, the answer to their screen.

Each of these is acknowledged within three seconds, after what it did is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from adapters.command_words import CommandWords
from adapters.door import Door
from adapters.logs import log
from adapters.once import Once
from adapters.slack import events, forms
from adapters.slack.answers import Answers
from adapters.slack.events import Origin, Payload
from adapters.slack.homes import Homes
from adapters.slack.people import People, RolesUnknown, Stranger
from adapters.slack.render import Json
from bot import routes
from bot.chat import Card, Command, Event, Person, Text
from bot.errors import Malformed
from bot.network import Network
from bot.replies import Answer, Errors, Say

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
    guard: float = GUARD_SECONDS

    async def command(self, payload: Payload) -> Json | None:
        place = events.place_of(payload)
        try:
            return await self._guarded(
                payload,
                lambda: self._command(payload),
                self.answers.private(_no(Text("slack.slow"))),
                lambda answer: self.answers.late_to_command(place, answer),
            )
        except Stranger:
            return self.answers.private(_no(Text("slack.stranger")))

    async def press(self, payload: Payload) -> None:
        """It is acknowledged with nothing; the answer comes whenever it comes."""
        await self._guarded(payload, lambda: self._pressed(payload), None, _said_already)

    async def submission(self, payload: Payload) -> Json | None:
        view = events.view_of(payload)
        return await self._guarded(
            payload,
            lambda: self._submission(payload),
            self.answers.in_dialog(_no(Text("slack.slow"))),
            lambda answer: self.answers.late_to_submission(view, answer),
        )

    async def suggestion(self, payload: Payload) -> Json:
        """The options for what has been typed so far."""
        try:
            person = self._as_asked(payload, await self._person(payload))
            lookup = events.lookup(payload, person)
        except (Malformed, Stranger):
            return {"options": []}
        wording = self.answers.wording(lookup.person.reader)
        found = await self.door.look_up(lookup)
        return {"options": [forms.option(choice, wording) for choice in found[:OPTIONS_LIMIT]]}

    def home_opened(self, payload: Payload) -> None:
        event = payload.get("event")
        if isinstance(event, dict) and event.get("tab") == "home":
            self.homes.open(events.text(event, "user"))

    # ---- each of them

    async def _command(self, payload: Payload) -> Json | None:
        place = events.place_of(payload)
        answer = await self._answer(payload, lambda person: events.command(payload, self.words, person))
        return await self.answers.to_command(place, answer)

    async def _pressed(self, payload: Payload) -> None:
        place = events.place_of(payload)
        if place.origin is Origin.HOME:
            self.homes.has_opened(events.user_of(payload)[0])
        try:
            answer = await self._answer(payload, lambda person: events.press(payload, person))
        except Stranger:
            await self.answers.to_stranger(place, _no(Text("slack.stranger")))
            return
        await self.answers.to_press(place, answer)

    async def _submission(self, payload: Payload) -> Json:
        try:
            answer = await self._answer(payload, lambda person: events.submission(payload, person))
        except Stranger:
            return self.answers.in_dialog(_no(Text("slack.stranger")))
        if isinstance(answer.reply, Errors) and not answer.reply.fields.keys() <= events.fields_of(payload):
            answer = await self._outdated(await self._person(payload))  # no field where it could stand
        return self.answers.to_submission(answer)

    async def _answer(self, payload: Payload, read: Callable[[Person], Event]) -> Answer:
        """What the core says; a polite no where it cannot even be asked. Raises `Stranger`."""
        person = await self._person(payload)
        try:
            event = await self._with_roles(read(person), read)
        except Malformed:
            return await self._outdated(person)
        except RolesUnknown:
            return Answer(Say(_no(Text("slack.roles_unknown"))), person.reader)
        answer = await self.door.handle(event)
        self.homes.changed(person.identity.user)
        return answer

    async def _with_roles(self, event: Event, read: Callable[[Person], Event]) -> Event:
        """Roles are read where something is decided, and at that moment. Raises `Malformed` for what no
        screen of this version has, `Stranger`, `RolesUnknown`."""
        if not isinstance(event, Command) and routes.find(event) is None:
            raise Malformed
        if not self.door.needs_fresh_roles(event):
            return event
        return read(await self.people.with_roles(event.person.identity.user))

    async def _outdated(self, person: Person) -> Answer:
        """How things stand now, for whoever has an older screen in front of them."""
        now = await self.door.handle(Command("peer", "home", person))
        said = Text("slack.malformed")
        if not isinstance(now.reply, Say):
            return Answer(Say(Card(Text("refusal.title"), (said,))), now.reader)
        card = now.reply.card
        shown = Card(Text("refusal.title"), (said, card.title, *card.body), card.facts, card.buttons)
        return Answer(Say(shown), now.reader)

    async def _person(self, payload: Payload) -> Person:
        user, workspace = events.user_of(payload)
        if not user or workspace != self.people.workspace:
            raise Stranger
        return await self.people.person(user)

    def _as_asked(self, payload: Payload, person: Person) -> Person:
        """In the language of the dialog, which may be another than their Slack's."""
        language = events.language_of(payload)
        if language not in self.network.languages:
            return person
        return replace(person, reader=replace(person.reader, language=language))

    # ---- what goes wrong

    async def _guarded(
        self,
        payload: Payload,
        act: Callable[[], Awaitable[Json | None]],
        slow: Json | None,
        late: Callable[[Json], Awaitable[None]],
    ) -> Json | None:
        """The same thing sent twice is done once. What takes too long is told so before Slack does, goes on
        all the same, and is answered `late`."""

        async def within() -> Json | None:
            acting = asyncio.ensure_future(act())
            done, _ = await asyncio.wait({acting}, timeout=self.guard)
            if done:
                return acting.result()
            log.warning("slack.slow")
            self.answers.later(_afterwards(acting, late))
            return slow

        return await self.once.run(events.text(payload, "trigger_id"), within)


async def _afterwards(acting: Awaitable[Json | None], late: Callable[[Json], Awaitable[None]]) -> None:
    if answer := await acting:
        await late(answer)


async def _said_already(_: Json) -> None:
    """A press is never answered in its acknowledgement."""


def _no(said: Text) -> Card:
    return Card(Text("refusal.title"), (said,))
