"""The meetings' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.joining import expiry
from bot.meetings import (
    answering,
    choosing,
    clocks,
    feeding,
    hosting,
    inviting,
    letters,
    moving,
    places,
    placing,
    planning,
    preparing,
    rating,
    rating_by_mail,
    rearranging,
    recomputing,
    recordings,
    reminder_letters,
    reminding,
    rolls,
    unrecorded,
)
from bot.routing import AGAIN, CHAT, FACILITATOR, FRESH, MEMBER, ONCE, SAID, TOO, Duty, ErrandRoute, Route

COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "meetings"): Route(MEMBER, answering.show),
    ("peer", "calendar"): Route(MEMBER, feeding.show),
    ("peer", "reminders"): Route(MEMBER, choosing.open_form),
    ("host", "meeting"): Route(FACILITATOR, planning.show, FRESH),
    ("host", "roll"): Route(FACILITATOR, rolls.open_form, FRESH),
}

BUTTONS: Mapping[str, Route] = {
    "meetings.mine": Route(MEMBER, answering.show),
    "meetings.look": Route(MEMBER, answering.look),
    **{f"meetings.{coming}": Route(MEMBER, answer) for coming, answer in answering.ANSWERS.items()},
    **{f"meetings.why_{why}": Route(MEMBER, say) for why, say in answering.REASONS.items()},
    "meetings.wish": Route(MEMBER, answering.wish),
    "meetings.feed_new": Route(MEMBER, feeding.make),
    "meetings.feed_revoke": Route(MEMBER, feeding.revoke),
    "meetings.rate": Route(MEMBER, rating.begin),
    **{f"meetings.rate_{question}": Route(MEMBER, say) for question, say in rating.RATINGS.items()},
    "meetings.list": Route(FACILITATOR, planning.listed, FRESH),
    "meetings.run": Route(FACILITATOR, planning.run, FRESH),
    "meetings.plan": Route(FACILITATOR, planning.open_plan, FRESH),
    "meetings.publish": Route(FACILITATOR, planning.publish, FRESH),
    "meetings.discard": Route(FACILITATOR, planning.discard, FRESH),
    "meetings.move": Route(FACILITATOR, rearranging.open_move, FRESH),
    "meetings.theme": Route(FACILITATOR, rearranging.open_theme, FRESH),
    "meetings.link": Route(FACILITATOR, rearranging.open_link, FRESH),
    "meetings.hand": Route(FACILITATOR, rearranging.open_hand_over, FRESH),
    "meetings.details": Route(FACILITATOR, preparing.open_details, FRESH),
    "meetings.note": Route(FACILITATOR, preparing.open_note, FRESH),
    "meetings.recording": Route(FACILITATOR, recordings.open_recording, FRESH),
    "meetings.cancel": Route(FACILITATOR, rearranging.confirm_cancel, FRESH),
    "meetings.cancelled": Route(FACILITATOR, rearranging.cancel, FRESH),
    "meetings.roll": Route(FACILITATOR, rolls.open_form, FRESH),
}

FORMS: Mapping[str, Route] = {
    "meetings.plan": Route(FACILITATOR, planning.plan, FRESH),
    "meetings.move": Route(FACILITATOR, rearranging.move, FRESH),
    "meetings.theme": Route(FACILITATOR, rearranging.set_theme, FRESH),
    "meetings.link": Route(FACILITATOR, rearranging.set_link, FRESH),
    "meetings.hand": Route(FACILITATOR, rearranging.hand_over, FRESH),
    "meetings.recording": Route(FACILITATOR, recordings.set_recording, FRESH),
    "meetings.details": Route(FACILITATOR, preparing.set_details, FRESH),
    "meetings.note": Route(FACILITATOR, preparing.set_note, FRESH),
    "meetings.roll": Route(FACILITATOR, rolls.read, FRESH),
    "meetings.remind": Route(MEMBER, choosing.choose),
}

ERRANDS: Mapping[str, ErrandRoute] = {
    inviting.KIND: ErrandRoute(AGAIN, letters.letter, letters.settled, wanted=letters.wanted, without=CHAT),
    rating_by_mail.KIND: ErrandRoute(
        AGAIN, rating_by_mail.letter, rating_by_mail.settled, tell=False, without=CHAT
    ),
    moving.KIND: ErrandRoute(AGAIN, moving.letter, moving.settled, tell=False),
    hosting.FACILITATORS: ErrandRoute(ONCE, hosting.post, tell=False),
    hosting.MEMBERS: ErrandRoute(ONCE, hosting.ask, tell=False),
    unrecorded.KIND: ErrandRoute(ONCE, hosting.say_unrecorded),
    preparing.NOTE: ErrandRoute(ONCE, preparing.post_note),
    recordings.POST: ErrandRoute(ONCE, recordings.post),
    reminding.POST: ErrandRoute(ONCE, reminder_letters.post, tell=False),
    reminding.DIRECT: ErrandRoute(
        ONCE, reminder_letters.direct, reminder_letters.told_directly, tell=False, by_mail=TOO, without=CHAT
    ),
    places.DIRECT: ErrandRoute(ONCE, placing.direct, tell=False, by_mail=TOO),
    places.LETTER: ErrandRoute(AGAIN, placing.letter, placing.mailed, without=SAID),
    clocks.KIND: ErrandRoute(AGAIN, clocks.letter, without=CHAT),
    reminding.LETTER: ErrandRoute(
        AGAIN, reminder_letters.letter, reminder_letters.mailed, tell=False, without=CHAT
    ),
}

DUTIES: tuple[Duty, ...] = (
    Duty("meetings.recompute", recomputing.due, recomputing.recompute, expiry.nothing_due),
    Duty("meetings.invite", inviting.due, inviting.tell_next, inviting.next_moment),
    Duty("meetings.host", hosting.due, hosting.tell, hosting.next_moment),
    Duty("meetings.remind", reminding.due, reminding.write_next, reminding.next_moment),
)
