"""Members say once a year that they still work there, and earlier when a letter to them was refused for good
or the domain of their mailbox is their community's no more.

Whoever is silent is asked once more; then it is with the coordinators. Meanwhile a member keeps everything,
and nobody is ever removed by this. A pause of what goes out counts against nobody.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import switch
from bot.audit import CLOCK, Action
from bot.auditing import record
from bot.communities.registry import Listed
from bot.joining.colleagues import of_community, offices
from bot.joining.expiry import AT_ONCE
from bot.members.model import AskedWhy, Profile
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn

# Those whose year was over long before they were first to be asked are not all asked on one day.
SPREAD = timedelta(days=28)
GONE = frozenset({"mailbox_refused", "mailbox_malformed", "mailbox_needs_smtputf8"})  # no letter gets there

# ---- the duty


def due(turn: Turn) -> Sequence[str]:
    """Nobody while nothing goes out: they could not know that they are asked."""
    return () if switch.paused(turn.unit) else turn.unit.reverifying.due(turn.now, AT_ONCE)


def next_moment(turn: Turn) -> datetime | None:
    return None if switch.paused(turn.unit) else turn.unit.reverifying.next()


def reverify(turn: Turn, profile_id: str) -> None:
    """What has come due for a member. Of several processes one does it: a profile is saved only over what
    was read."""
    profile = turn.unit.profiles.get(profile_id)
    if profile is None or profile.reverify_at is None or profile.reverify_at > turn.now:
        return
    if not profile.is_member:
        turn.unit.profiles.save(profile.unasked())
    elif profile.asked_at is None:
        _ask_in_time(turn, profile, profile.reverify_at)
    else:
        _watch_silence(turn, profile, profile.reverify_at)


def _ask_in_time(turn: Turn, profile: Profile, due_at: datetime) -> None:
    """Of whoever was a member before there was this question, the moment is yet to be found."""
    known_at = profile.verified_at or profile.known_at
    if due_at > known_at:
        ask(turn, profile, AskedWhy.YEARLY)
        return
    year_over = known_at + turn.world.network.reverify_every
    spread = turn.now + SPREAD * _share(profile.id)
    turn.unit.profiles.save(replace(profile, reverify_at=year_over if year_over > turn.now else spread))


def _share(profile_id: str) -> float:
    """In (0, 1], always the same for one of them."""
    return (zlib.crc32(profile_id.encode()) + 1) / 2**32


def _watch_silence(turn: Turn, profile: Profile, due_at: datetime) -> None:
    silence = turn.world.network.silence
    fair = switch.counts_from(turn.unit, due_at - silence) + silence
    if fair > turn.now:
        turn.unit.profiles.save(replace(profile, reverify_at=fair))
    elif turn.unit.requests.open_of(profile.id):  # they have said that something changed
        turn.unit.profiles.save(replace(profile, reverify_at=turn.now + silence))
    elif profile.reminded_at is None:
        _tell_member(turn, profile.remind(turn.now, silence), "reminder")
    else:
        _tell_coordinators(turn, replace(profile, reverify_at=None))


# ---- asking


def ask(turn: Turn, profile: Profile, why: AskedWhy, actor: str = CLOCK) -> None:
    """Once; what is asked already is asked anew only for something worse than that time has passed."""
    worse = why is not AskedWhy.YEARLY and profile.asked_why == AskedWhy.YEARLY
    if not profile.is_member or (profile.asked_at and not worse):
        return
    asked = profile.ask(why, turn.now, turn.world.network.silence)
    record(turn, Action.WORK_ASKED, profile.id, actor=actor, reason=why)
    close(turn, profile)
    _tell_member(turn, asked, "reverify")


def ask_those_who_rest_on(turn: Turn, listed: Listed) -> int:
    """The members whose mailbox is of a domain that is their community's no more; how many are asked. In the
    transaction of revoking, so that nobody is forgotten: a community has tens of members."""
    resting = [
        profile
        for community_id in offices(turn.world.communities, listed.community_id)
        for profile in of_community(turn, community_id)
        if profile.is_member and _rests_on(profile, listed.domain)
    ]
    for profile in resting:
        ask(turn, profile, AskedWhy.DOMAIN, listed.revoked_by or CLOCK)
    return len(resting)


def _rests_on(profile: Profile, domain: str) -> bool:
    """Whole labels only."""
    host = profile.address.rpartition("@")[2].lower()
    return host == domain or host.endswith(f".{domain}")


def refused(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """A letter to a member came back."""
    request = turn.unit.requests.get(errand.subject)
    profile = turn.unit.profiles.get(request.applicant if request else errand.subject)
    if profile is None or (request and request.address.lower() != profile.address.lower()):
        return
    refused_by(turn, profile, outcome)


def refused_by(turn: Turn, profile: Profile, outcome: Outcome) -> None:
    """Their mailbox is gone, or never takes what we send."""
    if outcome.result is Result.NEVER and outcome.code in GONE:
        ask(turn, profile, AskedWhy.MAIL)


# ---- told


def _tell_member(turn: Turn, profile: Profile, what: str) -> None:
    """By mail, unless that is what fails, and in each chat."""
    turn.unit.profiles.save(profile)
    if profile.asked_why != AskedWhy.MAIL:
        _write(turn, f"members.{what}_letter", profile, profile.id, f"standing:{profile.id}")
    for account in turn.unit.profiles.accounts(profile.id):
        _write(turn, f"members.{what}_direct", profile, account.id, f"standing:{account.id}")


def _tell_coordinators(turn: Turn, profile: Profile) -> None:
    turn.unit.profiles.save(profile)
    record(turn, Action.WORK_UNANSWERED, profile.id, actor=CLOCK, reason=profile.asked_why)
    _in_each_room(turn, "members.unanswered", profile)


def close(turn: Turn, before: Profile) -> None:
    """What the coordinators' room shows of the question is out of date, as it was `before` this change."""
    if before.is_unanswered:
        _in_each_room(turn, "members.unanswered_over", before)


def _in_each_room(turn: Turn, kind: str, profile: Profile) -> None:
    for platform in turn.world.network.platforms:
        _write(turn, kind, profile, platform, f"unanswered:{profile.id}:{platform}")


def _write(turn: Turn, kind: str, profile: Profile, recipient: str, order: str) -> None:
    errand_id, key = turn.world.entropy.identifier(), key_of(kind, profile, recipient)
    turn.unit.outbox.add(Errand(errand_id, kind, profile.id, recipient, key, order, turn.now, turn.now))


def key_of(kind: str, profile: Profile, recipient: str) -> str:
    """Names the question: what an earlier one has left waiting has lost its reason."""
    asked_at = profile.asked_at.isoformat() if profile.asked_at else ""
    return f"{kind}:{profile.id}:{asked_at}:{profile.asked_why}:{recipient}"
