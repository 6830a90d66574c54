"""The polls' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.joining import expiry
from bot.polls import (
    casting,
    closing,
    drafting,
    opening,
    parting,
    posting,
    reminding,
    steering,
    suggesting,
    telling,
    theming,
)
from bot.routing import AGAIN, CHAT, FACILITATOR, FRESH, MEMBER, ONCE, Duty, ErrandRoute, LongDuty, Route

COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "polls"): Route(MEMBER, casting.show),
    ("host", "poll"): Route(FACILITATOR, opening.show, FRESH),
}

BUTTONS: Mapping[str, Route] = {
    "polls.mine": Route(MEMBER, casting.listed),
    "polls.ballot": Route(MEMBER, casting.ballot),
    "polls.again": Route(MEMBER, casting.again),
    "polls.vote": Route(MEMBER, casting.vote),
    "polls.choose": Route(MEMBER, casting.open_choose),
    "polls.rank": Route(MEMBER, casting.rank),
    "polls.next": Route(MEMBER, casting.open_next),
    "polls.ranked": Route(MEMBER, casting.ranked),
    "polls.take_back": Route(MEMBER, casting.take_back),
    "polls.protected": Route(MEMBER, casting.protected),
    "polls.results": Route(MEMBER, casting.show_results),
    "polls.suggest": Route(MEMBER, suggesting.open_suggest),
    "polls.list": Route(FACILITATOR, opening.show, FRESH),
    "polls.run": Route(FACILITATOR, opening.run, FRESH),
    "polls.new": Route(FACILITATOR, opening.open_new, FRESH),
    "polls.discard": Route(FACILITATOR, opening.discard, FRESH),
    "polls.preview": Route(FACILITATOR, opening.preview, FRESH),
    "polls.preview_next": Route(FACILITATOR, opening.preview_next, FRESH),
    "polls.open": Route(FACILITATOR, opening.open_, FRESH),
    "polls.texts": Route(FACILITATOR, drafting.open_texts, FRESH),
    "polls.topics": Route(FACILITATOR, drafting.open_topics, FRESH),
    "polls.rules": Route(FACILITATOR, drafting.open_rules, FRESH),
    "polls.closes": Route(FACILITATOR, drafting.open_closing, FRESH),
    "polls.scope": Route(FACILITATOR, drafting.open_scope, FRESH),
    "polls.move": Route(FACILITATOR, steering.open_move, FRESH),
    "polls.withdraw": Route(FACILITATOR, steering.confirm_withdraw, FRESH),
    "polls.withdrawn": Route(FACILITATOR, steering.withdraw, FRESH),
    "polls.theme": Route(FACILITATOR, theming.set_theme, FRESH),
}

FORMS: Mapping[str, Route] = {
    "polls.choose": Route(MEMBER, casting.choose),
    "polls.next": Route(MEMBER, casting.next_),
    "polls.suggest": Route(MEMBER, suggesting.suggest),
    "polls.new": Route(FACILITATOR, opening.write_down, FRESH),
    "polls.texts": Route(FACILITATOR, drafting.set_texts, FRESH),
    "polls.topics": Route(FACILITATOR, drafting.add_topics, FRESH),
    "polls.rules": Route(FACILITATOR, drafting.set_rules, FRESH),
    "polls.closes": Route(FACILITATOR, drafting.set_closing, FRESH),
    "polls.scope": Route(FACILITATOR, drafting.set_scope, FRESH),
    "polls.move": Route(FACILITATOR, steering.move, FRESH),
    "polls.theme": Route(FACILITATOR, theming.choose_theme, FRESH),
}

ERRANDS: Mapping[str, ErrandRoute] = {
    # Told to the coordinators by itself: that one was deleted is no failure.
    posting.CARD: ErrandRoute(AGAIN, posting.card, posting.posted, tell=False),
    posting.NOTICE: ErrandRoute(ONCE, posting.notice),
    posting.OUTCOME: ErrandRoute(AGAIN, posting.outcome),
    telling.KIND: ErrandRoute(AGAIN, telling.letter, telling.settled, without=CHAT),
    reminding.KIND: ErrandRoute(ONCE, reminding.compose, tell=False, alike=True, without=CHAT),
}

DUTIES: tuple[Duty | LongDuty, ...] = (
    Duty("polls.part", parting.due, parting.look_after, parting.next_moment),
    Duty("polls.close", closing.due, closing.close_next, closing.next_moment),
    LongDuty("polls.tally", closing.due, closing.count_next, expiry.nothing_due),
    Duty("polls.tell", telling.due, telling.tell_next, telling.next_moment),
    Duty("polls.remind", reminding.due, reminding.write_next, reminding.next_moment),
    Duty("polls.count", posting.due, posting.count, expiry.nothing_due),
)
