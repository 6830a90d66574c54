"""What people do about themselves: look, change language and time zone, leave."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Press, Reader, Role, Submission
from bot.joining import views as joining
from bot.members import leaving, views
from bot.members.model import Standing
from bot.members.who import acquainted, acting, known
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def home(turn: Turn, _event: Command | Press) -> Reply:
    """The panel: a member's, the state of a request, or the way in."""
    profile = known(turn)
    if profile and Role.MEMBER in turn.roles:
        return Say(views.home(turn, profile))
    if profile and profile.standing is Standing.SUSPENDED:
        return Say(views.suspended(turn, profile))
    request = turn.unit.requests.open_of(profile.id) if profile else None
    return Say(joining.status(turn, request) if request else views.outside(turn))


def language(turn: Turn, command: Command) -> Reply:
    """`/peer language fr` at once, `/peer language` by a form."""
    chosen = command.argument.strip().lower()[:2]
    if chosen in views.LANGUAGES:
        return _set(turn, command, Reader(chosen, turn.reader.zone))
    return Ask(views.language_form(turn.reader))


def open_language(turn: Turn, _press: Press) -> Reply:
    return Ask(views.language_form(turn.reader))


def set_language(turn: Turn, submission: Submission) -> Reply:
    values = check(views.language_form(turn.reader), submission.values)
    return _set(turn, submission, Reader(str(values["language"]), str(values["zone"])))


def _set(turn: Turn, event: Command | Submission, reader: Reader) -> Reply:
    profile = acquainted(turn, event.person)
    turn.unit.profiles.save(replace(profile, reader=reader))
    return Say(views.language_set(reader), reader)


def help_(turn: Turn, _event: Command) -> Reply:
    return Say(views.help_(turn))


def host_help(turn: Turn, _event: Command) -> Reply:
    return Say(views.host_help(turn))


def confirm_leave(turn: Turn, _event: Command | Press) -> Reply:
    return Say(views.confirm_leave(turn, acting(turn)))


def leave(turn: Turn, _press: Press) -> Reply:
    profile = acting(turn)
    record(turn, Action.LEFT, profile.id)
    leaving.part(turn, profile)
    return Say(views.left(turn))
