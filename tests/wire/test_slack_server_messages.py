"""The loopback Slack keeps the rules of messages: where they go, who sees them, who may change them."""

from __future__ import annotations

import pytest

from tests.wire.slack.bad_clients import ANA, LUC, OPEN, SECRET, Alone, Json, mrkdwn, plain, section
from tests.wire.slack.rules import proves
from tests.wire.slack.workspace import BOT, Message


@proves("message: text or blocks", "message: text 40,000", "message: blocks are an array")
@pytest.mark.parametrize(
    "content, why",
    [
        ({}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "t", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"text": "t", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"text": "t", "blocks": ["section"]}, "invalid_blocks"),
    ],
)
async def test_a_message_without_content_or_with_too_much_is_refused(
    slack: Alone, content: Json, why: str
) -> None:
    """Whichever way it is said."""
    assert (await slack.call("chat.postMessage", channel=OPEN, text="x" * 40_000))["ok"]
    for method, where in (("chat.postMessage", {}), ("chat.postEphemeral", {"user": ANA})):
        assert (await slack.refused(method, channel=OPEN, **where, **content)).startswith(why)


@proves(
    "message: app is in the channel", "message: channel not archived", "message: channel that it can know"
)
async def test_a_message_goes_where_the_app_is(slack: Alone) -> None:
    """A public channel is known all the same, a private one is not."""
    channels = slack.workspace.channels
    slack.workspace.add_channel("C0DEAD", "dead", BOT, archived=True)
    for channel in (OPEN, SECRET):
        channels[channel].members.remove(BOT)

    for channel, why in {
        OPEN: "not_in_channel",
        SECRET: "channel_not_found",
        "C0NONE": "channel_not_found",
        "C0DEAD": "is_archived",
    }.items():
        assert await slack.refused("chat.postMessage", channel=channel, text="t") == why


@proves(
    "message: to somebody's id", "message: not to a deactivated account", "update: no user's id as channel"
)
async def test_a_message_to_somebodys_id_reaches_their_conversation_with_the_app(slack: Alone) -> None:
    """The answer says which that is, and changes need it; a deactivated account has none."""
    posted = await slack.call("chat.postMessage", channel=LUC, text="t")
    change = {"ts": posted["ts"], "text": "u"}

    assert posted["channel"] == slack.workspace.direct(LUC).id
    assert await slack.refused("chat.update", channel=LUC, **change) == "channel_not_found"
    assert (await slack.call("chat.update", channel=posted["channel"], **change))["ok"]
    slack.workspace.users[LUC].deleted = True
    for channel in (LUC, posted["channel"]):
        assert await slack.refused("chat.postMessage", channel=channel, text="t") == "channel_not_found"


@proves("update: own messages", "update: of a message that exists", "update: no ephemeral ones")
async def test_only_ones_own_messages_are_changed(slack: Alone) -> None:
    """Neither anybody else's, nor what was deleted, nor what one person alone saw."""
    channel = slack.workspace.channels[OPEN]
    theirs = Message(slack.workspace.ts(), ANA, "mine", [])
    channel.messages.append(theirs)
    ours = await slack.call("chat.postMessage", channel=OPEN, text="t")
    channel.messages.pop()
    alone = await slack.call("chat.postEphemeral", channel=OPEN, user=ANA, text="t")

    for ts, why in {
        theirs.ts: "cant_update_message",
        ours["ts"]: "message_not_found",
        alone["message_ts"]: "message_not_found",
    }.items():
        assert await slack.refused("chat.update", channel=OPEN, ts=ts, text="u") == why
    assert theirs.text == "mine"


@proves("update: not in an archived channel", "update: own messages")
async def test_nothing_is_changed_where_all_is_at_rest(slack: Alone) -> None:
    """An archived channel, or one that the app is not in any more."""
    ts = (await slack.call("chat.postMessage", channel=OPEN, text="t"))["ts"]
    channel = slack.workspace.channels[OPEN]
    channel.archived = True
    archived = await slack.refused("chat.update", channel=OPEN, ts=ts, text="u")
    channel.archived = False
    channel.members.remove(BOT)

    assert archived == "is_inactive"
    assert await slack.refused("chat.update", channel=OPEN, ts=ts, text="u") == "cant_update_message"


@proves("update: text alone drops the blocks")
async def test_what_is_not_given_again_is_lost(slack: Alone) -> None:
    """Text alone drops the blocks, blocks alone the text."""
    ts = (await slack.post(section()))["ts"]
    (message,) = slack.workspace.channels[OPEN].messages

    await slack.call("chat.update", channel=OPEN, ts=ts, text="u")
    assert (message.text, message.blocks) == ("u", [])
    await slack.call("chat.update", channel=OPEN, ts=ts, blocks=[section()])
    assert (message.text, len(message.blocks)) == ("", 1)
    assert await slack.refused("chat.update", channel=OPEN, ts=ts) == "no_text"


@proves("ephemeral: one reader", "ephemeral: reader is in the channel")
async def test_an_ephemeral_message_is_seen_by_its_reader_alone(slack: Alone) -> None:
    """Who has to be in the channel."""
    channel = slack.workspace.channels[OPEN]
    absent = await slack.refused("chat.postEphemeral", channel=OPEN, user=LUC, text="t")
    channel.members.append(LUC)
    await slack.call("chat.postEphemeral", channel=OPEN, user=ANA, text="psst")

    assert absent == "user_not_in_channel"
    assert [message.text for message in slack.workspace.seen_by(ANA, channel)] == ["psst"]
    assert slack.workspace.seen_by(LUC, channel) == []
    assert slack.workspace.seen_by(LUC, slack.workspace.channels[SECRET]) == []


@proves(
    "mentions: by angle brackets",
    "mentions: by themselves unless verbatim",
    "mentions: in text with link_names only",
    "mentions: none in plain text",
)
@pytest.mark.parametrize(
    "content, called",
    [
        ({"text": "<!channel> and <@U0ANA> and <!subteam^S1|@g>"}, {"channel", "U0ANA", "S1"}),
        ({"text": "@here &lt;!channel&gt; a@everyone.example"}, set()),
        ({"text": "@here", "link_names": True}, {"here"}),
        ({"text": "@here", "parse": "full"}, {"here"}),
        ({"text": "t", "blocks": [section("@everyone")]}, {"everyone"}),
        ({"text": "t", "blocks": [{"type": "section", "text": mrkdwn("@here", verbatim=True)}]}, set()),
        ({"text": "t", "blocks": [{"type": "section", "text": mrkdwn("<!here>", verbatim=True)}]}, {"here"}),
        ({"text": "t", "blocks": [{"type": "section", "fields": [mrkdwn("<@U0LUC>")]}]}, {"U0LUC"}),
        ({"text": "t", "blocks": [{"type": "context", "elements": [mrkdwn("@channel")]}]}, {"channel"}),
        ({"text": "t", "blocks": [{"type": "section", "text": plain("<!channel> @here")}]}, set()),
        ({"text": "<!date^1392734382^{date} @here|@here>", "link_names": True}, set()),
    ],
)
async def test_whom_a_careless_message_calls(slack: Alone, content: Json, called: set[str]) -> None:
    """What stands in angle brackets always; `@here` where names are parsed; nothing in plain text."""
    await slack.call("chat.postMessage", channel=OPEN, **content)

    assert slack.workspace.channels[OPEN].messages[-1].calls == called


@proves("mentions: in text with link_names only")
async def test_a_change_parses_names_unless_told_not_to(slack: Alone) -> None:
    """Its `parse` is "client" by default, other than a new message's."""
    ts = (await slack.call("chat.postMessage", channel=OPEN, text="@here"))["ts"]
    (message,) = slack.workspace.channels[OPEN].messages
    assert not message.calls
    await slack.call("chat.update", channel=OPEN, ts=ts, text="@here")
    assert message.calls == {"here"}
    await slack.call("chat.update", channel=OPEN, ts=ts, text="@here", parse="none")

    assert not message.calls
