"""Coordinators write down that a community agrees to be named in public, and that it does so no longer.

The community's own word counts, not a member's wish: who gave it and when is asked, and the audit says who
wrote it down. Nobody is named, and nobody is counted.
"""

from __future__ import annotations

from datetime import date

from bot.audit import Action
from bot.auditing import record
from bot.chat import Press, Submission, Text
from bot.communities import desk, naming_views, refreshing
from bot.communities.agreement import Agreement, Basis
from bot.communities.model import Community
from bot.errors import Stale, Unknown
from bot.meetings.forms import Answered
from bot.meetings.typed import read_day
from bot.meetings.walltime import local
from bot.members.who import coordinating
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

EARLIEST = date(2000, 1, 1)  # what is older is a slip of the fingers


def open_form(turn: Turn, press: Press) -> Reply:
    community, agreement = _as_shown(turn, press, stands=False)
    return Ask(naming_views.form(community, agreement))


def name(turn: Turn, submission: Submission) -> Reply:
    """From now on the public page names it, while a member works there."""
    community, agreement = _as_shown(turn, submission, stands=False)
    answered = Answered(naming_views.form(community, agreement), submission.values)
    day = answered.read("agreed", read_day, EARLIEST)
    today = local(turn.now, turn.reader.zone).date()
    if "agreed" not in answered.problems and not EARLIEST <= day <= today:
        answered.problems["agreed"] = Text("community.agreed.when")
    answered.done()
    given = agreement.given(Basis(answered.text("basis")), day)
    _save(turn, submission, community, given, Action.COMMUNITY_NAMED)
    return Say(desk.card(turn, community, Text("community.named", {"name": community.named})))


def confirm_end(turn: Turn, press: Press) -> Reply:
    """What it means is shown first."""
    community, agreement = _as_shown(turn, press, stands=True)
    return Say(naming_views.confirm_end(community, agreement))


def end(turn: Turn, press: Press) -> Reply:
    """At once; everything else stays as it is."""
    community, agreement = _as_shown(turn, press, stands=True)
    _save(turn, press, community, agreement.ended(), Action.COMMUNITY_UNNAMED)
    return Replace(desk.card(turn, community, Text("community.unnamed", {"name": community.named})))


def _as_shown(turn: Turn, event: Press | Submission, *, stands: bool) -> tuple[Community, Agreement]:
    """The community of a button, not withdrawn meanwhile, and its agreement as it was shown."""
    turn.unit.registry.hold()
    refreshing.refresh(turn)
    community = turn.world.communities.get(event.subject)
    if community is None:
        raise Unknown
    agreement = turn.unit.agreements.get(community.id) or Agreement(community.id)
    if (agreement.stands, agreement.revision) != (stands, event.revision):
        raise Stale(card=desk.card(turn, community))
    return community, agreement


def _save(
    turn: Turn, event: Press | Submission, community: Community, agreement: Agreement, action: Action
) -> None:
    """Of two who change it at the same moment, the second sees what the first has done."""
    me = coordinating(turn, event.person)
    if not turn.unit.agreements.save(agreement):
        raise Stale(card=desk.card(turn, community))
    record(turn, action, community.id, actor=me.id, reason=agreement.basis or "")
