"""A member suggests a theme.

Where it is like some that stand already, it is written down as a draft that nobody else sees, and they are
asked whether they would rather support one of those. A member has one draft, and some that are open.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import check
from bot.chat import Card, Command, Press, Submission, Text
from bot.errors import Unknown
from bot.members.model import Profile
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say
from bot.topics import finding, forms, views
from bot.topics.errors import TooManyTopics
from bot.topics.likeness import same, similar
from bot.topics.model import OWN_LIMIT, STANDING, State, Topic

COMPARED = 300  # the most supported ones, and of those with as few the newest


def begin(turn: Turn, event: Command | Press) -> Reply:
    """`/peer topic`, with a title behind it or without."""
    _leave_room(turn.unit.topics.of(acting(turn).id))
    return Ask(forms.suggest(turn, event.argument if isinstance(event, Command) else ""))


def submit(turn: Turn, submission: Submission) -> Reply:
    """It stands there at once, unless it is like others."""
    me, topic = acting(turn), _read(turn, submission)
    turn.unit.profiles.save(me)  # of two suggestions at once, the second sees the first
    own = turn.unit.topics.of(me.id)
    if there := [each for each in own if each.is_standing and same(each.title, topic.title)]:
        return Say(finding.card(turn, there[0], me.id, Text("topics.said.already")))
    _leave_room(own)
    _drop_drafts(turn, own)
    if others := similar(topic.title, topic.tags, turn.unit.topics.listed(STANDING, 0, COMPARED)):
        turn.unit.topics.add(topic)
        return Say(views.alike(topic, others))
    posted = topic.posted(turn.now)
    turn.unit.topics.add(posted)
    return Say(_stands(turn, posted, me))


def post(turn: Turn, press: Press) -> Reply:
    """Although there are some that are like it; pressed again, it is shown as it stands."""
    me, topic = acting(turn), turn.unit.topics.get(press.subject)
    if topic is None or topic.proposer != me.id:
        raise Unknown
    if topic.state is not State.DRAFT:
        return Replace(finding.card(turn, topic, me.id))
    turn.unit.profiles.save(me)
    _leave_room(turn.unit.topics.of(me.id))
    posted = topic.posted(turn.now)
    if not turn.unit.topics.save(posted):
        raise Unknown
    return Replace(_stands(turn, posted, me))


def support_instead(turn: Turn, press: Press) -> Reply:
    """One that stood there already: their own is not needed any more."""
    me, other = acting(turn), finding.root_of(turn, finding.by_id(turn, press.subject))
    _drop_drafts(turn, turn.unit.topics.of(me.id))
    if other.is_standing:
        turn.unit.topics.support(other.id, me.id)
    now = finding.by_id(turn, other.id)
    return Replace(finding.card(turn, now, me.id, *_thanks(turn, now, me)))


def _thanks(turn: Turn, topic: Topic, me: Profile) -> tuple[Text, ...]:
    return (Text("topics.said.supported"),) if turn.unit.topics.supports(topic.id, me.id) else ()


def _read(turn: Turn, submission: Submission) -> Topic:
    answers = check(forms.suggest(turn), submission.values)
    return Topic(
        id=turn.world.entropy.identifier(),
        title=str(answers["title"]),
        language=str(answers["language"]),
        proposer=acting(turn).id,
        created=turn.now,
        touched=turn.now,
        why=str(answers["why"]),
        tags=tuple(answers.get("tags", ())),
        shown=answers["shown"] == forms.YES,
        state=State.DRAFT,
    )


def _stands(turn: Turn, posted: Topic, me: Profile) -> Card:
    """Whoever brings one supports it."""
    turn.unit.topics.support(posted.id, me.id)
    now = finding.by_id(turn, posted.id)
    return finding.card(turn, now, me.id, Text("topics.said.posted"))


def _leave_room(own: Sequence[Topic]) -> None:
    standing = [topic for topic in own if topic.is_standing]
    if len(standing) >= OWN_LIMIT:
        raise TooManyTopics(card=views.too_many(standing), n=len(standing))


def _drop_drafts(turn: Turn, own: Sequence[Topic]) -> None:
    for topic in own:
        if topic.state is State.DRAFT:
            turn.unit.topics.drop(topic.id)
