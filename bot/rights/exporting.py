"""All that is held about somebody is handed over to them: by a link that is good once, where there is a page
to open; by a letter to their own mailbox otherwise."""

from __future__ import annotations

from datetime import timedelta

from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Fact, Link, Press, Text
from bot.deliveries import Attached, Letter
from bot.members.model import Profile, Standing
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.rights import pages
from bot.rights.document import NAME, document
from bot.rights.errors import NoWayOut
from bot.rights.notice import button
from bot.rights.ports import Purpose
from bot.rights.whose import own

KIND = "rights.export_letter"
MINUTES = 15

# ---- asked for


def export(turn: Turn, press: Press) -> Reply:
    me = own(turn, press)
    return hand_over(turn, me) if me else Say(pages.nothing(turn))


def hand_over(turn: Turn, me: Profile) -> Reply:
    """The link replaces any earlier one; whoever asks twice by mail within an hour gets one letter."""
    if turn.world.network.address:
        return Say(_linked(turn, me))
    if not me.address:
        raise NoWayOut
    post(turn, me)
    masked = turn.world.addresses.read(me.address).masked
    return Say(Card(Text("rights.export.title"), (Text("rights.export.mailed", {"address": masked}),)))


def _linked(turn: Turn, me: Profile) -> Card:
    token = turn.world.entropy.identifier()
    turn.unit.tickets.keep(me.id, Purpose.DOWNLOAD, token, turn.now + timedelta(minutes=MINUTES))
    link = Link(f"{turn.world.network.address}/download/{token}")
    return Card(
        Text("rights.export.title"),
        (Text("rights.export.linked", {"n": MINUTES}), Text("rights.export.yours")),
        (Fact(Text("rights.export.link"), link),),
        (button("rights.data"),),
    )


def post(turn: Turn, me: Profile) -> None:
    """By a letter."""
    key = f"{KIND}:{me.id}:{turn.now:%Y%m%dT%H}"
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(Errand(errand_id, KIND, me.id, me.id, key, "", turn.now, turn.now))


# ---- handed over


def download(turn: Turn, token: str) -> bytes | None:
    """The file, once; None for a link that was used, is over, or never was."""
    person = turn.unit.tickets.take(Purpose.DOWNLOAD, token, turn.now)
    profile = turn.unit.profiles.get(person) if person else None
    if profile is None or profile.standing is Standing.LEFT:
        return None
    record(turn, Action.DATA_TAKEN, profile.id, actor=profile.id)
    return document(turn, profile.id)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """With the file, and what of it can be read at once."""
    profile = turn.unit.profiles.get(errand.recipient)
    if profile is None or profile.standing is Standing.LEFT or not profile.address:
        return None
    card = pages.person(turn, profile)
    facts = tuple(Text("rights.fact.line", {"label": fact.label, "value": fact.value}) for fact in card.facts)
    return Letter(
        errand.key,
        profile.address,
        profile.name,
        profile.reader,
        card.title,
        (Text("rights.export.attached"), facts, *card.body[1:]),
        attached=Attached(NAME, document(turn, profile.id)),
    )


def mailed(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """The audit says that it went out."""
    if outcome.result is Result.DELIVERED:
        record(turn, Action.DATA_TAKEN, errand.recipient, actor=errand.recipient)
