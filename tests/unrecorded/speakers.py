"""Those who act on the platforms: whatever is left to them, they write a canary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.unrecorded.canaries import Canaries
from tests.unrecorded.voices import Blank, Given, written
from tests.wire.discord.modals import asked
from tests.wire.parity.discord import OnDiscord
from tests.wire.parity.person import Given as OneOrMore
from tests.wire.parity.slack import OnSlack
from tests.wire.slack.blocks import inputs

TEXT_INPUT, EMAIL = 4, "email"
NOT_FREE = {"community"}  # it is looked up, or has to be one that there is


@dataclass
class SpeakerOnSlack(OnSlack):
    canaries: Canaries

    async def _fills_in(self, action: str, values: Mapping[str, OneOrMore]) -> None:
        view = self.who.screen
        blanks = _on_slack(inputs(view.content["blocks"])) if view else ()
        await super()._fills_in(action, written(action, blanks, _given(values), self.canaries))


@dataclass
class SpeakerOnDiscord(OnDiscord):
    canaries: Canaries

    async def _fills_in(self, action: str, values: Mapping[str, OneOrMore]) -> None:
        screen = self.who.screen
        blanks = _on_discord(asked(screen.content["components"])) if screen else ()
        await super()._fills_in(action, written(action, blanks, _given(values), self.canaries))


def _given(values: Mapping[str, OneOrMore]) -> dict[str, Given]:
    return {name: said if isinstance(said, str) else tuple(said) for name, said in values.items()}


def _on_slack(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[Blank]:
    kinds = {"plain_text_input": "line", "email_text_input": EMAIL}
    for name, element in fields.items():
        if kind := kinds.get(element["type"]):
            yield Blank(name, kind, element.get("initial_value", ""), element.get("max_length", 3000))


def _on_discord(fields: list[Mapping[str, Any]]) -> Iterator[Blank]:
    """An address is text as any other there."""
    for field in fields:
        name = field["custom_id"]
        if field["type"] == TEXT_INPUT and name not in NOT_FREE:
            kind = EMAIL if name == EMAIL else "line"
            yield Blank(name, kind, field.get("value") or "", field.get("max_length", 4000))
