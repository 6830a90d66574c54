"""The table of contents: every command, button, form, look-up, errand and duty, one line each, with the role
it needs. `FRESH` ones decide something for others: the adapter reads the person's roles anew for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot import oversight, pausing, retrying, setback, undelivered
from bot.chat import Choice, Command, Event, Press
from bot.communities import contents as communities
from bot.communities import refreshing
from bot.joining import actions as asking
from bot.joining import (
    approving,
    assigning,
    attesting,
    changed,
    changing,
    confirming,
    correcting,
    deciding,
    desk,
    digest,
    expiry,
    history,
    linking,
    lookup,
    meant,
    notices,
    pending,
    reminders,
    revealing,
    several,
    vouching,
)
from bot.joining import errands as joining
from bot.meetings import contents as meetings
from bot.members import accounts, entrance, kept_here, purging, reverify_errands, reverifying, still, telling
from bot.members import actions as members
from bot.members import desk as membership
from bot.members import errands as doors
from bot.outbox import Errand
from bot.polls import contents as polls
from bot.ports import Turn, World
from bot.questions import contents as questions
from bot.replies import Reply
from bot.rights import contents as rights
from bot.routing import (
    AGAIN,
    ANYONE,
    COORDINATOR,
    FACILITATOR,
    FRESH,
    INSTEAD,
    MEMBER,
    NOT,
    ONCE,
    SAID,
    TOO,
    Duty,
    ErrandRoute,
    LongDuty,
    Route,
)
from bot.topics import contents as topics
from bot.visits import contents as visits
from bot.webinars import contents as webinars


def _told(notice: notices.Notice) -> dict[str, ErrandRoute]:
    """A notice to the applicant, by mail and in their chat."""
    return {
        f"joining.{notice.name}_letter": ErrandRoute(AGAIN, notice.letter, reverifying.refused),
        f"joining.{notice.name}_direct": ErrandRoute(ONCE, notice.direct, tell=False, by_mail=TOO),
    }


def _knowing_kinds(act: Callable[[Turn, Any, retrying.Kinds], Reply]) -> Callable[[Turn, Any], Reply]:
    """For what is about errands of any kind."""
    return lambda turn, event: act(turn, event, ERRANDS)


COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "home"): Route(ANYONE, members.home),
    ("peer", "join"): Route(ANYONE, asking.begin),
    ("peer", "verify"): Route(ANYONE, asking.open_verify),
    ("peer", "status"): Route(ANYONE, asking.status),
    ("peer", "withdraw"): Route(ANYONE, asking.confirm_withdraw),
    ("peer", "change"): Route(MEMBER, changing.begin),
    ("peer", "link"): Route(ANYONE, linking.begin),
    ("peer", "language"): Route(ANYONE, members.language),
    ("peer", "leave"): Route(MEMBER, members.confirm_leave),
    ("peer", "help"): Route(ANYONE, members.help_),
    ("host", "members"): Route(COORDINATOR, membership.search, FRESH),
    ("host", "member"): Route(COORDINATOR, membership.show, FRESH),
    **communities.COMMANDS,
    ("host", "pending"): Route(COORDINATOR, pending.pending, FRESH),
    ("host", "history"): Route(COORDINATOR, history.history, FRESH),
    ("host", "help"): Route(FACILITATOR, members.host_help, FRESH),
    ("host", "pause"): Route(COORDINATOR, pausing.confirm, FRESH),
    ("host", "resume"): Route(COORDINATOR, pausing.resume, FRESH),
    ("host", "welcome"): Route(COORDINATOR, entrance.again, FRESH),
    ("host", "undelivered"): Route(COORDINATOR, _knowing_kinds(retrying.show), FRESH),
    **meetings.COMMANDS,
    **polls.COMMANDS,
    **topics.COMMANDS,
    **questions.COMMANDS,
    **rights.COMMANDS,
    **visits.COMMANDS,
}

DEFAULT = {"peer": "home", "host": "pending"}  # what a root alone means

BUTTONS: Mapping[str, Route] = {
    "joining.begin": Route(ANYONE, asking.begin),
    "joining.verify": Route(ANYONE, asking.open_verify),
    "joining.resend": Route(ANYONE, asking.resend),
    "joining.insist": Route(ANYONE, asking.insist),
    "joining.status": Route(ANYONE, asking.status),
    "joining.meant": Route(ANYONE, meant.mean),
    "joining.not_listed": Route(ANYONE, meant.not_listed),
    "joining.answer": Route(ANYONE, asking.open_answer),
    "joining.withdraw": Route(ANYONE, asking.confirm_withdraw),
    "joining.withdrawn": Route(ANYONE, asking.withdraw),
    "joining.approve": Route(COORDINATOR, approving.approve, FRESH),
    "joining.ask": Route(COORDINATOR, desk.open_ask, FRESH),
    "joining.decline": Route(COORDINATOR, desk.open_decline, FRESH),
    "joining.assign": Route(COORDINATOR, desk.assign, FRESH),
    "joining.correct": Route(COORDINATOR, correcting.open_correct, FRESH),
    "joining.attest": Route(COORDINATOR, attesting.open_attest, FRESH),
    "joining.reveal": Route(COORDINATOR, revealing.reveal, FRESH),
    "joining.ask_vouch": Route(COORDINATOR, vouching.open_form, FRESH),
    "joining.vouch_show": Route(MEMBER, vouching.show),
    "joining.vouch_yes": Route(MEMBER, vouching.say_yes),
    "joining.vouch_no": Route(MEMBER, vouching.say_no),
    "joining.undo": Route(COORDINATOR, desk.undo, FRESH),
    "joining.confirm_domain": Route(COORDINATOR, confirming.confirm, FRESH),
    **communities.BUTTONS,
    "joining.send": Route(COORDINATOR, desk.send, FRESH),
    "joining.pending": Route(COORDINATOR, pending.pending, FRESH),
    "joining.several": Route(COORDINATOR, several.open_several, FRESH),
    "joining.show": Route(COORDINATOR, desk.show, FRESH),
    "members.home": Route(ANYONE, members.home),
    "members.language": Route(ANYONE, members.open_language),
    "members.still": Route(MEMBER, still.still),
    "members.vouched_still": Route(COORDINATOR, still.vouched_still, FRESH),
    "members.show": Route(COORDINATOR, membership.show_card, FRESH),
    "members.leave": Route(MEMBER, members.confirm_leave),
    "members.left": Route(MEMBER, members.leave),
    "members.change": Route(MEMBER, changing.begin),
    "joining.link": Route(ANYONE, linking.begin),
    "members.link": Route(ANYONE, linking.begin),
    "members.unlink": Route(MEMBER, accounts.confirm_unlink),
    "members.unlinked": Route(MEMBER, accounts.unlink),
    "members.reveal": Route(COORDINATOR, membership.reveal, FRESH),
    "members.suspend": Route(COORDINATOR, membership.open_suspend, FRESH),
    "members.reinstate": Route(COORDINATOR, membership.reinstate, FRESH),
    "members.remove": Route(COORDINATOR, membership.open_remove, FRESH),
    "members.merge": Route(COORDINATOR, membership.open_merge, FRESH),
    "members.merged": Route(COORDINATOR, membership.merge, FRESH),
    "switch.pause": Route(COORDINATOR, pausing.pause, FRESH),
    "switch.resume": Route(COORDINATOR, pausing.resume, FRESH),
    "undelivered.show": Route(COORDINATOR, _knowing_kinds(retrying.show), FRESH),
    "undelivered.open": Route(COORDINATOR, _knowing_kinds(retrying.open_form), FRESH),
    **meetings.BUTTONS,
    **polls.BUTTONS,
    **topics.BUTTONS,
    **questions.BUTTONS,
    **rights.BUTTONS,
    **visits.BUTTONS,
    **webinars.BUTTONS,
}

FORMS: Mapping[str, Route] = {
    "joining.submit": Route(ANYONE, asking.submit),
    "joining.verify": Route(ANYONE, asking.verify),
    "joining.answer": Route(ANYONE, asking.answer),
    "joining.overrule": Route(COORDINATOR, approving.overrule, FRESH),
    "joining.attest": Route(COORDINATOR, attesting.attest, FRESH),
    "joining.ask": Route(COORDINATOR, desk.ask, FRESH),
    "joining.decline": Route(COORDINATOR, desk.decline, FRESH),
    "joining.correct": Route(COORDINATOR, correcting.correct, FRESH),
    "joining.ask_vouch": Route(COORDINATOR, vouching.ask, FRESH),
    "joining.undo": Route(COORDINATOR, desk.reopen, FRESH),
    "joining.several": Route(COORDINATOR, several.decide_several, FRESH),
    "members.language": Route(ANYONE, members.set_language),
    "joining.change": Route(MEMBER, changing.submit),
    "joining.link": Route(ANYONE, linking.submit),
    "members.suspend": Route(COORDINATOR, membership.suspend, FRESH),
    "members.remove": Route(COORDINATOR, membership.remove, FRESH),
    "members.merge": Route(COORDINATOR, membership.choose_merge, FRESH),
    "undelivered.retry": Route(COORDINATOR, _knowing_kinds(retrying.submit), FRESH),
    **communities.FORMS,
    **meetings.FORMS,
    **polls.FORMS,
    **topics.FORMS,
    **questions.FORMS,
    **webinars.FORMS,
}

LOOKUPS: Mapping[tuple[str, str], Callable[[World, str, str], tuple[Choice, ...]]] = {
    ("joining.submit", "community"): lookup.find_communities,
    ("joining.correct", "community"): lookup.find_communities,
    ("joining.change", "community"): lookup.find_communities,
}

ERRANDS: Mapping[str, ErrandRoute] = {
    "joining.code": ErrandRoute(
        AGAIN, joining.code, joining.code_lost, tell=False, wanted=joining.code_wanted
    ),
    "joining.code_lost_direct": ErrandRoute(ONCE, joining.code_lost_direct, tell=False, by_mail=NOT),
    "joining.card": ErrandRoute(AGAIN, joining.card, joining.card_posted),
    **_told(notices.QUESTION),
    **_told(notices.SILENCE),
    **_told(notices.DECLINED),
    **_told(notices.REOPENED),
    **_told(notices.LATE),
    **_told(notices.CLOSED),
    **{f"joining.{step}": ErrandRoute(ONCE, nudge, tell=False) for step, nudge in reminders.COMPOSED.items()},
    "joining.assigned_direct": ErrandRoute(ONCE, assigning.direct, tell=False, by_mail=INSTEAD),
    "joining.assigned_letter": ErrandRoute(AGAIN, assigning.letter, without=SAID),
    # No letter goes with it: the coordinators wait for an answer.
    "joining.vouch_direct": ErrandRoute(ONCE, vouching.direct, by_mail=INSTEAD),
    "joining.vouch_letter": ErrandRoute(AGAIN, vouching.letter, without=SAID),
    "joining.letter": ErrandRoute(AGAIN, joining.letter, reverifying.refused),
    "members.admit": ErrandRoute(AGAIN, doors.admit, doors.admitted),
    "members.welcome": ErrandRoute(ONCE, doors.welcome, tell=False, by_mail=TOO),
    # Told to the coordinators by itself: that one was deleted is no failure.
    entrance.KIND: ErrandRoute(AGAIN, entrance.compose, entrance.posted, tell=False),
    kept_here.KIND: ErrandRoute(AGAIN, kept_here.compose, kept_here.posted, tell=False),
    "members.dismiss": ErrandRoute(AGAIN, doors.dismiss, doors.dismissed),
    "joining.changed_letter": ErrandRoute(AGAIN, changed.letter, reverifying.refused),
    "joining.changed_direct": ErrandRoute(ONCE, changed.direct, tell=False, by_mail=TOO),
    # A mailbox that was lost is what many changes are about: that it is gone is no news.
    "joining.changed_former_letter": ErrandRoute(AGAIN, changed.former_letter, tell=False),
    "members.suspended_letter": ErrandRoute(AGAIN, telling.letter),
    "members.suspended_direct": ErrandRoute(ONCE, telling.direct, tell=False, by_mail=TOO),
    "members.removed_letter": ErrandRoute(AGAIN, telling.letter),
    "members.removed_direct": ErrandRoute(ONCE, telling.direct, tell=False, by_mail=TOO),
    "members.reinstated_letter": ErrandRoute(AGAIN, telling.letter, reverifying.refused),
    "members.reinstated_direct": ErrandRoute(ONCE, telling.direct, tell=False, by_mail=TOO),
    "members.reverify_letter": ErrandRoute(AGAIN, reverify_errands.letter, reverifying.refused, without=SAID),
    "members.reverify_direct": ErrandRoute(ONCE, reverify_errands.direct, tell=False, by_mail=TOO),
    "members.reminder_letter": ErrandRoute(AGAIN, reverify_errands.letter, reverifying.refused, without=SAID),
    "members.reminder_direct": ErrandRoute(ONCE, reverify_errands.direct, tell=False, by_mail=TOO),
    "members.unanswered": ErrandRoute(AGAIN, reverify_errands.unanswered, reverify_errands.posted),
    "members.unanswered_over": ErrandRoute(
        AGAIN, reverify_errands.over, reverify_errands.taken_down, tell=False
    ),
    digest.KIND: ErrandRoute(ONCE, digest.compose, tell=False),
    "desk.undelivered": ErrandRoute(AGAIN, undelivered.compose, tell=False),
    oversight.KIND: ErrandRoute(AGAIN, oversight.compose, tell=False),
    **meetings.ERRANDS,
    **polls.ERRANDS,
    **topics.ERRANDS,
    **questions.ERRANDS,
    **rights.ERRANDS,
    **visits.ERRANDS,
    **webinars.ERRANDS,
}

DUTIES: tuple[Duty | LongDuty, ...] = (
    Duty("clock.set_right", expiry.everything, setback.set_right, expiry.nothing_due),
    Duty("registry.refresh", refreshing.due, refreshing.refresh, expiry.nothing_due),
    Duty("joining.expire", expiry.unverified, expiry.expire, expiry.next_expiry),
    Duty("joining.remind", reminders.due, reminders.remind, deciding.next_moment),
    Duty("joining.send", deciding.due, deciding.send_held, deciding.next_moment),
    Duty("members.reverify", reverifying.due, reverifying.reverify, reverifying.next_moment),
    *meetings.DUTIES,
    *polls.DUTIES,
    *topics.DUTIES,
    *questions.DUTIES,
    *webinars.DUTIES,
    Duty("desk.digest", digest.due, digest.announce, digest.next_digest),
    Duty("members.purge", purging.due, purging.forget, expiry.nothing_due),
    Duty("outbox.prune", expiry.everything, expiry.prune, expiry.nothing_due),
)


def errand(kind: str) -> ErrandRoute:
    """The route of an errand's kind. One that a later version wrote is tried again, as long as any errand
    is, so that a step back of some hours loses nothing."""
    return ERRANDS.get(kind, ErrandRoute(AGAIN, _of_another_version, tell=False))


def _of_another_version(_turn: Turn, errand: Errand) -> None:
    raise LookupError(errand.kind)


def find(event: Event) -> Route | None:
    """The route of an event; None for what none of our screens could have produced."""
    if isinstance(event, Command):
        return COMMANDS.get((event.root, event.name or DEFAULT.get(event.root, "")))
    return (BUTTONS if isinstance(event, Press) else FORMS).get(event.action)
