"""A letter to a member who wants no mail, in the moment in which it would go out: what answers them goes, the
rest is said in their chat, or not at all. To the others each letter of that rest says how it is stopped."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Button, Card, Style, Text
from bot.deliveries import Delivery, Direct, Letter
from bot.members.mailboxes import of_address
from bot.members.model import Profile
from bot.outbox import Errand
from bot.ports import Turn
from bot.routing import ErrandRoute, Without


def as_wanted(turn: Turn, errand: Errand, route: ErrandRoute, delivery: Delivery | None) -> Delivery | None:
    if not isinstance(delivery, Letter) or route.without is Without.SENT:
        return delivery
    member = _member(turn, delivery.to)
    if member is None:
        return delivery
    if not member.mail_off:
        return replace(delivery, stop=member.id)
    return _in_chat(turn, errand, member, delivery) if route.without is Without.CHAT else None


def _member(turn: Turn, address: str) -> Profile | None:
    """Whose mailbox it is; whoever has left is told what their calendar has to know."""
    profile = of_address(turn, address)
    return profile if profile and profile.is_member else None


def _in_chat(turn: Turn, errand: Errand, member: Profile, letter: Letter) -> Direct | None:
    """Where they were linked last, if messages arrive there."""
    open_ = [each for each in turn.unit.profiles.accounts(member.id) if not each.directs_closed]
    if not open_:
        return None
    mine = Button("meetings.mine", "all", 0, Text("button.meetings.mine"), Style.PRIMARY)
    card = Card(letter.subject, letter.body, buttons=(mine,) if letter.invitation else ())
    return Direct(open_[-1].identity, card, letter.reader, errand.nonce)
