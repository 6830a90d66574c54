"""Whoever asks to be forgotten is forgotten as a guest too, by the mailbox that they have proven."""

from __future__ import annotations

from collections.abc import Sequence

from bot.joining.address import MalformedAddress
from bot.ports import Turn
from bot.webinars import withdrawing
from bot.webinars.following import around
from bot.webinars.model import Guest


def of(turn: Turn, address: str) -> Sequence[Guest]:
    """Where they have registered, or somebody asked whether they do."""
    try:
        mailbox = turn.world.addresses.read(address).mailbox
    except MalformedAddress:
        return ()
    found = (turn.unit.guests.of_mailbox(webinar.id, mailbox) for webinar in around(turn))
    return [guest for guest in found if guest]


def registered(turn: Turn, address: str) -> bool:
    """For anything that is ahead."""
    found = [each for each in of(turn, address) if each.is_registered]
    webinars = [turn.unit.meetings.get(each.webinar_id) for each in found]
    return any(webinar and webinar.is_ahead(turn.now) for webinar in webinars)


def forget(turn: Turn, address: str) -> None:
    """As if they withdrew from each."""
    for guest in of(turn, address):
        if webinar := turn.unit.meetings.get(guest.webinar_id):
            withdrawing.part(turn, webinar, guest)
