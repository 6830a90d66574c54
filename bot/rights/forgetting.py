"""Somebody asks to be forgotten, whoever they are to the network: a look at what goes and what stays, then
all of it at once, and a receipt.

What has to be told to a platform or a calendar first is an errand like any other; until it is done nobody
is shown anything of them, and nothing is done with it but that.
"""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Command, Fact, Press, Style, Text
from bot.deliveries import Letter
from bot.members import leaving, parting
from bot.members.model import Profile, Standing
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.rights import pages
from bot.rights.notice import button
from bot.rights.whose import own
from bot.webinars import parting as guests

KIND = "rights.forgotten_letter"
CODE = 12  # characters of a receipt: 60 random bits
IN_GROUPS = 4


def preview(turn: Turn, event: Command | Press) -> Reply:
    """What goes, and what stays and why."""
    me = own(turn, event)
    return Say(effects(turn, me) if me else pages.nothing(turn))


def effects(turn: Turn, me: Profile) -> Card:
    goes = (Text("rights.forget.person"), *_at_stake(turn, me))
    stays = (Text("rights.forget.audit"), Text("rights.forget.backups"), Text("rights.forget.elsewhere"))
    return Card(
        Text("rights.forget.title"),
        (
            Text("rights.forget.goes"),
            goes,
            Text("rights.forget.stays"),
            stays,
            Text("rights.forget.receipt" if me.address else "rights.forget.receipt_here"),
        ),
        buttons=(button("rights.forgotten", Style.DANGER), button("rights.data"), button("rights.privacy")),
    )


def _at_stake(turn: Turn, me: Profile) -> list[Text]:
    """What is under way at this moment, and ends."""
    request = turn.unit.requests.open_of(me.id)
    ends = [Text("rights.forget.membership")] if me.standing in (Standing.MEMBER, Standing.SUSPENDED) else []
    ends += [Text("rights.forget.removal")] if me.standing is Standing.REMOVED else []
    ends += [Text("rights.forget.request", {"reference": request.reference})] if request else []
    ends += [Text("rights.forget.meetings")] if turn.unit.seats.ahead(me.id, turn.now) else []
    ends += [Text("rights.forget.ballots")] if me.is_member and turn.unit.polls.next_closing() else []
    ends += [Text("members.leave.topics")] if turn.unit.topics.of(me.id) else []
    ends += [Text("rights.forget.webinars")] if guests.of(turn, me.address) else []
    return ends


def forget(turn: Turn, press: Press) -> Reply:
    """All of it in one transaction; whoever presses twice is nobody by then."""
    me = own(turn, press)
    if me is None:
        return Say(pages.nothing(turn))
    receipt = part(turn, me)
    told = Text("rights.forgotten.mailed") if me.address else Text("rights.forgotten.here")
    facts = (
        Fact(Text("rights.forgotten.code"), shown(receipt)),
        Fact(Text("rights.forgotten.when"), turn.now),
    )
    return Say(Card(Text("rights.forgotten.title"), (Text("rights.forgotten.body"), told), facts))


def part(turn: Turn, me: Profile) -> str:
    """The id of the audit line, whose beginning is the receipt."""
    receipt = record(turn, Action.FORGOTTEN, me.id, actor=me.id)
    if me.address:
        key, errand_id = f"{KIND}:{receipt}", turn.world.entropy.identifier()
        turn.unit.outbox.add(Errand(errand_id, KIND, receipt, me.id, key, "", turn.now, turn.now))
    guests.forget(turn, me.address)
    leaving.part(turn, me, receipt if me.address else "")
    return receipt


def shown(receipt: str) -> str:
    """Easy to copy and to read aloud."""
    code = receipt[:CODE].upper()
    return "-".join(code[at : at + IN_GROUPS] for at in range(0, CODE, IN_GROUPS))


# ---- the letter


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """To the address that is forgotten as soon as this has gone out."""
    gone = turn.unit.profiles.get(errand.recipient)
    if gone is None or gone.receipt != errand.subject or not gone.address:
        return None
    body = (
        Text("rights.forgotten.letter", {"network": turn.world.network.name, "when": errand.written}),
        Text("rights.forgotten.keep", {"code": shown(errand.subject)}),
        Text("rights.forgotten.address"),
    )
    return Letter(errand.key, gone.address, "", gone.reader, Text("rights.forgotten.title"), body)


def settled(turn: Turn, errand: Errand, _outcome: Outcome) -> None:
    """Whatever became of it: the address goes too."""
    gone = turn.unit.profiles.get(errand.recipient)
    if gone and gone.receipt == errand.subject:
        turn.unit.profiles.save(replace(gone, receipt=""))
        parting.forget_if_gone(turn, gone.id)
