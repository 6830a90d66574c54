"""The topics' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routing import AGAIN, FACILITATOR, FRESH, MEMBER, ONCE, QUIETLY, SAID, Duty, ErrandRoute, Route
from bot.topics import hosting, merging, suggesting, supporting, telling, tidying

COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "topic"): Route(MEMBER, suggesting.begin),
    ("peer", "topics"): Route(MEMBER, supporting.show),
    ("host", "themes"): Route(FACILITATOR, hosting.show, FRESH),
}

BUTTONS: Mapping[str, Route] = {
    "topics.suggest": Route(MEMBER, suggesting.begin),
    "topics.post": Route(MEMBER, suggesting.post),
    "topics.instead": Route(MEMBER, suggesting.support_instead),
    "topics.list": Route(MEMBER, supporting.listed),
    "topics.look": Route(MEMBER, supporting.look),
    "topics.support": Route(MEMBER, supporting.support),
    "topics.withdraw": Route(MEMBER, supporting.withdraw),
    "topics.take_back": Route(MEMBER, supporting.confirm_take_back),
    "topics.taken_back": Route(MEMBER, supporting.take_back),
    "topics.all": Route(FACILITATOR, hosting.listed, FRESH),
    "topics.run": Route(FACILITATOR, hosting.run, FRESH),
    "topics.shortlist": Route(FACILITATOR, hosting.shortlist, FRESH),
    "topics.unlist": Route(FACILITATOR, hosting.unlist, FRESH),
    "topics.reopen": Route(FACILITATOR, hosting.reopen, FRESH),
    "topics.merge": Route(FACILITATOR, merging.open_merge, FRESH),
    "topics.part": Route(FACILITATOR, merging.open_part, FRESH),
    "topics.split": Route(FACILITATOR, merging.open_split, FRESH),
    "topics.park": Route(FACILITATOR, hosting.open_park, FRESH),
    "topics.answer": Route(FACILITATOR, hosting.open_answer, FRESH),
}

FORMS: Mapping[str, Route] = {
    "topics.suggest": Route(MEMBER, suggesting.submit),
    "topics.merge": Route(FACILITATOR, merging.merge, FRESH),
    "topics.part": Route(FACILITATOR, merging.part, FRESH),
    "topics.split": Route(FACILITATOR, merging.split, FRESH),
    "topics.park": Route(FACILITATOR, hosting.park, FRESH),
    "topics.answer": Route(FACILITATOR, hosting.answer, FRESH),
}

ERRANDS: Mapping[str, ErrandRoute] = {
    telling.DIRECT: ErrandRoute(
        ONCE, telling.direct, telling.told, tell=False, by_mail=QUIETLY, without=SAID
    ),
    telling.LETTER: ErrandRoute(AGAIN, telling.letter, telling.mailed, tell=False, without=SAID),
}

DUTIES: tuple[Duty, ...] = (Duty("topics.tidy", tidying.due, tidying.tidy, tidying.next_moment),)
