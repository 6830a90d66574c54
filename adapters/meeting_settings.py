"""What the settings say about meetings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode

from adapters.settings_values import Meetings, Words
from bot.chat import Named
from bot.meetings.reminders import Step


def _days(written: object) -> frozenset[date]:
    try:
        return frozenset(date.fromisoformat(each.strip()) for each in str(written).split(","))
    except ValueError:
        raise ValueError("must be days such as 2027-07-01, parted by commas") from None


def _reminders(written: object) -> tuple[str, ...]:
    named = {each.strip().lower() for each in str(written).split(",")}
    if named == {"none"}:
        return ()
    if not named <= {step.value for step in Step}:
        raise ValueError("must be some of week,day,hour, or none")
    return tuple(step.value for step in Step if step in named)


Days = Annotated[frozenset[date], NoDecode, BeforeValidator(_days)]
Reminders = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_reminders)]


class MeetingSettings(BaseSettings):
    """In both languages, what people read; the English stands for both where there is no French."""

    meetings: Meetings = Field(
        (), description="when meetings are that are planned elsewhere, in the network's zone"
    )
    holidays: Days = Field(frozenset(), description="days that are pointed out when a meeting is planned")
    reminders: Reminders = Field(
        tuple(step.value for step in Step), description="how long before a meeting people are reminded of it"
    )
    link_hours: int = Field(
        0,
        ge=0,
        le=720,
        description="hours before a meeting from which its link is shown; 0 for at once",
    )
    conduct: Words | None = Field(None, description="how people treat each other, for every invitation")
    conduct_fr: Words | None = Field(None, description="the same in French")
    acknowledgement: Words | None = Field(
        None, description="the acknowledgement of the lands, for every invitation"
    )
    acknowledgement_fr: Words | None = Field(None, description="the same in French")


def in_both(english: str | None, french: str | None) -> Named | None:
    one, other = english or french, french or english
    return Named(one, other) if one and other else None
