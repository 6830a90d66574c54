"""Whoever suggested a theme is told what became of it: in their chat, where they were linked last, or by mail
where no message arrives. Nobody else is told whose theme it was: neither by what fails, nor by what is noted
of an account at such a moment.
"""

from __future__ import annotations

from bot.chat import Button, Card, Text, Value
from bot.deliveries import Direct, Letter
from bot.members import reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn
from bot.topics.model import State, Topic
from bot.visits import by_letter

DIRECT, LETTER = "topics.told_direct", "topics.told_letter"
MERGED, PARTED, SPLIT, ANSWERED, CHOSEN = "merged", "parted", "split", "answered", "chosen"
WHAT = (MERGED, PARTED, SPLIT, ANSWERED, CHOSEN)


def tell(turn: Turn, topic: Topic, what: str) -> None:
    """Once of each change; nobody, when whoever brought it has left."""
    if topic.proposer:
        _write(turn, DIRECT, topic.id, topic.proposer, f"{what}:{topic.id}:{topic.revision}")


def _write(turn: Turn, kind: str, topic_id: str, member: str, change: str) -> None:
    errand_id, order = turn.world.entropy.identifier(), f"topics:{topic_id}"
    turn.unit.outbox.add(
        Errand(errand_id, kind, topic_id, member, f"{kind}:{change}", order, turn.now, turn.now)
    )


def direct(turn: Turn, errand: Errand) -> Direct | Letter | None:
    found, accounts = _for(turn, errand), turn.unit.profiles.accounts(errand.recipient)
    if found is None or not accounts:
        return letter(turn, errand)
    topic, member, what = found
    show = Button("topics.look", topic.id, 0, Text("button.topics.look"))
    card = Card(_title(what), _body(turn, topic, what), buttons=(show,))
    return Direct(accounts[-1].identity, card, member.reader, errand.nonce)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    found = _for(turn, errand)
    if found is None or not found[1].address:
        return None
    topic, member, what = found
    mine = by_letter.mine(turn, member)
    how = Text("topics.told.how_page", {"mine": mine}) if mine else Text("topics.told.how")
    body = (*_body(turn, topic, what), how)
    return Letter(errand.key, member.address, member.name, member.reader, _title(what), body)


def told(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """A mail, where the message did not arrive."""
    if turn.unit.profiles.accounts(errand.recipient):
        if outcome.result in (Result.NEVER, Result.ELSEWHERE):
            change = errand.key.removeprefix(f"{DIRECT}:")
            _write(turn, LETTER, errand.subject, errand.recipient, change)
    else:
        mailed(turn, errand, outcome)


def mailed(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    member = turn.unit.profiles.get(errand.recipient)
    if member:
        reverifying.refused_by(turn, member, outcome)


def _for(turn: Turn, errand: Errand) -> tuple[Topic, Profile, str] | None:
    """As long as it is so, and theirs."""
    topic, what = turn.unit.topics.get(errand.subject), errand.key.split(":")[1]
    member = (
        turn.unit.profiles.get(errand.recipient) if topic and topic.proposer == errand.recipient else None
    )
    if topic is None or member is None or not member.is_member or not _is_so(turn, topic, what):
        return None
    return topic, member, what


def _is_so(turn: Turn, topic: Topic, what: str) -> bool:
    root = turn.unit.topics.get(topic.root)
    match what:
        case "merged":
            return topic.state is State.MERGED
        case "answered":
            return topic.answer is not None
        case "chosen":
            return root is not None and root.state is State.CHOSEN
        case _:
            return topic.state is not State.MERGED


def _title(what: str) -> Text:
    return Text(f"topics.told.{what}")


def _body(turn: Turn, topic: Topic, what: str) -> tuple[Value, ...]:
    into = turn.unit.topics.get(topic.into) if topic.into else None
    said: tuple[Value, ...] = (Text("topics.told.yours", {"title": topic.title}),)
    if into:
        said = (*said, Text("topics.told.into", {"title": into.title}))
    if what == ANSWERED and topic.answer:
        state = Text("topics.told.state", {"state": Text(f"topics.state.{topic.state}")})
        said = (*said, Text("topics.card.answer"), topic.answer, state)
    return (*said, Text(f"topics.told.{what}.body"))
