"""A short story by people who repeat what got no answer.

A newcomer asks (with a wrong code at first), is asked a question, is approved by two coordinators at the same
moment, and leaves; another newcomer is declined. What was decided is told when the hold ends, or before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

from adapters.local.parts import Sandbox
from adapters.local.player import NotThere, Player, Shown
from bot.chat import Room

HOLD = timedelta(minutes=10)
AVERY, EMILIE = "avery.chen@calgary.ca", "emilie.gagnon@gatineau.ca"
GRACE = "grace.doyle@townofnewglasgow.ca"

Step = tuple[str, Callable[[], Awaitable[Any]]]


class TryAgain(Exception):
    """Whoever acted knows what to do, and that it takes another letter."""


class People:
    """Each step is one thing that somebody does, told by what they see: their rooms and their letters.
    `at_once` announces how many are about to act at the same moment."""

    def __init__(self, sandbox: Sandbox, at_once: Callable[[int], None]) -> None:
        self._sandbox, self._at_once = sandbox, at_once

    def steps(self) -> list[Step]:
        return [
            ("Avery asks", partial(self._asks, "avery", "calgary", AVERY)),
            ("Avery types a wrong code", self._mistypes),
            ("Avery types the code", partial(self._proves, "avery", AVERY)),
            ("Priya takes it on", partial(self._presses, "priya", "joining.assign")),
            ("Mathieu asks more", self._asks_more),
            ("Avery answers", self._answers),
            ("two approve at once", self._two_approve),
            ("the hold ends", self._waits),
            ("Émilie asks", partial(self._asks, "emilie", "gatineau", EMILIE)),
            ("Émilie types the code", partial(self._proves, "emilie", EMILIE)),
            ("Mathieu declines", self._declines),
            ("Priya sends it now", partial(self._presses, "priya", "joining.send")),
            ("Avery leaves", self._leaves),
        ]

    async def _asks(self, person: str, query: str, address: str) -> None:
        player = self._player(person)
        form = _dialog(await player.types("/peer join"))
        community = await player.chooses(query)
        await player.fills_in(form, email=address, community=community, role="staff", line="Waste")

    async def _mistypes(self) -> None:
        avery = self._player("avery")
        form = _dialog(await avery.presses("joining.verify"))
        wrong = "".join(str(9 - int(digit)) for digit in avery.code(AVERY))
        await avery.fills_in(form, code=wrong, attestation=("attest",))

    async def _proves(self, person: str, address: str) -> None:
        player = self._player(person)
        form = _dialog(await player.presses("joining.verify"))
        code = player.code(address)
        shown = await player.fills_in(form, code=code, attestation=("attest",), consent=("mail",))
        if shown["kind"] == "errors":  # too late: it was good for some minutes
            await player.presses("joining.resend")
            raise TryAgain

    async def _asks_more(self) -> None:
        mathieu = self._player("mathieu").looks_at(Room.COORDINATORS)
        form = _dialog(await mathieu.presses("joining.ask"))
        await mathieu.fills_in(form, question="Which department?")

    async def _answers(self) -> None:
        avery = self._player("avery").looks_at_direct()
        try:
            form = _dialog(await avery.presses("joining.answer"))
        except NotThere:  # the letter says how else
            avery = self._player("avery")
            await avery.types("/peer status")
            form = _dialog(await avery.presses("joining.answer"))
        await avery.fills_in(form, answer="Recycling.")

    async def _two_approve(self) -> None:
        both = [self._player(name).looks_at(Room.COORDINATORS) for name in ("priya", "mathieu")]
        presses = [each.is_about_to_press("joining.approve") for each in both]
        self._at_once(len(presses))
        await asyncio.gather(*(press() for press in presses))

    async def _declines(self) -> None:
        mathieu = self._player("mathieu").looks_at(Room.COORDINATORS)
        form = _dialog(await mathieu.presses("joining.decline"))
        await mathieu.fills_in(form, reason="not_verified", note="Another address?", message="send")

    async def _leaves(self) -> None:
        avery = self._player("avery")
        await avery.types("/peer leave")
        await avery.presses("members.left")

    async def _waits(self) -> None:
        """Twice as long as a hold: one that a clock set back began anew has ended by then, too."""
        for _ in range(2):
            self._sandbox.clock.push(HOLD)
            await self._sandbox.wake()

    async def _presses(self, person: str, action: str) -> None:
        await self._player(person).looks_at(Room.COORDINATORS).presses(action)

    def _player(self, person: str) -> Player:
        return Player(self._sandbox, person)


class MorePeople(People):
    """Somebody has called there before the second newcomer is declined; a third one is approved on a ground,
    and with that their domain is known."""

    def steps(self) -> list[Step]:
        told = super().steps()
        declines = [name for name, _ in told].index("Mathieu declines")
        return [
            *told[:declines],
            ("Priya has called there", self._attests),
            *told[declines:-1],
            ("Grace asks", partial(self._asks, "grace", "new glasgow", GRACE)),
            ("Grace types the code", partial(self._proves, "grace", GRACE)),
            ("Mathieu approves on a ground", self._overrules),
            told[-1],
            ("the hold ends again", self._waits),
        ]

    async def _attests(self) -> None:
        priya = self._player("priya").looks_at(Room.COORDINATORS)
        form = _dialog(await priya.presses("joining.attest"))
        await priya.fills_in(form, ground="phone")

    async def _overrules(self) -> None:
        """And says whose domain it is."""
        mathieu = self._player("mathieu").looks_at(Room.COORDINATORS)
        form = _dialog(await mathieu.presses("joining.approve"))
        await mathieu.fills_in(form, ground="phone", domain=("confirm",))


def _dialog(shown: Shown) -> Shown:
    """What opened; raises `NotThere` when the bot said something instead."""
    if "form" not in shown:
        raise NotThere(shown)
    return shown
