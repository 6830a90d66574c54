"""A coordinator says what they have checked: it stays on file for whoever decides."""

from __future__ import annotations

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Press, Submission
from bot.joining import desk_views, grounds
from bot.joining.attestations import Attestation, Ground
from bot.joining.desk import decidable
from bot.joining.errands import show_card
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def open_attest(turn: Turn, press: Press) -> Reply:
    request, _ = decidable(turn, press)
    return Ask(grounds.attest(request))


def attest(turn: Turn, submission: Submission) -> Reply:
    """It changes nothing of the request: what others have on their screens stays good. The same said twice is
    said once."""
    request, me = decidable(turn, submission)
    values = check(grounds.attest(request), submission.values)
    ground = Ground(str(values["ground"]))
    if not any(
        (each.attested_by, each.ground) == (me.id, ground) for each in turn.unit.attestations.of(request.id)
    ):
        turn.unit.attestations.keep(Attestation(request.id, me.id, ground, turn.now))
        record(turn, Action.ATTESTED, request.id, actor=me.id, reason=ground.value)
        show_card(turn, request, why=f"attested-{turn.world.entropy.identifier()}")
    return Say(desk_views.card(turn, request))
