"""Once before it closes, whoever has not voted is reminded, and no list of voters exists.

There is one errand for everybody on the roll. Whether something was sent, or there was a ballot and so
nothing to send, is settled alike; and when the poll is closed all of them are deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.chat import Button, Card, Fact, Local, Style, Text
from bot.deliveries import Direct, Letter
from bot.meetings.choices import Way
from bot.meetings.walltime import instant, local
from bot.members.model import Account, Profile
from bot.outbox import Errand
from bot.polls import telling, wording
from bot.polls.model import Poll
from bot.polls.records import Voter
from bot.ports import Turn

KIND = "polls.remind"
LONGEST_BEFORE = timedelta(days=1)
SHARE = 4  # of the time that it is open, at the end
AT_ONCE, PAGES, SEVERAL = 250, 40, 20
PACE = timedelta(seconds=0.125)  # between two readers: fewer a second than any platform takes
MORNING, NIGHT = time(8), time(21)  # the reader's
DONE = "done"

# ---- planned


def plan(turn: Turn, poll: Poll) -> None:
    """For its moment as it is now, unless it was done already."""
    if turn.unit.polls.progress(poll.id).reminding:
        return
    at = moment(poll)
    turn.unit.polls.remind(poll.id, at if at > turn.now else None, "")


def moment(poll: Poll) -> datetime:
    opened = poll.opened or poll.closes
    return poll.closes - min(LONGEST_BEFORE, (poll.closes - opened) / SHARE)


def moment_for(poll: Poll, at: datetime, zone: str) -> datetime:
    """Not in the night of whoever lives by the clocks of that zone, where their morning is early enough."""
    wall = local(at, zone)
    if MORNING <= wall.time() < NIGHT:
        return at
    day = wall.date() + timedelta(days=wall.time() >= NIGHT)
    morning = instant(datetime.combine(day, MORNING), zone)
    return morning if morning < poll.closes else at


# ---- the duty


def due(turn: Turn) -> Sequence[str]:
    """Each as often as there may be pages; what is too often does nothing."""
    return tuple(turn.unit.polls.to_remind(turn.now, SEVERAL)) * PAGES


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.polls.next_reminder()


def write_next(turn: Turn, poll_id: str) -> None:
    """The next page. A reminder that is written twice is written once."""
    poll = turn.unit.polls.get(poll_id)
    if poll is None or poll_id not in turn.unit.polls.to_remind(turn.now, SEVERAL):
        return
    count, _, after = turn.unit.polls.progress(poll_id).reminding.partition(":")
    voters = turn.unit.rolls.voters(poll_id, after, AT_ONCE) if poll.takes_ballots(turn.now) else ()
    at = moment(poll)
    for rank, voter in enumerate(voters, int(count or 0)):
        _write(turn, poll, voter, max(moment_for(poll, at, voter.zone), turn.now) + PACE * rank)
    if len(voters) < AT_ONCE:
        turn.unit.polls.remind(poll_id, None, DONE)
    else:
        further = f"{int(count or 0) + len(voters)}:{voters[-1].member}"
        turn.unit.polls.remind(poll_id, turn.now, further)


def _write(turn: Turn, poll: Poll, voter: Voter, at: datetime) -> None:
    errand_id, key = turn.world.entropy.identifier(), key_of(poll.id, voter.member)
    turn.unit.outbox.add(Errand(errand_id, KIND, poll.id, voter.member, key, "", at, turn.now))


def key_of(poll_id: str, member: str) -> str:
    return f"{KIND}:{poll_id}:{member}"


def forget(turn: Turn, poll_id: str) -> None:
    """Of nobody is kept that they were reminded or not."""
    after = ""
    while voters := turn.unit.rolls.voters(poll_id, after, AT_ONCE):
        turn.unit.outbox.forget([key_of(poll_id, voter.member) for voter in voters])
        after = voters[-1].member


# ---- composed


def compose(turn: Turn, errand: Errand) -> Direct | Letter | None:
    """Nothing for whoever has voted: that is looked at last, so that of both the same is left behind, a link
    to their page for one."""
    poll, member = turn.unit.polls.get(errand.subject), turn.unit.profiles.get(errand.recipient)
    if poll is None or member is None or not member.is_member or not _may_vote(turn, poll, member):
        return None
    reminder = _reminder(turn, errand, poll, member)
    return reminder if turn.unit.ballots.own(poll.id, member.id) is None else None


def _reminder(turn: Turn, errand: Errand, poll: Poll, member: Profile) -> Direct | Letter | None:
    """Where they were linked last, or by mail; nothing for whoever wants no reminders."""
    choice = turn.unit.reminder_choices.get(member.id)
    if choice and choice.way is Way.NONE:
        return None
    account = _reached(turn, member)
    if account and not (choice and choice.way is Way.MAIL):
        return Direct(account.identity, _card(turn, poll), member.reader, errand.nonce)
    if not member.address:
        return None
    return telling.written(turn, errand, poll, member, Text("polls.remind.body"))


def _may_vote(turn: Turn, poll: Poll, member: Profile) -> bool:
    """Whether there is still time, and they are on the roll."""
    return poll.takes_ballots(turn.now) and turn.unit.rolls.community(poll.id, member.id) is not None


def _reached(turn: Turn, member: Profile) -> Account | None:
    accounts = [each for each in turn.unit.profiles.accounts(member.id) if not each.directs_closed]
    return accounts[-1] if accounts else None


def _card(turn: Turn, poll: Poll) -> Card:
    vote = Button("polls.ballot", poll.id, 0, Text("button.polls.ballot"), Style.PRIMARY)
    return Card(
        Text("polls.remind.title"),
        (wording.title(poll), Text("polls.remind.body")),
        (
            Fact(Text("polls.fact.closes"), poll.closes),
            Fact(Text("polls.fact.theirs"), Local(poll.closes, turn.world.network.zone)),
        ),
        (vote,),
    )
