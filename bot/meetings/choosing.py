"""`/peer reminders`: where a member wants to be reminded, and of what."""

from __future__ import annotations

from bot.answers import check
from bot.chat import Card, Choice, Command, Field, Form, Kind, Press, Submission, Text
from bot.errors import Invalid
from bot.meetings import reminders, reminding
from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.reminders import Step
from bot.members.views import SELF
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def open_form(turn: Turn, _event: Command | Press) -> Reply:
    """As they have chosen so far; nothing beside the room, when they have not."""
    chosen = turn.unit.reminder_choices.get(acting(turn).id)
    return Ask(_form(turn, chosen.way if chosen else Way.NONE))


def choose(turn: Turn, submission: Submission) -> Reply:
    values = check(_form(turn, Way.NONE), submission.values)
    way, steps = Way(str(values["way"])), tuple(Step(each) for each in values["steps"])
    if way is not Way.NONE and not steps:
        raise Invalid({"steps": Text("answers.required")})
    me = acting(turn)
    choice = ReminderChoice(me.id, way, () if way is Way.NONE else steps)
    turn.unit.reminder_choices.keep(choice)
    reminding.catch_up(turn, choice, me.reader.zone)
    lines = tuple(Text(f"meetings.remind.step.{step}") for step in steps)
    said = Text(f"meetings.remind.set.{way}")
    return Say(Card(Text("meetings.remind.set"), (said,) if way is Way.NONE else (said, lines)))


def _form(turn: Turn, way: Way) -> Form:
    own = reminders.steps(turn.world.network.reminders)
    return Form(
        "meetings.remind",
        SELF,
        0,
        Text("meetings.remind.title"),
        (
            Field(
                "way",
                Kind.CHOICE,
                Text("meetings.remind.where"),
                choices=tuple(Choice(each.value, Text(f"meetings.remind.way.{each}")) for each in Way),
                value=way.value,
            ),
            Field(
                "steps",
                Kind.CHOICES,
                Text("meetings.remind.which"),
                required=False,
                choices=tuple(Choice(step.value, Text(f"meetings.remind.step.{step}")) for step in own),
            ),
        ),
        Text("meetings.change.submit"),
    )
