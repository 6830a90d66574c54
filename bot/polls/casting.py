"""Members vote, change and withdraw their ballot.

The transaction of a vote writes the ballot's row and nothing else: no line of the audit, no errand, no count.
So nothing here may change anything but the box. The answer to a first vote, a change and a second press is
the same.
"""

from __future__ import annotations

from bot.answers import check
from bot.chat import Card, Command, Local, Press, Submission, Text
from bot.errors import Invalid, Malformed
from bot.members.who import acting
from bot.polls import ballot_forms, ballot_views, finding, listing, ranking, results
from bot.polls.errors import NoSuchOption, NotOnRoll, PollClosed, PollNotOpen, PollWithdrawn, TooOften
from bot.polls.model import Ballot, Choice, Method, Poll, Stage
from bot.polls.moments import moment_of
from bot.polls.ports import BoxClosed
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

# ---- looking


def show(turn: Turn, event: Command | Press) -> Reply:
    """`/peer polls`: the ballot, where one poll alone is open for them; else the list."""
    running = [poll for poll in _in(turn, Stage.OPEN) if poll.takes_ballots(turn.now)]
    mine = [poll for poll in running if turn.unit.rolls.community(poll.id, acting(turn).id) is not None]
    if len(running) == len(mine) == 1:
        return Say(_card(turn, mine[0]))
    return listed(turn, event)


def listed(turn: Turn, _event: Command | Press) -> Reply:
    """Those that are open, and what came of the latest."""
    running = [poll for poll in _in(turn, Stage.OPEN) if poll.takes_ballots(turn.now)]
    return Say(listing.listed(running, _in(turn, Stage.CLOSED)))


def _in(turn: Turn, stage: Stage) -> list[Poll]:
    return list(turn.unit.polls.in_stages((stage,), listing.LISTED))


def ballot(turn: Turn, press: Press) -> Reply:
    """From a card that hangs in a room: alone for whoever presses."""
    return Say(_card(turn, votable(turn, press.subject)))


def again(turn: Turn, press: Press) -> Reply:
    """From the ballot itself."""
    return Replace(_card(turn, votable(turn, press.subject)))


def protected(turn: Turn, press: Press) -> Reply:
    return Replace(ballot_views.protected(finding.by_id(turn, press.subject)))


def show_results(turn: Turn, press: Press) -> Reply:
    """What came of it, and for a ranking each two of its options."""
    poll = finding.by_id(turn, press.subject)
    totals = results.totals_of(turn, poll)
    if totals is None:
        raise PollNotOpen
    return Say(results.in_full(turn, poll, totals))


def _card(turn: Turn, poll: Poll) -> Card:
    return ballot_views.ballot(turn, poll, turn.unit.ballots.own(poll.id, acting(turn).id))


# ---- voting


def vote(turn: Turn, press: Press) -> Reply:
    """One of few: the option is the revision of the button."""
    return Replace(_cast(turn, press, votable(turn, press.subject), (press.revision,)))


def open_choose(turn: Turn, press: Press) -> Reply:
    poll = votable(turn, press.subject)
    own = turn.unit.ballots.own(poll.id, acting(turn).id)
    return Ask(ballot_forms.choose(poll, own.choice if own else ()))


def choose(turn: Turn, submission: Submission) -> Reply:
    """Several, or one of many."""
    poll = votable(turn, submission.subject)
    if poll.method is Method.RANKED:
        raise Malformed
    answer = check(ballot_forms.choose(poll), submission.values)["options"]
    chosen = (answer,) if isinstance(answer, str) else answer
    if poll.limit and len(chosen) > poll.limit:
        raise Invalid({"options": Text("polls.choose.many", {"n": poll.limit})})
    return Say(_cast(turn, submission, poll, tuple(map(int, chosen))))


def rank(turn: Turn, press: Press) -> Reply:
    """What was picked before is in the button's subject, what is picked now in its revision."""
    poll, picked = _picked(turn, press.subject)
    return Replace(ranking.ranked(turn, poll, _possible(turn, poll, (*picked, press.revision))))


def open_next(turn: Turn, press: Press) -> Reply:
    poll, picked = _picked(turn, press.subject)
    if len(picked) == len(poll.options):
        raise NoSuchOption(card=_card(turn, poll))
    return Ask(ranking.following(poll, picked))


def next_(turn: Turn, submission: Submission) -> Reply:
    poll, picked = _picked(turn, submission.subject)
    answer = str(check(ranking.following(poll, picked), submission.values)["option"])
    return Say(ranking.ranked(turn, poll, _possible(turn, poll, (*picked, int(answer)))))


def ranked(turn: Turn, press: Press) -> Reply:
    """As it was picked, as far as it was."""
    poll, picked = _picked(turn, press.subject)
    return Replace(_cast(turn, press, poll, picked))


def take_back(turn: Turn, press: Press) -> Reply:
    """Whether or not there was one."""
    poll = votable(turn, press.subject)
    _at_its_pace(turn)
    try:
        withdrawn = turn.unit.ballots.withdraw(poll.id, acting(turn).id, moment_of(turn, press))
    except BoxClosed:
        raise _closed(turn, poll) from None
    return Replace(ballot_views.taken_back(turn, poll) if withdrawn else _card(turn, poll))


def _cast(turn: Turn, event: Press | Submission, poll: Poll, choice: Choice) -> Card:
    """Where one of a later moment is in the box, as when an older press comes late, it is shown instead;
    unless it says the same, as that of a second press does which came first."""
    chosen, me = poll.as_cast(_possible(turn, poll, choice)), acting(turn)
    _at_its_pace(turn)
    community = turn.unit.rolls.community(poll.id, me.id) or ""
    try:
        is_in = turn.unit.ballots.cast(poll.id, me.id, Ballot(chosen, community, moment_of(turn, event)))
    except BoxClosed:
        raise _closed(turn, poll) from None
    own = None if is_in else turn.unit.ballots.own(poll.id, me.id)
    if is_in or (own and own.choice == chosen):
        return ballot_views.cast(turn, poll, chosen)
    return _card(turn, poll)


def _at_its_pace(turn: Turn) -> None:
    """A script changes its mind more often than a person."""
    if not turn.world.votes.allows(acting(turn).id, turn.now):
        raise TooOften


# ---- whether it can be


def votable(turn: Turn, poll_id: str) -> Poll:
    """Open at this moment, by the one clock, for whoever acts."""
    poll = finding.by_id(turn, poll_id)
    if poll.stage is Stage.WITHDRAWN:
        raise PollWithdrawn
    if poll.stage is Stage.DRAFT:
        raise PollNotOpen
    if not poll.takes_ballots(turn.now):
        raise _closed(turn, poll)
    if turn.unit.rolls.community(poll.id, acting(turn).id) is None:
        raise NotOnRoll
    return poll


def _closed(turn: Turn, poll: Poll) -> PollClosed:
    totals = results.totals_of(turn, poll)
    shown = results.card(turn, poll, totals) if totals else None
    return PollClosed(card=shown, when=Local(poll.closes, turn.world.network.zone))


def _picked(turn: Turn, subject: str) -> tuple[Poll, Choice]:
    """The poll, and what was picked so far: that travels through other hands, and so is checked."""
    poll_id, _, digits = subject.partition("-")
    poll = votable(turn, poll_id)
    try:
        picked = tuple(bytes.fromhex(digits))
    except ValueError:
        raise Malformed from None
    if poll.method is not Method.RANKED:
        raise Malformed
    return poll, _possible(turn, poll, picked) if picked else ()


def _possible(turn: Turn, poll: Poll, choice: Choice) -> Choice:
    if not poll.takes(choice):
        raise NoSuchOption(card=_card(turn, poll))
    return choice
