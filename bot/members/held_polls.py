"""What is held about polls and topics. A ballot is nobody's, and gone when the poll closes."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("polls", "number id title_en title_fr method most closes_at seed quorum", "poll", Rule.NETWORK),
    held("polls", "deciding tie may_add meeting_id stage opened_at revision", "poll", Rule.NETWORK),
    held("polls", "voters turnout counted_at totals theme_of", "totals", Rule.NETWORK),
    held("polls", "telling reminds_at reminding", "telling", Rule.NETWORK),
    held("polls", "opened_by", "opener", Rule.DEED),
    held("poll_options", "poll_id option place text_en text_fr topic", "poll", Rule.NETWORK),
    held("poll_options", "suggested_by", "suggested", Rule.POLL),
    held("poll_roll", "poll_id member community parted heir", "roll", Rule.POLL),
    held("ballot_boxes", "poll state", "ballot", Rule.POLL),
    held("ballots", "poll tag sealed", "ballot", Rule.POLL),
    held("poll_keys", "id name minted_at", "ballot", Rule.POLL),
    held("topics", "number id state root language title why", "topic", Rule.TOPIC),
    held("topics", "answer_en answer_fr tags shown supporters", "topic", Rule.TOPIC),
    held("topics", "revision created touched expires_at", "topic", Rule.TOPIC),
    held("topics", "proposer", "proposer", Rule.PERSON),
    held("topic_supports", "topic_id member", "support", Rule.PERSON),
)
