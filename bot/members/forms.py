"""The dialogs in which coordinators decide on members, as values."""

from __future__ import annotations

from bot.chat import Choice, Field, Form, Kind, Text
from bot.members.finding import REFERENCE_LIMIT
from bot.members.model import Profile, RemovedFor, SuspendedFor


def suspend(profile: Profile) -> Form:
    choices = tuple(Choice(reason.value, Text(f"members.suspended_for.{reason}")) for reason in SuspendedFor)
    return Form(
        "members.suspend",
        profile.id,
        0,
        Text("members.suspend.title"),
        (_why(choices),),
        Text("members.suspend.submit"),
    )


def remove(profile: Profile) -> Form:
    choices = tuple(Choice(reason.value, Text(f"members.removed_for.{reason}")) for reason in RemovedFor)
    return Form(
        "members.remove",
        profile.id,
        0,
        Text("members.remove.title"),
        (_why(choices),),
        Text("members.remove.submit"),
    )


def _why(choices: tuple[Choice, ...]) -> Field:
    return Field(
        "reason", Kind.CHOICE, Text("members.reason"), choices=choices, hint=Text("members.reason_hint")
    )


def merge(profile: Profile) -> Form:
    """Which other profile is the same person."""
    field = Field(
        "reference",
        Kind.LINE,
        Text("members.merge.reference"),
        limit=REFERENCE_LIMIT,
        hint=Text("members.merge.hint"),
    )
    return Form(
        "members.merge",
        profile.id,
        0,
        Text("members.merge.title"),
        (field,),
        Text("members.merge.submit"),
    )
