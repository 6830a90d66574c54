"""Members see what was suggested, support it, withdraw that, and take back what they brought."""

from __future__ import annotations

from bot.chat import Command, Press, Text
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Replace, Reply, Say
from bot.topics import finding, parting, views
from bot.topics.errors import NotYourTopic, TopicSettled
from bot.topics.model import SETTLED, STANDING, Topic

# ---- looking


def show(turn: Turn, command: Command) -> Reply:
    """`/peer topics`: all of them; with a reference, that one."""
    if command.argument.strip():
        topic = finding.root_of(turn, finding.by_reference(turn, command.argument))
        return Say(finding.card(turn, topic, acting(turn).id))
    return listed(turn, command)


def listed(turn: Turn, event: Command | Press) -> Reply:
    """A page: the shortlist, what is open by support, then what was decided about others."""
    skip = event.revision if isinstance(event, Press) else 0
    found = turn.unit.topics.listed((*STANDING, *SETTLED), skip, views.PAGE + 1)
    mine = turn.unit.topics.supported(acting(turn).id)
    return Say(views.listed(found[: views.PAGE], mine, skip, more=len(found) > views.PAGE))


def look(turn: Turn, press: Press) -> Reply:
    """One of them; of what was merged, where it went."""
    topic = finding.root_of(turn, finding.by_id(turn, press.subject))
    return Say(finding.card(turn, topic, acting(turn).id))


# ---- supporting


def support(turn: Turn, press: Press) -> Reply:
    """What was merged meanwhile is supported where it went."""
    me, topic = acting(turn), finding.root_of(turn, finding.by_id(turn, press.subject))
    if not topic.is_standing:
        raise TopicSettled(card=finding.card(turn, topic, me.id))
    turn.unit.topics.support(topic.id, me.id)
    return _shown(turn, topic, me.id, "supported")


def withdraw(turn: Turn, press: Press) -> Reply:
    """At any time, also what was decided."""
    me, topic = acting(turn), finding.root_of(turn, finding.by_id(turn, press.subject))
    turn.unit.topics.withdraw(topic.id, me.id)
    return _shown(turn, topic, me.id, "withdrawn")


def _shown(turn: Turn, topic: Topic, me: str, said: str) -> Reply:
    return Replace(finding.card(turn, finding.by_id(turn, topic.id), me, Text(f"topics.said.{said}")))


# ---- taking back


def confirm_take_back(turn: Turn, press: Press) -> Reply:
    topic = _own(turn, press)
    others, in_hand = parting.others(turn, topic, acting(turn).id), parting.is_in_hand(turn, topic)
    return Replace(views.confirm_take_back(topic, others, in_hand=in_hand))


def take_back(turn: Turn, press: Press) -> Reply:
    """What others support stays, and is nobody's from now on."""
    topic = _own(turn, press)
    parting.let_go(turn, topic, acting(turn).id)
    return Replace(views.taken_back())


def _own(turn: Turn, press: Press) -> Topic:
    me, topic = acting(turn), finding.by_id(turn, press.subject)
    if topic.proposer != me.id:
        raise NotYourTopic(card=finding.card(turn, topic, me.id))
    return topic
