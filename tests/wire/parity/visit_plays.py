"""The part of the table that is about members' own pages."""

from tests.wire.parity import visits
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        visits.a_member_asks_for_a_link,
        """
        command: /peer join, /peer page, /peer data; button: joining.verify, joining.approve,
        joining.send, visits.page; form: joining.submit, joining.verify; lookup: joining.submit
        community; errand: joining.code, joining.card, joining.letter, members.admit, members.welcome,
        members.entrance, visits.letter
        """,
    ),
)
