"""What coordinators see of the switch, and what they do with it."""

from __future__ import annotations

from bot import switch
from bot.chat import Button, Card, Command, Press, Style, Text, Value
from bot.joining.history import who
from bot.marks import RESUMED, Mark
from bot.members.who import coordinating
from bot.ports import Turn
from bot.replies import Replace, Reply, Say

ALL = "all"  # the subject of both buttons: there is one switch


def confirm(turn: Turn, _command: Command) -> Reply:
    """What a pause would do, before it does; or how long it has lasted."""
    since = switch.paused(turn.unit)
    return Say(_paused(turn, since) if since else _question())


def pause(turn: Turn, press: Press) -> Reply:
    """Whoever comes second sees who was first."""
    switch.pause(turn, coordinating(turn, press.person).id)
    return Replace(_state(turn))


def resume(turn: Turn, event: Command | Press) -> Reply:
    """What was kept goes out."""
    since = switch.paused(turn.unit)
    resumed = switch.resume(turn, coordinating(turn, event.person).id)
    card = _resumed(since) if since and resumed else _state(turn)
    return Replace(card) if isinstance(event, Press) else Say(card)


# ---- cards


def _state(turn: Turn) -> Card:
    since = switch.paused(turn.unit)
    return _paused(turn, since) if since else _running(turn)


def _question() -> Card:
    body = (Text("switch.question.body"), Text("switch.question.meanwhile"))
    return Card(Text("switch.question.title"), body, buttons=(_button("switch.pause", Style.DANGER),))


def _paused(turn: Turn, since: Mark) -> Card:
    body = (Text("switch.paused.body", _by(turn, since)), Text("switch.paused.kept"))
    return Card(Text("switch.paused.title"), body, buttons=(_button("switch.resume", Style.PRIMARY),))


def _resumed(since: Mark) -> Card:
    return Card(Text("switch.resumed.title"), (Text("switch.resumed.body", {"when": since.at}),))


def _running(turn: Turn) -> Card:
    resumed = turn.unit.marks.get(RESUMED)
    last = (Text("switch.running.last", _by(turn, resumed)),) if resumed else ()
    return Card(Text("switch.running.title"), (Text("switch.running.body"), *last))


def _by(turn: Turn, mark: Mark) -> dict[str, Value]:
    return {"when": mark.at, "who": who(turn, mark.actor)}


def _button(action: str, style: Style) -> Button:
    return Button(action, ALL, 0, Text(f"button.{action}"), style)
