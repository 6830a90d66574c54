"""Where an answer appears: as a message for one alone, in place of what was pressed, or as a form.

The first answer has three seconds, and only it can be a form; what comes later follows it for a quarter of an
hour. What was done is durable before any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord

from adapters.discord import commands, forms
from adapters.discord.chat import content
from adapters.discord.drafts import Draft, Drafts
from adapters.discord.events import AGAIN, Origin, origin_of
from adapters.discord.fates import add, first, is_answered, put, was_refused
from adapters.discord.people import People
from adapters.discord.render import Wording, message
from adapters.words import Words
from bot.chat import Button, Card, Choice, Fact, Form, Reader, Style, Text, Value
from bot.network import Network
from bot.replies import Answer, Ask, Errors, Replace, Say

TITLE = Text("refusal.title")
HOME = Button("members.home", "me", 0, Text("button.members.home"))
UNSHOWN = Card(TITLE, (Text("discord.unshown"),), buttons=(HOME,))


class Answers:
    """One for the guild."""

    def __init__(self, people: People, words: Words, network: Network, drafts: Drafts) -> None:
        self._people, self._words, self._network, self._drafts = people, words, network, drafts

    async def defer(self, interaction: discord.Interaction) -> None:
        """For now only that it is being done. No form can be opened any more."""
        thinks = interaction.message is None
        await first(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=thinks))
        interaction.extras["thinks"] = thinks and is_answered(interaction)

    async def give(
        self, interaction: discord.Interaction, answer: Answer, draft: Draft | None = None
    ) -> None:
        """`draft` is what was filled in already, as far as there is something. What Discord refuses to show
        would look as if nothing had been done."""
        await self._give(interaction, answer, draft)
        if was_refused(interaction):
            await self._tell(interaction, UNSHOWN, answer.reader)

    async def _give(self, interaction: discord.Interaction, answer: Answer, draft: Draft | None) -> None:
        match answer.reply:
            case Ask(form):
                await self._ask(interaction, draft or Draft(form, answer.reader))
            case Say(card):
                await self._tell(interaction, card, answer.reader)
            case Replace(card, notice):
                await self._replace(interaction, card, notice, answer.reader)
            case Errors(fields):
                await self._problems(interaction, fields, answer.reader, draft)

    async def offer(self, interaction: discord.Interaction, found: Sequence[Choice], reader: Reader) -> None:
        """The candidates for what was typed so far."""
        offered = commands.candidates(found, self._wording(reader))
        await first(interaction, lambda: interaction.response.autocomplete(offered))

    # ---- forms

    async def _ask(self, interaction: discord.Interaction, draft: Draft) -> None:
        """In the first answer to a command or a button; otherwise behind a button."""
        self._drafts.keep(str(interaction.user.id), draft)
        sent_off = interaction.type is discord.InteractionType.modal_submit
        if sent_off or is_answered(interaction):
            said = Card(draft.form.title, (Text("discord.go_on.body"),))
            shown = replace(said, buttons=(_again(draft.form, Text("discord.go_on")),))
            await self._tell(interaction, shown, draft.reader)
            return
        opened = forms.modal(draft.form, self._wording(draft.reader), draft.given, draft.values)
        await first(interaction, lambda: interaction.response.send_modal(opened))

    async def _problems(
        self,
        interaction: discord.Interaction,
        fields: Mapping[str, Text],
        reader: Reader,
        draft: Draft | None,
    ) -> None:
        """The form is closed by now: each problem with its field's name, and a button that opens it again,
        as it was filled in."""
        if draft is None:
            await self._tell(interaction, Card(TITLE, _each_once(fields.values())), reader)
            return
        asked = {name: value for name, value in draft.given.items() if name not in fields}
        self._drafts.keep(str(interaction.user.id), replace(draft, given=asked))
        labels = {field.name: field.label for field in draft.form.fields}
        facts = tuple(Fact(labels[name], problem) for name, problem in fields.items())
        body: tuple[Value, ...] = (Text("discord.problems"),)
        button = _again(draft.form, Text("discord.again"))
        await self._tell(interaction, Card(TITLE, body, facts, (button,)), reader)

    # ---- messages

    async def _tell(self, interaction: discord.Interaction, card: Card, reader: Reader) -> None:
        """To them alone."""
        if is_answered(interaction) and not interaction.extras.get("thinks"):
            await self._follow(interaction, card, reader)
            return
        shown = content(message(card, self._wording(reader)))
        if is_answered(interaction):
            await put(interaction, lambda: interaction.edit_original_response(**shown))
        else:
            new = _new(shown)
            await first(interaction, lambda: interaction.response.send_message(**new, ephemeral=True))

    async def _follow(self, interaction: discord.Interaction, card: Card, reader: Reader) -> None:
        new = _new(content(message(card, self._wording(reader))))
        await add(interaction, lambda: interaction.followup.send(**new, ephemeral=True, wait=True))

    async def _replace(
        self, interaction: discord.Interaction, card: Card, notice: Card | None, reader: Reader
    ) -> None:
        """In a room the card is for everybody there, in the network's languages. One that was deleted
        meanwhile is shown to whoever pressed."""
        if origin_of(interaction) is not Origin.NOWHERE:
            await self._update(interaction, card, reader)
            if not was_refused(interaction):
                if notice:
                    await self._follow(interaction, notice, reader)
                return
        await self._tell(interaction, _together(notice, card) if notice else card, reader)

    async def _update(self, interaction: discord.Interaction, card: Card, reader: Reader) -> None:
        audience = self._network if origin_of(interaction) is Origin.MESSAGE else reader
        shown = content(message(card, self._wording(audience)))
        if is_answered(interaction):
            await put(interaction, lambda: interaction.edit_original_response(**shown))
        else:
            await first(interaction, lambda: interaction.response.edit_message(**shown))

    def _wording(self, audience: Reader | Network) -> Wording:
        return Wording(self._words, audience, self._people.guild, self._people.roles)


def _new(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Of a new message no part is there to be taken away."""
    return {name: part for name, part in shown.items() if part is not None}


def _again(form: Form, label: Text) -> Button:
    return Button(f"{AGAIN}{form.action}", form.subject, form.revision, label, Style.PRIMARY)


def _each_once(said: Iterable[Text]) -> tuple[Value, ...]:
    once: list[Text] = []
    for each in said:
        if each not in once:
            once.append(each)
    return tuple(once)


def _together(notice: Card, card: Card) -> Card:
    """Why it was refused, and below it how things stand."""
    return Card(notice.title, (*notice.body, card.title, *card.body), card.facts, card.buttons)
