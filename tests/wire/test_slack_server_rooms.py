"""The loopback Slack keeps the rules of channels: who is in them, who gets in and out, who may know."""

from __future__ import annotations

import pytest

from tests.wire.slack.bad_clients import ANA, LUC, OPEN, SECRET, Alone
from tests.wire.slack.rules import proves
from tests.wire.slack.workspace import BOT, OTHER_TEAM

RIGHTS = ("channels:manage",)  # beside what our manifest asks for: for public channels


@proves("members: in pages", "members: limit", "members: cursor")
async def test_who_is_in_a_channel_is_told_in_pages(slack: Alone) -> None:
    """Of a hundred unless told, of a thousand at most; where the next begins, only Slack knows."""
    slack.workspace.channels[OPEN].members = [f"U{each:04}" for each in range(1050)]
    first = await slack.call("conversations.members", channel=OPEN)
    second = await slack.call(
        "conversations.members", channel=OPEN, limit=1000, cursor=first["response_metadata"]["next_cursor"]
    )

    assert [len(first["members"]), len(second["members"])] == [100, 950]
    assert second["response_metadata"]["next_cursor"] == ""
    for limit in (0, 1001, "many"):
        assert await slack.refused("conversations.members", channel=OPEN, limit=limit) == "invalid_limit"
    for cursor in ("100", "nonsense=", "YWZ0ZXI6eA=="):
        assert await slack.refused("conversations.members", channel=OPEN, cursor=cursor) == "invalid_cursor"


@proves("conversations.info: what the app can know")
async def test_a_private_channel_is_unknown_from_outside(slack: Alone) -> None:
    """A public one says that the app is not in it."""
    for channel in (OPEN, SECRET):
        slack.workspace.channels[channel].members.remove(BOT)

    assert (await slack.call("conversations.info", channel=OPEN))["channel"]["is_member"] is False
    for method in ("conversations.info", "conversations.members"):
        assert await slack.refused(method, channel=SECRET) == "channel_not_found"


@proves("users.info: of an account", "users.info: fields")
async def test_an_account_is_told_without_what_was_not_granted(slack: Alone) -> None:
    """No address; the language only to whoever asks; no time zone of a deactivated one."""
    shown = (await slack.call("users.info", user=ANA))["user"]
    asked = (await slack.call("users.info", user=ANA, include_locale="true"))["user"]
    slack.workspace.users[ANA].deleted = True
    gone = (await slack.call("users.info", user=ANA))["user"]

    assert "email" not in shown["profile"]
    assert {"tz", "is_restricted", "is_ultra_restricted", "is_bot", "deleted", "team_id"} <= shown.keys()
    assert ("locale" in shown, asked["locale"], "tz" in gone) == (False, "en-US", False)
    assert await slack.refused("users.info", user="U0NOBODY") == "user_not_found"


@proves("invite: from within", "invite: somebody", "invite: once", "invite: not itself")
async def test_an_invitation_comes_from_within_and_once(slack: Alone) -> None:
    """Who is there already is said so."""
    slack.workspace.add_channel("C0DEAD", "dead", BOT, private=True, archived=True)
    for users, why in {
        "": "no_user", "U0NOBODY": "user_not_found", ANA: "already_in_channel", BOT: "cant_invite_self",
    }.items():  # fmt: skip
        assert await slack.refused("conversations.invite", channel=SECRET, users=users) == why
    assert await slack.refused("conversations.invite", channel="C0DEAD", users=LUC) == "is_archived"
    assert (await slack.call("conversations.invite", channel=SECRET, users=LUC))["ok"]
    assert LUC in slack.workspace.channels[SECRET].members
    slack.server.scopes += RIGHTS
    slack.workspace.channels[OPEN].members.remove(BOT)

    assert await slack.refused("conversations.invite", channel=OPEN, users=LUC) == "not_in_channel"


@proves(
    "invite: not deactivated, not of elsewhere",
    "invite: no guest of one channel",
    "invite: no guest where there are none",
)
@pytest.mark.parametrize(
    "flag, why",
    [
        ({"deleted": True}, "cant_invite"),
        ({"team": OTHER_TEAM}, "cant_invite"),
        ({"is_ultra_restricted": True}, "ura_max_channels"),
        ({"is_restricted": True}, "user_is_restricted"),
    ],
)
async def test_not_everybody_can_be_invited(slack: Alone, flag: dict[str, object], why: str) -> None:
    """Neither a deactivated account, nor one of elsewhere, nor every guest."""
    slack.workspace.add_user("U0ODD", "Odd", **flag)
    slack.workspace.channels[SECRET].no_guests = True

    assert await slack.refused("conversations.invite", channel=SECRET, users="U0ODD") == why


@proves("kick: from within", "kick: somebody", "kick: who is there", "kick: not itself")
async def test_whoever_is_there_is_removed_from_within(slack: Alone) -> None:
    """The same code says that they are not there, and that the app is not."""
    for user, why in {
        "": "no_user", "U0NOBODY": "user_not_found", LUC: "not_in_channel", BOT: "cant_kick_self",
    }.items():  # fmt: skip
        assert await slack.refused("conversations.kick", channel=SECRET, user=user) == why
    assert (await slack.call("conversations.kick", channel=SECRET, user=ANA))["ok"]
    assert ANA not in slack.workspace.channels[SECRET].members
    slack.server.scopes += RIGHTS
    slack.workspace.channels[OPEN].members.remove(BOT)

    assert await slack.refused("conversations.kick", channel=OPEN, user=ANA) == "not_in_channel"


@proves("kick: not from general", "kick: where it is allowed")
async def test_not_from_everywhere_can_somebody_be_removed(slack: Alone) -> None:
    """Everybody stays in the general channel; a workspace's settings can forbid it altogether."""
    channel = slack.workspace.channels[SECRET]
    channel.general = True
    general = await slack.refused("conversations.kick", channel=SECRET, user=ANA)
    channel.general, slack.workspace.kicking_restricted = False, True

    assert general == "cant_kick_from_general"
    assert await slack.refused("conversations.kick", channel=SECRET, user=ANA) == "restricted_action"


@proves("invite: not into a direct message", "kick: not from a direct message")
async def test_a_direct_message_is_between_two(slack: Alone) -> None:
    """Nobody is brought in or put out."""
    direct, why = slack.workspace.direct(ANA).id, "method_not_supported_for_channel_type"

    assert await slack.refused("conversations.invite", channel=direct, users=LUC) == why
    assert await slack.refused("conversations.kick", channel=direct, user=ANA) == why


@proves("open: somebody", "open: not deactivated", "open: no bot")
async def test_a_conversation_is_opened_with_a_person_who_is_here(slack: Alone) -> None:
    """It is the same each time."""
    slack.workspace.add_user("U0GONE", "Gone", deleted=True)
    slack.workspace.add_user("U0BOT", "Bot", is_bot=True)
    first = await slack.call("conversations.open", users=ANA)

    assert first["channel"] == (await slack.call("conversations.open", users=ANA))["channel"]
    for users, why in {
        "": "users_list_not_supplied", "U0NOBODY": "user_not_found", "U0GONE": "user_disabled",
        "U0BOT": "cannot_dm_bot",
    }.items():  # fmt: skip
        assert await slack.refused("conversations.open", users=users) == why
