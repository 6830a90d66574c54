"""`/peer reminders`: where a member wants to be reminded, and of what."""

from __future__ import annotations

from bot.answers import check
from bot.chat import Card, Choice, Command, Field, Form, Kind, Press, Submission, Text
from bot.errors import Invalid
from bot.meetings import reminders, reminding
from bot.meetings.choices import BY_ITSELF, ReminderChoice, Way
from bot.meetings.reminders import Step
from bot.members.views import SELF
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def open_form(turn: Turn, _event: Command | Press) -> Reply:
    return Ask(_form(turn, _as_it_is(turn, acting(turn).id)))


def _as_it_is(turn: Turn, member: str) -> ReminderChoice:
    """As they have chosen so far; when they have not, nothing beside the room that they see, or the mail that
    comes by itself."""
    if chosen := turn.unit.reminder_choices.get(member):
        return chosen
    if turn.unit.profiles.accounts(member):
        return ReminderChoice(member, Way.NONE)
    return ReminderChoice(member, Way.MAIL, BY_ITSELF)


def choose(turn: Turn, submission: Submission) -> Reply:
    values = check(_form(turn, ReminderChoice("", Way.NONE)), submission.values)
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


def _form(turn: Turn, now: ReminderChoice) -> Form:
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
                value=now.way.value,
            ),
            Field(
                "steps",
                Kind.CHOICES,
                Text("meetings.remind.which"),
                required=False,
                choices=tuple(Choice(step.value, Text(f"meetings.remind.step.{step}")) for step in own),
                chosen=tuple(step.value for step in now.steps),
            ),
        ),
        Text("meetings.change.submit"),
    )
