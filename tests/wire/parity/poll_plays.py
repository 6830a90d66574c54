"""The scenarios of polls."""

from __future__ import annotations

from tests.wire.parity import polls
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        polls.members_vote_and_the_winner_becomes_the_theme,
        """
        command: /peer join, /peer polls, /host meeting, /host poll; button: joining.verify,
        joining.approve, joining.send, meetings.plan, meetings.publish, polls.new, polls.topics,
        polls.texts, polls.rules, polls.closes, polls.scope, polls.preview, polls.preview_next,
        polls.open, polls.ballot, polls.choose, polls.take_back, polls.protected, polls.again,
        polls.suggest, polls.run, polls.move, polls.results, polls.theme; form: joining.submit,
        joining.verify, meetings.plan, polls.new, polls.topics, polls.texts, polls.rules, polls.closes,
        polls.scope, polls.choose, polls.suggest, polls.move, polls.theme; lookup: joining.submit
        community; errand: joining.code, joining.card, joining.letter, members.admit, members.welcome,
        members.entrance, meetings.invite_letter, polls.card, polls.notice, polls.outcome,
        polls.open_letter, polls.remind, topics.told_direct
        """,
    ),
    Play(
        polls.ballots_are_pressed_and_ranked,
        """
        command: /peer join, /peer home, /peer polls, /host poll; button: joining.verify,
        joining.approve, joining.send, polls.new, polls.discard, polls.preview, polls.preview_next,
        polls.open, polls.vote, polls.mine, polls.ballot, polls.rank, polls.next, polls.ranked,
        polls.withdraw, polls.withdrawn, polls.list; form: joining.submit, joining.verify, polls.new,
        polls.next; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, polls.card, polls.notice
        """,
    ),
)
