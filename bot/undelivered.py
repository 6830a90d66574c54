"""When something could not be delivered, the coordinators hear of it: nothing is dropped in silence."""

from __future__ import annotations

from bot.chat import Card, Room, Text, Value
from bot.deliveries import Post
from bot.outbox import FAILED, Errand
from bot.ports import Turn

# Failures of which a coordinator can make something; any other code is for the operator's log.
KNOWN = frozenset({
    "account_gone", "cannot_admit", "directs_closed", "discord_away", "discord_busy",
    "discord_outcome_unknown", "discord_token", "discord_unreachable", "gave_up", "interrupted",
    "mail_outcome_unknown", "mail_refused", "mail_refused_for_now", "mail_server_unreachable",
    "mailbox_malformed", "mailbox_refused", "message_gone", "not_allowed_there", "platform_gone", "refused",
    "role_gone", "room_closed", "room_gone", "slack_busy", "slack_outcome_unknown", "slack_token",
    "slack_unreachable", "timed_out", "too_long",
})  # fmt: skip


def tell(turn: Turn, failed: Errand) -> None:
    """One line in the coordinators' room of each platform, once for each kind of thing about one subject, and
    again when somebody has tried it again. (That line failing is not told again.)"""
    retried = "".join(f":{line.id}" for line in turn.unit.audit.of(failed.id, 1))
    for platform in turn.world.network.platforms:
        key = f"desk.undelivered:{failed.kind}:{failed.subject}:{failed.recipient}:{platform}{retried}"
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(
            Errand(errand_id, "desk.undelivered", failed.id, platform, key, "", turn.now, turn.now)
        )


def compose(turn: Turn, errand: Errand) -> Post | None:
    """Nothing when it has been tried again since."""
    failed = turn.unit.outbox.get(errand.subject)
    if failed is None or failed.result not in FAILED:
        return None
    values: dict[str, Value] = {"what": Text(f"errand.{failed.kind}"), "reference": reference(turn, failed)}
    body = (Text("desk.undelivered.body", values), why(failed), Text("desk.undelivered.next"))
    return Post(errand.recipient, Room.COORDINATORS, Card(Text("desk.undelivered.title"), body), errand.nonce)


def why(failed: Errand) -> Text:
    return Text(f"failure.{failed.code if failed.code in KNOWN else 'other'}")


def reference(turn: Turn, failed: Errand) -> str:
    """The request that it was about, whether the errand names it or the person who made it."""
    requests = turn.unit.requests
    request = requests.get(failed.subject) or requests.latest_of(failed.subject)
    if request:
        return request.reference
    told = turn.unit.outbox.get(failed.subject)
    return reference(turn, told) if told else failed.subject[:6].upper()
