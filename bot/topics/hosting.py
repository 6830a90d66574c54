"""Facilitators look at what members suggest, by support; shortlist it, park it, answer it with a word.

Each change is of the theme as it was shown, and stands in the audit under whoever made it; never whose the
theme is.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Command, Form, Person, Press, Submission, Text, Value
from bot.errors import Invalid, Stale
from bot.members.who import acquainted
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say
from bot.topics import finding, forms, host_views, telling
from bot.topics.model import STANDING, State, Topic

LISTED = (*STANDING, State.PARKED, State.CHOSEN)

# ---- looking


def show(turn: Turn, command: Command) -> Reply:
    """`/host themes`: all of them; with a reference, that one."""
    if command.argument.strip():
        topic = finding.root_of(turn, finding.by_reference(turn, command.argument))
        return Say(card(turn, topic))
    return listed(turn, command)


def listed(turn: Turn, event: Command | Press) -> Reply:
    skip = event.revision if isinstance(event, Press) else 0
    found = turn.unit.topics.listed(LISTED, skip, host_views.PAGE + 1)
    return Say(host_views.listed(found[: host_views.PAGE], skip, more=len(found) > host_views.PAGE))


def run(turn: Turn, press: Press) -> Reply:
    """One of them, with what may be done about it."""
    return Say(card(turn, finding.root_of(turn, finding.by_id(turn, press.subject))))


def card(turn: Turn, topic: Topic, *said: Value) -> Card:
    return host_views.card(turn, topic, turn.unit.topics.merged_into(topic.id), *said)


# ---- where it stands


def _moves(change: Callable[[Turn, Topic], Topic], *states: State) -> Callable[[Turn, Press], Reply]:
    """With a press, from any of these states."""

    def move(turn: Turn, press: Press) -> Reply:
        topic = changeable(turn, press, *states)
        saved = save(turn, press.person, change(turn, topic), topic.state)
        return Replace(card(turn, saved))

    return move


shortlist = _moves(lambda turn, topic: topic.shortlisted(turn.now), State.OPEN)
unlist = _moves(lambda turn, topic: topic.reopened(turn.now), State.SHORTLISTED)
reopen = _moves(lambda turn, topic: topic.reopened(turn.now), State.PARKED)


def open_park(turn: Turn, press: Press) -> Reply:
    return Ask(forms.park(changeable(turn, press, *STANDING)))


def park(turn: Turn, submission: Submission) -> Reply:
    """Not now, and why: whoever suggested it is told."""
    topic = changeable(turn, submission, *STANDING)
    english, french = _words(forms.park(topic), submission)
    return _answered(turn, submission, topic, topic.parked(turn.now, english, french))


def open_answer(turn: Turn, press: Press) -> Reply:
    return Ask(forms.answer(changeable(turn, press, *LISTED)))


def answer(turn: Turn, submission: Submission) -> Reply:
    """For all members to read; whoever suggested it is told."""
    topic = changeable(turn, submission, *LISTED)
    english, french = _words(forms.answer(topic), submission)
    return _answered(turn, submission, topic, topic.answered(turn.now, english, french))


def _answered(turn: Turn, submission: Submission, before: Topic, topic: Topic) -> Reply:
    saved = save(turn, submission.person, topic, before.state, "answered")
    telling.tell(turn, saved, telling.ANSWERED)
    return Say(card(turn, saved, Text("topics.host.told")))


def _words(form: Form, submission: Submission) -> tuple[str, str]:
    """In one language at least."""
    answers = check(form, submission.values)
    if not any(answers.values()):
        raise Invalid({"en": Text("topics.answer.empty")})
    return str(answers["en"]), str(answers["fr"])


# ---- what is still as it was shown


def changeable(turn: Turn, event: Press | Submission, *states: State) -> Topic:
    """In one of these states, and not changed since."""
    topic = finding.by_id(turn, event.subject)
    if topic.state not in states or topic.revision != event.revision:
        raise Stale(card=card(turn, finding.root_of(turn, topic)))
    return topic


def save(turn: Turn, person: Person, topic: Topic, before: State, what: str = "", detail: str = "") -> Topic:
    """Of two who change it at the same moment, the second sees what the first has done."""
    me = acquainted(turn, person)
    if not turn.unit.topics.save(topic):
        raise Stale(card=card(turn, finding.root_of(turn, finding.by_id(turn, topic.id))))
    reason = what or f"{before}_{topic.state}"
    record(turn, Action.TOPIC_CHANGED, topic.id, actor=me.id, reason=reason, detail=detail)
    return finding.by_id(turn, topic.id)
