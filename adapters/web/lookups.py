"""A field that is looked up, without a script: a search step whose choices come with the form itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adapters.door import Door
from adapters.web.bodies import one
from adapters.web.filled import TYPED, Filled, Posted
from adapters.web.guests import person
from bot.answers import Given
from bot.chat import Choice, Form, Lookup, Reader, Text
from bot.joining import forms

COMMUNITY = "community"
LOOK, AGAIN = "look", "again"  # the buttons that search, and that search otherwise
QUERY_LIMIT = 200
_BEHIND = re.compile(r" \([^()]+\)$")  # what tells a name in a list from others


class Lookups:
    """For one caller: how fast they look things up is counted by itself."""

    def __init__(self, door: Door, caller: str) -> None:
        self._door = door
        self._caller = caller

    async def options(self, reader: Reader, query: str) -> tuple[Choice, ...]:
        """For what was typed so far."""
        asked = Lookup(forms.BLANK.action, COMMUNITY, query[:QUERY_LIMIT], person(self._caller, reader))
        return await self._door.look_up(asked)

    async def step(
        self, reader: Reader, form: Form, values: Mapping[str, Given], found: Posted
    ) -> Filled | None:
        """The form with what was found, or to search once more; None when it was sent to be taken."""
        if one(found, AGAIN):
            return Filled(form, {**values, COMMUNITY: one(found, COMMUNITY + TYPED)})
        if not one(found, LOOK):
            return None
        options = await self.options(reader, str(values.get(COMMUNITY, "")))
        return Filled(form, values, found={COMMUNITY: options} if options else {})

    async def refused(
        self,
        reader: Reader,
        form: Form,
        values: Mapping[str, Given],
        found: Posted,
        errors: Mapping[str, Text],
    ) -> Filled:
        """With what is wrong; what was chosen keeps its name, though only the choice itself came back."""
        options = await self.options(reader, _BEHIND.sub("", one(found, COMMUNITY + TYPED)))
        chosen = next((each for each in options if each.value == values.get(COMMUNITY)), None)
        return Filled(form, values, errors, chosen={COMMUNITY: chosen} if chosen else {})
