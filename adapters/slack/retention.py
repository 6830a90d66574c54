"""What Slack itself keeps, as far as the bot can know: it sees neither plan nor settings, and asks for no
right to. slack.com/help/articles/203457187-Customize-data-retention-in-Slack,
slack.com/help/articles/201658943-Export-your-workspace-data
"""

from __future__ import annotations

from collections.abc import Mapping

KEEPS = (
    "Slack itself keeps messages, and the bot's token does not tell on which plan: on the free one they are "
    "hidden after 90 days and deleted after a year at the latest; on a paid one they stay for good unless "
    "the owners have set a time, which no app can see. "
)
OF_A_WORKSPACE = (
    "Its owners can export public channels on every plan, private ones and direct messages on some. "
)
OF_AN_ORGANIZATION = (
    "It belongs to an Enterprise organization: its owners can export private channels and direct messages, "
    "and let archives copy them. "
)
TELL = "Ask the owners, and tell members how it is set"


def retained(who: Mapping[str, object]) -> str:
    """`who` is the answer of auth.test, which needs no right."""
    return KEEPS + (OF_AN_ORGANIZATION if who.get("enterprise_id") else OF_A_WORKSPACE) + TELL
