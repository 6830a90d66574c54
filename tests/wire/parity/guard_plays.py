"""The table of scenarios about unrecorded meetings, each with all that it uses."""

from tests.wire.parity import guard
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        guard.a_coordinator_reveals_very_many_addresses,
        """
        command: /peer join; button: joining.verify, joining.approve, joining.send, joining.reveal; form:
        joining.submit, joining.verify; lookup: joining.submit community; errand: joining.code,
        joining.card, joining.letter, members.admit, members.welcome, members.entrance, desk.oversight
        """,
    ),
    Play(
        guard.a_meeting_is_kept_from_being_recorded,
        """
        command: /peer join, /host meeting, /host roll; button: joining.verify, joining.approve,
        joining.send, meetings.plan, meetings.publish, meetings.roll; form: joining.submit,
        joining.verify, meetings.plan, meetings.roll; lookup: joining.submit community; errand:
        joining.code, joining.card, joining.letter, members.admit, members.welcome, members.entrance,
        meetings.invite_letter, meetings.hosts, meetings.remind, meetings.unrecorded_post
        """,
    ),
    Play(
        guard.what_is_kept_hangs_in_the_members_room,
        """
        command: /peer join; button: joining.verify, joining.approve, joining.send; form: joining.submit,
        joining.verify; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, members.kept_here
        """,
    ),
    Play(
        guard.a_meeting_is_asked_without_names,
        """
        command: /peer join, /peer question, /peer meetings, /host meeting, /host questions; button:
        joining.verify, joining.approve, joining.send, meetings.plan, meetings.publish, questions.ask,
        questions.look, questions.answered, questions.aside, questions.open, questions.list; form:
        joining.submit, joining.verify, meetings.plan, questions.ask; lookup: joining.submit community;
        errand: joining.code, joining.card, joining.letter, members.admit, members.welcome,
        members.entrance, meetings.invite_letter, meetings.hosts, meetings.remind,
        meetings.rate_post, meetings.receipt_post
        """,
    ),
)
