"""Mail is stopped and resumed, at once: also for letters that wait already, which are looked at when they go
out. The membership stays what it is."""

from __future__ import annotations

from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Command, Press, Text, Value
from bot.meetings import inviting
from bot.members import consenting, views
from bot.members.consents import Way
from bot.members.model import Profile
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.rights import pages
from bot.rights.notice import button
from bot.rights.whose import own

VERSION = "2026-11-mail"  # of the text rights.mail.on
OFF = ("off", "stop", "non", "arrêt", "arret", "arrêter")
ON = ("on", "oui", "yes", "reprendre")

# ---- asked in a chat


def mail(turn: Turn, event: Command) -> Reply:
    """`/peer mail off` and `on` at once; `/peer mail` says how it stands."""
    me = own(turn, event, *OFF, *ON)
    said = event.argument.strip().lower()
    if me is None:
        return Say(pages.nothing(turn))
    platform = event.person.identity.platform
    if said in OFF:
        return Say(stopped(turn, stop(turn, me, Way.COMMAND, platform)))
    if said in ON:
        return Say(resumed(turn, resume(turn, me, Way.COMMAND, platform)))
    return Say(_standing(turn, me))


def off(turn: Turn, press: Press) -> Reply:
    me = own(turn, press)
    if me is None:
        return Say(pages.nothing(turn))
    return Say(stopped(turn, stop(turn, me, Way.COMMAND, press.person.identity.platform)))


def on(turn: Turn, press: Press) -> Reply:
    me = own(turn, press)
    if me is None:
        return Say(pages.nothing(turn))
    return Say(resumed(turn, resume(turn, me, Way.COMMAND, press.person.identity.platform)))


# ---- done


def stop(turn: Turn, me: Profile, way: Way, platform: str = "") -> Profile:
    """Twice is once."""
    if me.mail_off:
        return me
    stopped = me.stop_mail()
    turn.unit.profiles.save(stopped)
    consenting.note(turn, stopped, way, platform)
    record(turn, Action.MAIL_STOPPED, me.id, actor=me.id, reason=way)
    return stopped


def resume(turn: Turn, me: Profile, way: Way, platform: str = "") -> Profile:
    """By a text of its own; what is ahead comes to their calendar."""
    if me.mail_consent and not me.mail_off:
        return me
    resumed = me.consent(VERSION, turn.now)
    turn.unit.profiles.save(resumed)
    consenting.note(turn, resumed, way, platform)
    record(turn, Action.MAIL_RESUMED, me.id, actor=me.id, reason=way)
    if me.is_member and me.mail_off:
        inviting.invite(turn, resumed)
    return resumed


def stop_by(turn: Turn, member: str, way: Way) -> None:
    """Who holds one of their letters says so; nothing for whoever is not known (any more)."""
    profile = turn.unit.profiles.get(member)
    if profile and profile.address:
        stop(turn, profile, way)


def resume_by(turn: Turn, member: str, way: Way) -> None:
    """Likewise."""
    profile = turn.unit.profiles.get(member)
    if profile and profile.address:
        resume(turn, profile, way)


# ---- said


def stopped(turn: Turn, me: Profile) -> Card:
    """What still comes, and what does not: in their chat, or not at all."""
    return Card(
        Text("rights.mail.stopped"),
        (*_without(turn, me), Text("rights.mail.still"), Text("rights.mail.membership")),
        buttons=(button("rights.mail_on"),),
    )


def resumed(turn: Turn, _me: Profile) -> Card:
    return Card(
        Text("rights.mail.resumed"),
        (Text("rights.mail.on", {"network": turn.world.network.name}),),
        buttons=(button("rights.mail_off"),),
    )


def _standing(turn: Turn, me: Profile) -> Card:
    if me.mail_off:
        return stopped(turn, me)
    return Card(
        Text("rights.mail.title"),
        (views.mail(me), Text("rights.mail.choice"), *_without(turn, me)),
        buttons=(button("rights.mail_off"), button("rights.mail_on")),
    )


def _without(turn: Turn, me: Profile) -> tuple[Value, ...]:
    """What is missed without mail, by those whom a chat reaches and by those whom none does."""
    if turn.unit.profiles.accounts(me.id):
        return (Text("rights.mail.in_chat"),)
    return (Text("rights.mail.missed"),)
