"""One member's accounts: which there are, how to link another one, and how to part with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.chat import Button, Card, Identity, Press, Style, Text
from bot.errors import Unknown
from bot.joining.views import platform_of
from bot.members import doors, views
from bot.members.errors import AccountInUse
from bot.members.model import Account, Profile, Standing
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Reply, Say

MOST_BUTTONS = 4  # beside the one that leads back

# ---- what is done


def confirm_unlink(turn: Turn, press: Press) -> Reply:
    _, account = _other(turn, press)
    return Say(_confirm(account))


def unlink(turn: Turn, press: Press) -> Reply:
    """The account goes to somebody who has left: the door is closed, and then it is forgotten."""
    me, account = _other(turn, press)
    turn.unit.profiles.save(me)  # of two accounts that unlink each other at once, one stays
    gone = Profile(
        turn.world.entropy.identifier(), Standing.LEFT, "", "", me.reader, turn.now, left_at=turn.now
    )
    turn.unit.profiles.add(gone)
    turn.unit.profiles.save_account(replace(account, profile_id=gone.id))
    record(turn, Action.UNLINKED, me.id, detail=account.id)
    if not doors.close_for(turn, gone):
        turn.unit.profiles.forget(gone.id)
    return Say(listed(turn, me, press.person.identity))


def _other(turn: Turn, press: Press) -> tuple[Profile, Account]:
    """An account of whoever acts, and not the one they act from: so the last one stays."""
    me, account = acting(turn), turn.unit.profiles.account(press.subject)
    if account is None or account.profile_id != me.id:
        raise Unknown
    if account.identity == press.person.identity:
        raise AccountInUse
    return me, account


# ---- what is shown


def listed(turn: Turn, me: Profile, here: Identity) -> Card:
    """Numbered, so that two on one platform can be told apart."""
    accounts = turn.unit.profiles.accounts(me.id)
    lines = tuple(
        Text("members.accounts.line", {"number": number, "account": views.account(account)})
        for number, account in enumerate(accounts, 1)
    )
    alone = (Text("members.accounts.last"),) if [each.identity for each in accounts] == [here] else ()
    return Card(
        Text("members.accounts.title"),
        (lines, *alone, Text("members.accounts.how")),
        buttons=(*_unlink_buttons(accounts, here), views.button("members.home")),
    )


def _unlink_buttons(accounts: Sequence[Account], here: Identity) -> tuple[Button, ...]:
    """For each but the one from which somebody looks."""
    numbered = [(number, account) for number, account in enumerate(accounts, 1) if account.identity != here]
    return tuple(
        Button(
            "members.unlink",
            account.id,
            0,
            Text("members.accounts.unlink", {"number": number, "platform": platform_of(account)}),
        )
        for number, account in numbered[:MOST_BUTTONS]
    )


def _confirm(account: Account) -> Card:
    """What will happen, before it does."""
    done = Button("members.unlinked", account.id, 0, Text("button.members.unlinked"), Style.DANGER)
    return Card(
        Text("members.unlink.title"),
        (Text("members.unlink.body", {"platform": platform_of(account)}),),
        buttons=(done, views.button("members.link")),
    )
