"""A poll is prepared: written down, changed, seen in both languages, and only then opened. A draft can be
thrown away, and nobody has heard of it."""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Press, Submission, Text
from bot.errors import Stale
from bot.meetings.forms import Answered
from bot.meetings.walltime import instant
from bot.members.who import acquainted
from bot.polls import filled, finding, forms, host_views, posting, reminding
from bot.polls.errors import NotYetReady
from bot.polls.filled import FEWEST
from bot.polls.model import Deciding, Method, Poll, Stage
from bot.polls.totals import ENOUGH_COMMUNITIES
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

SEED_BYTES = 16

# ---- looking


def show(turn: Turn, _event: Command | Press) -> Reply:
    """`/host poll`: drafts, what is open, and the latest that are over."""
    return Say(host_views.listed(turn.unit.polls.in_stages(tuple(Stage), host_views.SHOWN)))


def run(turn: Turn, press: Press) -> Reply:
    """One of them, with what may be done about it."""
    return Say(host_views.card(turn, finding.by_id(turn, press.subject)))


# ---- writing down


def open_new(_turn: Turn, _press: Press) -> Reply:
    return Ask(forms.new())


def write_down(turn: Turn, submission: Submission) -> Reply:
    """A draft, in the language of whoever writes it."""
    answered = Answered(forms.new(), submission.values)
    zone = turn.world.network.zone
    wall = answered.wall(turn.now, zone)
    lines = answered.read("options", filled.read_lines, list[str]())
    answered.done()
    french, title = turn.reader.language == "fr", answered.text("title")
    method = Method(answered.text("method"))
    draft = Poll(
        turn.world.entropy.identifier(),
        "" if french else title,
        title if french else "",
        method,
        filled.read_options([] if french else lines, lines if french else [], ()),
        instant(wall, zone),
        "",
        limit=forms.USUAL_LIMIT if method is Method.APPROVAL else 0,
    )
    turn.unit.polls.add(draft)
    return Say(host_views.card(turn, draft))


def discard(turn: Turn, press: Press) -> Reply:
    draft = finding.draft(turn, press)
    if not turn.unit.polls.drop(draft.id):
        raise Stale
    return Replace(host_views.discarded())


# ---- seeing it as others will


def preview(turn: Turn, press: Press) -> Reply:
    """In the other language first, so that what opens it is worded in one's own."""
    draft = _ready(turn, press)
    return Say(host_views.preview(turn, draft, last=False), host_views.in_other_language(turn.reader))


def preview_next(turn: Turn, press: Press) -> Reply:
    return Say(host_views.preview(turn, _ready(turn, press), last=True), turn.reader)


def _ready(turn: Turn, press: Press) -> Poll:
    """Raises `NotYetReady` with what is still missing."""
    draft = finding.draft(turn, press)
    why = _flaw(turn, draft)
    if why:
        raise NotYetReady(card=host_views.card(turn, draft), why=Text(f"polls.flaw.{why}"))
    return draft


def _flaw(turn: Turn, draft: Poll) -> str:
    members, communities = turn.unit.rolls.electorate()
    meeting = turn.unit.meetings.get(draft.meeting) if draft.meeting else None
    flaws = {
        "options": len(draft.options) < FEWEST,
        "closes": draft.closes <= turn.now,
        "meeting": bool(draft.meeting) and not (meeting and meeting.is_ahead(turn.now)),
        "quorum": draft.quorum > members,
        "communities": draft.deciding is Deciding.COMMUNITY and communities < ENOUGH_COMMUNITIES,
        "members": not members,
    }
    return next((name for name, wrong in flaws.items() if wrong), "")


# ---- opening


def open_(turn: Turn, press: Press) -> Reply:
    """The roll is whoever is a member at this moment; from now on it can be voted. What decides a draw is
    drawn only now: nobody can prepare polls until it favours somebody."""
    draft = replace(_ready(turn, press), seed=turn.world.entropy.bytes(SEED_BYTES).hex())
    me = acquainted(turn, press.person)
    opened = replace(draft, stage=Stage.OPEN, opened=turn.now, opened_by=me.id, revision=draft.revision + 1)
    finding.save(turn, opened)
    turn.unit.ballots.open(opened.id)
    turn.unit.polls.opened(opened.id, turn.unit.rolls.enrol(opened.id))
    turn.unit.polls.count(opened.id, 0, posting.on_grid(turn.now))
    reminding.plan(turn, opened)
    posting.show(turn, opened, "opened")
    record(turn, Action.POLL_OPENED, opened.id, actor=me.id)
    return Replace(host_views.card(turn, opened, Text("polls.opened")))
