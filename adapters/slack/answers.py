"""Where an answer appears: in the acknowledgement itself, in a dialog, or in place of what was pressed.

What can be is put into the acknowledgement, which Slack shows at once and without another call.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any, Protocol

from adapters.logs import log
from adapters.platform import DeliveryFailed
from adapters.slack import forms
from adapters.slack.api import HURRY, Api, Said
from adapters.slack.events import Origin, Place
from adapters.slack.render import Json, Wording, message
from adapters.slack.tasks import Tasks
from adapters.words import Words
from bot.chat import Card, Form, Reader, Text
from bot.network import Network
from bot.replies import Answer, Ask, Errors, Replace, Say

TOO_LATE = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"}
PRIVATE = {"response_type": "ephemeral"}
VIEWS = {Origin.MODAL, Origin.HOME}  # where no message can be


class Responder(Protocol):
    """Says something at a response URL."""

    async def __call__(self, url: str, content: Json) -> None: ...


class Answers:
    """One for the workspace."""

    def __init__(self, api: Api, respond: Responder, words: Words, network: Network, workspace: str) -> None:
        self._api, self._respond = api, respond
        self._words, self._network, self._workspace = words, network, workspace
        self._tasks = Tasks()

    def wording(self, audience: Reader | Network) -> Wording:
        return Wording(self._words, audience, self._workspace)

    async def to_command(self, place: Place, answer: Answer) -> Json | None:
        """What acknowledges a command."""
        match answer.reply:
            case Ask(form):
                return await self._open(place, self._modal(form, answer.reader), answer.reader)
            case Say(card) | Replace(card):
                return self._private(card, answer.reader)
            case Errors(fields):
                return self._private(_problems(fields), answer.reader)

    async def to_press(self, place: Place, answer: Answer) -> None:
        """A press is acknowledged with nothing; the answer follows where it belongs."""
        match answer.reply:
            case Ask(form):
                await self._show(place, self._modal(form, answer.reader), answer.reader)
            case Say(card):
                await self._tell(place, card, answer.reader)
            case Replace(card, notice) if notice and place.origin in VIEWS:
                await self._tell(place, _together(notice, card), answer.reader)
            case Replace(card, notice):
                await self._replace(place, card, answer.reader)
                if notice:
                    await self._tell(place, notice, answer.reader)
            case Errors(fields):
                await self._tell(place, _problems(fields), answer.reader)

    async def to_stranger(self, place: Place, card: Card) -> None:
        """Of whom nothing is known: in the network's languages."""
        await self._tell(place, card, self._network)

    def private(self, card: Card) -> Json:
        """To somebody of whom nothing is known (yet)."""
        return self._private(card, self._network)

    def in_dialog(self, card: Card) -> Json:
        """The same in the dialog that was sent off."""
        return {"response_action": "update", "view": self._card(card, self._network)}

    def to_submission(self, answer: Answer) -> Json:
        """docs.slack.dev/surfaces/modals#updating_response: the dialog shows what came of it."""
        wording = self.wording(answer.reader)
        match answer.reply:
            case Errors(fields):
                said = {name: wording.plain(problem) for name, problem in fields.items()}
                return {"response_action": "errors", "errors": said}
            case Ask(form):
                return {"response_action": "update", "view": forms.modal(form, wording)}
            case Say(card) | Replace(card):
                return {"response_action": "update", "view": self._card(card, answer.reader)}

    # ---- when the acknowledgement has gone already

    async def late_to_command(self, place: Place, content: Json) -> None:
        await self._respond(place.response_url, content | {"replace_original": False})

    async def late_to_submission(self, view: str, answer: Json) -> None:
        """In place of what said that it takes longer. Its fields are gone: what is wrong stands in lines."""
        problems = tuple(answer.get("errors", {}).values())
        shown = answer.get("view") or self._card(Card(Text("refusal.title"), problems), self._network)
        await self._api.call("views.update", view_id=view, view=shown)

    # ---- dialogs

    def _modal(self, form: Form, reader: Reader) -> Json:
        return forms.modal(form, self.wording(reader))

    def _card(self, card: Card, reader: Reader | Network) -> Json:
        wording = self.wording(reader)
        return forms.card_modal(card, wording, wording.plain(self._network.name))

    async def _show(self, place: Place, view: Json, reader: Reader | Network) -> None:
        """In the dialog in which it was pressed, or in a new one."""
        if place.origin is Origin.MODAL:
            await self._update(place, view)
            return
        late = await self._open(place, view, reader)
        if late and place.response_url:
            self.later(self._respond(place.response_url, late | {"replace_original": False}))

    async def _update(self, place: Place, view: Json) -> None:
        """Not over what somebody has put there meanwhile."""
        try:
            await self._api.call("views.update", within=HURRY, view_id=place.view, hash=place.hash, view=view)
        except (Said, DeliveryFailed) as failed:
            log.warning("slack.view", code=str(failed))

    async def _open(self, place: Place, view: Json, reader: Reader | Network) -> Json | None:
        """What to say instead when the moment for it is over."""
        try:
            await self._api.call("views.open", within=HURRY, trigger_id=place.trigger, view=view)
        except (Said, DeliveryFailed) as failed:
            log.warning("slack.view", code=str(failed))
            late = Card(Text("slack.late.title"), (Text("slack.late.body"),))
            return self._private(late, reader)
        return None

    # ---- messages

    def _private(self, card: Card, reader: Reader | Network) -> Json:
        return message(card, self.wording(reader)) | PRIVATE

    async def _tell(self, place: Place, card: Card, reader: Reader | Network) -> None:
        if place.origin in VIEWS:
            await self._show(place, self._card(card, reader), reader)
        else:
            content = self._private(card, reader) | {"replace_original": False}
            self.later(self._respond(place.response_url, content))

    async def _replace(self, place: Place, card: Card, reader: Reader) -> None:
        """In a room the card is for everybody there, in the network's languages."""
        if place.origin in VIEWS:
            await self._show(place, self._card(card, reader), reader)
            return
        audience = self._network if place.origin is Origin.MESSAGE else reader
        seen_by = PRIVATE if place.origin is Origin.EPHEMERAL else {}
        content = message(card, self.wording(audience)) | seen_by | {"replace_original": True}
        self.later(self._respond(place.response_url, content))

    def later(self, telling: Awaitable[None]) -> None:
        """After the acknowledgement: what was done is durable, and seen elsewhere too should this be lost."""
        self._tasks.begin(_logged(telling))

    async def settle(self) -> None:
        """Until all is said that was to be said."""
        await self._tasks.settle()


def _together(notice: Card, card: Card) -> Card:
    """Why it was refused, and below it how things stand."""
    return Card(notice.title, (*notice.body, card.title, *card.body), card.facts, card.buttons)


def _problems(fields: Mapping[str, Text]) -> Card:
    """Where no dialog is open in which they could stand at their fields."""
    said: list[Text] = []
    for problem in fields.values():
        if problem not in said:
            said.append(problem)
    return Card(Text("refusal.title"), tuple(said))


async def _logged(telling: Awaitable[Any]) -> None:
    try:
        await telling
    except Exception as fault:  # noqa: BLE001 - the effect is durable, only its answer is lost
        log.warning("slack.response", exc_info=fault)
