"""The table of scenarios, each with all that it uses: what is written here is compared with what was done."""

from tests.wire.parity import (
    discord_alone,
    guard_plays,
    meetings,
    naming_plays,
    polls,
    rights_plays,
    scenarios,
    topics,
    visit_plays,
)
from tests.wire.parity.play import Play

PLAYS = (
    Play(
        scenarios.a_newcomer_is_let_in,
        """
        command: /peer verify, /peer status; button: joining.begin, joining.resend, joining.approve,
        joining.assign, joining.reveal, joining.send, members.home; form: joining.submit,
        joining.verify; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance
        """,
    ),
    Play(
        scenarios.a_newcomer_thinks_better_of_it,
        """
        command: /peer home, /peer join, /peer withdraw, /peer help; button: joining.insist,
        joining.status, joining.withdraw, joining.withdrawn; form: joining.submit; lookup:
        joining.submit community; errand: joining.code, members.entrance
        """,
    ),
    Play(
        scenarios.somebody_is_asked_more_and_declined,
        """
        command: /peer join, /host history; button: joining.verify, joining.answer, joining.ask,
        joining.decline, joining.undo, joining.send; form: joining.submit, joining.verify,
        joining.answer, joining.ask, joining.decline, joining.undo; lookup: joining.submit community;
        errand: joining.code, joining.card, joining.question_letter, joining.question_direct,
        joining.declined_letter, joining.declined_direct, joining.reopened_letter,
        joining.reopened_direct, members.entrance
        """,
    ),
    Play(
        scenarios.what_waits_is_seen_and_decided_together,
        """
        command: /peer join, /host pending; button: joining.verify, joining.assign, joining.pending,
        joining.several, joining.show; form: joining.submit, joining.verify, joining.several; lookup:
        joining.submit community; errand: joining.code, joining.card, joining.assignee,
        joining.assigned_direct, members.entrance, desk.digest
        """,
    ),
    Play(
        scenarios.evidence_is_gathered,
        """
        command: /peer home, /peer join, /host community; button: joining.verify, joining.approve,
        joining.correct, joining.attest, joining.ask_vouch, joining.vouch_show, joining.vouch_yes,
        joining.vouch_no, joining.confirm_domain, communities.confirm, communities.revoke,
        communities.revoked, joining.send; form: joining.submit, joining.verify, joining.attest,
        joining.correct, joining.ask_vouch; lookup: joining.submit community, joining.correct community;
        errand: joining.code, joining.card, joining.vouch_direct, joining.letter, members.admit,
        members.welcome, members.entrance
        """,
    ),
    Play(
        scenarios.an_unknown_mailbox_is_approved_on_a_ground,
        """
        command: /peer join; button: joining.verify, joining.approve, joining.send; form:
        joining.submit, joining.verify, joining.overrule; lookup: joining.submit community; errand:
        joining.code, joining.card, members.admit, members.welcome, members.entrance,
        members.reverify_direct, desk.undelivered
        """,
    ),
    Play(
        scenarios.a_member_looks_after_what_is_known_of_them,
        """
        command: /peer home, /peer join, /peer change, /peer link, /peer language, /peer leave; button:
        joining.verify, joining.approve, joining.send, members.language, members.leave, members.left,
        members.change, joining.link, members.link, members.unlink, members.unlinked; form:
        joining.submit, joining.verify, members.language, joining.change, joining.link; lookup:
        joining.submit community, joining.change community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, members.dismiss,
        joining.changed_letter, joining.changed_former_letter
        """,
    ),
    Play(
        scenarios.members_are_asked_whether_they_still_work_there,
        """
        command: /peer join; button: joining.verify, joining.approve, joining.send, members.still,
        members.vouched_still, members.show; form: joining.submit, joining.verify; lookup:
        joining.submit community; errand: joining.code, joining.card, joining.letter, members.admit,
        members.welcome, members.entrance, members.reverify_letter, members.reverify_direct,
        members.reminder_letter, members.reminder_direct, members.unanswered, members.unanswered_over
        """,
    ),
    Play(
        scenarios.coordinators_look_after_members,
        """
        command: /peer join, /host members, /host member, /host help; button: joining.verify,
        joining.approve, joining.send, members.reveal, members.suspend, members.reinstate,
        members.remove, members.merge, members.merged; form: joining.submit, joining.verify,
        members.suspend, members.remove, members.merge; lookup: joining.submit community; errand:
        joining.code, joining.card, joining.letter, members.admit, members.welcome, members.entrance,
        members.dismiss, members.suspended_letter, members.suspended_direct, members.removed_letter,
        members.removed_direct, members.reinstated_letter, members.reinstated_direct
        """,
    ),
    Play(
        scenarios.what_goes_out_is_watched,
        """
        command: /peer join, /host pause, /host resume, /host welcome, /host undelivered; button:
        switch.pause, switch.resume, undelivered.show, undelivered.open; form: joining.submit,
        undelivered.retry; lookup: joining.submit community; errand: joining.code,
        joining.code_lost_direct, members.entrance
        """,
    ),
    Play(
        scenarios.promises_are_kept_in_mind,
        """
        command: /peer join; button: joining.verify, joining.ask; form: joining.submit, joining.verify,
        joining.ask; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.question_letter, joining.question_direct, joining.silence_letter,
        joining.silence_direct, joining.late_letter, joining.late_direct, joining.closed_letter,
        joining.closed_direct, joining.nudge, joining.assignee, joining.everyone, joining.broken,
        members.entrance, desk.digest
        """,
    ),
    Play(
        scenarios.a_member_goes_to_another_employer,
        """
        command: /peer join, /peer change; button: joining.verify, joining.approve, joining.send; form:
        joining.submit, joining.verify, joining.change; lookup: joining.submit community, joining.change
        community; errand: joining.code, joining.card, joining.letter, members.admit, members.welcome,
        members.entrance, joining.changed_letter, joining.changed_direct, joining.changed_former_letter
        """,
    ),
    Play(
        scenarios.a_code_comes_back,
        """
        command: /peer join; form: joining.submit; lookup: joining.submit community; errand:
        joining.code_lost_direct, members.entrance
        """,
    ),
    Play(
        meetings.members_answer_their_invitations,
        """
        command: /peer home, /peer join, /peer meetings, /host meeting; button: joining.verify,
        joining.approve, joining.send, meetings.plan, meetings.publish, meetings.mine, meetings.look,
        meetings.going, meetings.maybe, meetings.no, meetings.why_time, meetings.why_workload,
        meetings.why_theme, meetings.why_language, meetings.wish; form: joining.submit, joining.verify,
        meetings.plan; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, meetings.invite_letter
        """,
    ),
    Play(
        meetings.a_meeting_is_changed_and_called_off,
        """
        command: /peer join, /host meeting; button: joining.verify, joining.approve, joining.send,
        meetings.plan, meetings.publish, meetings.discard, meetings.run, meetings.move, meetings.theme,
        meetings.link, meetings.hand, meetings.details, meetings.note, meetings.cancel,
        meetings.cancelled, meetings.list; form: joining.submit, joining.verify, meetings.plan,
        meetings.move, meetings.theme, meetings.link, meetings.hand, meetings.details, meetings.note;
        lookup: joining.submit community; errand: joining.code, joining.card, joining.letter,
        members.admit, members.welcome, members.entrance, meetings.invite_letter, meetings.note_post
        """,
    ),
    Play(
        meetings.members_are_reminded_as_they_wish,
        """
        command: /peer join, /peer reminders, /peer calendar, /host meeting; button: joining.verify,
        joining.approve, joining.send, meetings.plan, meetings.publish, meetings.going,
        meetings.feed_new, meetings.feed_revoke; form: joining.submit, joining.verify, meetings.plan,
        meetings.remind; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, meetings.invite_letter,
        meetings.remind, meetings.remind_direct, meetings.remind_letter, meetings.hosts,
        meetings.clock_letter
        """,
    ),
    Play(
        meetings.it_is_asked_how_a_webinar_was,
        """
        command: /peer join, /host meeting; button: joining.verify, joining.approve, joining.send,
        meetings.plan, meetings.publish, meetings.rate, meetings.rate_informed,
        meetings.rate_motivated, meetings.rate_together, meetings.recording; form: joining.submit,
        joining.verify, meetings.plan, meetings.recording; lookup: joining.submit community; errand:
        joining.code, joining.card, joining.letter, members.admit, members.welcome, members.entrance,
        meetings.invite_letter, meetings.remind, meetings.hosts, meetings.rate_post, meetings.receipt_post,
        meetings.rate_letter, meetings.recording_post
        """,
    ),
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
    Play(
        meetings.a_workshop_has_so_many_places,
        """
        command: /peer join, /peer change, /peer meetings, /host meeting; button: joining.verify,
        joining.approve, joining.send, meetings.plan, meetings.publish, meetings.details,
        meetings.going, meetings.no; form: joining.submit, joining.verify, joining.change,
        meetings.plan, meetings.details; lookup: joining.submit community, joining.change community;
        errand: joining.code, joining.card, joining.letter, joining.changed_letter,
        joining.changed_former_letter, members.admit, members.welcome, members.entrance,
        meetings.invite_letter, meetings.place_direct, meetings.place_letter, meetings.former_letter
        """,
    ),
    Play(
        topics.members_suggest_and_support_themes,
        """
        command: /peer join, /peer home, /peer topic, /peer topics; button: joining.verify,
        joining.approve, joining.send, topics.list, topics.suggest, topics.instead, topics.post,
        topics.take_back, topics.taken_back, topics.withdraw, topics.look, topics.support; form:
        joining.submit, joining.verify, topics.suggest; lookup: joining.submit community; errand:
        joining.code, joining.card, joining.letter, members.admit, members.welcome, members.entrance
        """,
    ),
    Play(
        topics.facilitators_gather_themes,
        """
        command: /peer join, /peer topic, /host themes; button: joining.verify, joining.approve,
        joining.send, topics.run, topics.shortlist, topics.unlist, topics.park, topics.reopen,
        topics.merge, topics.part, topics.split, topics.all, topics.answer; form: joining.submit,
        joining.verify, topics.suggest, topics.park, topics.merge, topics.part, topics.split,
        topics.answer; lookup: joining.submit community; errand: joining.code, joining.card,
        joining.letter, members.admit, members.welcome, members.entrance, topics.told_direct,
        topics.told_letter
        """,
    ),
    *guard_plays.PLAYS,
    *rights_plays.PLAYS,
    *visit_plays.PLAYS,
    *naming_plays.PLAYS,
    Play(
        discord_alone.a_typed_name_may_be_that_of_several,
        """
        command: /peer join; button: joining.meant, joining.not_listed; form: joining.submit; errand:
        joining.code, members.entrance
        """,
        only=("discord",),
    ),
    Play(
        discord_alone.a_community_is_completed,
        """
        command: /peer join; form: joining.submit; lookup: joining.submit community; errand:
        joining.code, members.entrance
        """,
        only=("discord",),
    ),
    Play(
        discord_alone.somebody_takes_no_direct_messages,
        """
        command: /peer home, /peer join, /host pending; button: joining.verify, joining.approve,
        joining.assign, joining.correct, joining.ask_vouch, joining.vouch_show, joining.vouch_yes,
        joining.send; form: joining.submit, joining.verify, joining.correct, joining.ask_vouch; errand:
        joining.code, joining.card, joining.assigned_letter, joining.vouch_letter, joining.letter,
        members.admit, members.welcome, members.entrance
        """,
        only=("discord",),
    ),
)
