"""The loopback Discord keeps the rules of messages: who sees them, whom they call, who may change them."""

from __future__ import annotations

import pytest

from tests.wire.discord.bad_clients import ROOM, Alone, Json
from tests.wire.discord.ground import ANA, COORDINATOR, COORDINATORS, LUC, MEMBER, WELCOME
from tests.wire.discord.guild import BOT, Message
from tests.wire.discord.parts import button, embed, row
from tests.wire.discord.permissions import (
    EMBED_LINKS,
    MENTION_EVERYONE,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)
from tests.wire.discord.rules import proves


@proves("nonce: 25 characters")
async def test_a_nonce_has_25_characters_or_is_a_number(quiet: Alone) -> None:
    """And comes back."""
    assert (await quiet.post(content="t", nonce="x" * 25))["nonce"] == "x" * 25
    assert (await quiet.post(content="t", nonce=7))["nonce"] == 7
    for nonce in ("x" * 26, 1 << 63, ["x"]):
        assert "50035 Invalid Form Body nonce:" in await quiet.post_refused(content="t", nonce=nonce)


@proves("nonce: once, where it is enforced", "nonce: for some minutes")
async def test_an_enforced_nonce_gives_the_first_message_back(quiet: Alone) -> None:
    """For some minutes; not enforced, it is a message like any other."""
    first = await quiet.post(content="one", nonce="n", enforce_nonce=True)
    again = await quiet.post(content="two", nonce="n", enforce_nonce=True)
    careless = await quiet.post(content="two", nonce="n")
    quiet.pass_time(301)
    late = await quiet.post(content="three", nonce="n", enforce_nonce=True)

    assert (again["id"], again["content"]) == (first["id"], "one")
    assert len({first["id"], careless["id"], late["id"]}) == 3


@proves(
    "mentions: parse or ids, not both",
    "mentions: 100 ids",
    "mentions: known kinds only",
    "mentions: ids are snowflakes, each once",
)
@pytest.mark.parametrize(
    "allowed, why",
    [
        ({"parse": ["users"], "users": [ANA]}, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        ({"users": [str(each) for each in range(101)]}, "allowed_mentions.users: BASE_TYPE_BAD_LENGTH"),
        ({"parse": ["here"]}, "allowed_mentions.parse: BASE_TYPE_CHOICES"),
        ({"users": ["ana"]}, "allowed_mentions.users: NUMBER_TYPE_COERCE"),
        ({"roles": [MEMBER, MEMBER]}, "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        ([], "DICT_TYPE_CONVERT"),
    ],
)
async def test_allowed_mentions_are_exact(quiet: Alone, allowed: object, why: str) -> None:
    """A hundred ids, or all of a kind."""
    await quiet.post(
        content="t", allowed_mentions={"users": [str(each) for each in range(100)], "parse": ["roles"]}
    )

    assert why in await quiet.post_refused(content="t", allowed_mentions=allowed)


@proves("mentions: everybody unless told", "mentions: exactly whom", "mentions: none in embeds")
@pytest.mark.parametrize(
    "content, calls",
    [
        ({"content": f"<@{ANA}> <@!{LUC}>"}, {ANA, LUC}),
        ({"content": f"<@{ANA}> <@{LUC}>", "allowed_mentions": {"users": [int(ANA)]}}, {ANA}),
        ({"content": f"<@{ANA}>", "allowed_mentions": {"parse": []}}, set()),
        ({"content": f"<@{ANA}>", "allowed_mentions": {"parse": ["roles"]}}, set()),
        ({"content": "<@1> @ana"}, set()),
        ({"embeds": [embed(description=f"<@{ANA}>")]}, set()),
    ],
)
async def test_whom_a_message_calls(quiet: Alone, content: Json, calls: set[str]) -> None:
    """Without `allowed_mentions`, whoever is named in the content; embeds call nobody."""
    posted = await quiet.post(**content)

    assert quiet.newest().calls == calls
    assert {user["id"] for user in posted["mentions"]} == calls


@proves("mentions: everyone and closed roles by permission")
async def test_everyone_and_a_closed_role_are_called_with_the_permission_only(quiet: Alone) -> None:
    """A role that is open to be mentioned needs none."""
    said = f"@everyone <@&{COORDINATOR}> <@&{MEMBER}>"
    quiet.guild.roles[MEMBER].mentionable = True
    await quiet.post(content=said)
    assert quiet.newest().calls == {MEMBER}

    quiet.guild.channels[WELCOME].overwrites[BOT] = (MENTION_EVERYONE, 0)
    posted = await quiet.post(content=said)

    assert quiet.newest().calls == {MEMBER, COORDINATOR, "everyone"}
    assert (posted["mention_everyone"], set(posted["mention_roles"])) == (True, {MEMBER, COORDINATOR})


@proves("mentions: an edit without them parses anew")
async def test_a_careless_edit_calls_whom_the_message_did_not(quiet: Alone) -> None:
    """The allowances of the message before are forgotten."""
    posted = await quiet.post(content=f"<@{ANA}>", allowed_mentions={"parse": []})
    assert not quiet.newest().calls

    await quiet.well("PATCH", f"{ROOM}/{posted['id']}", {"content": f"<@{ANA}>!"})

    assert quiet.newest().calls == {ANA}


@proves("edit: own messages", "edit: of a message that exists", "delete: own messages")
async def test_only_ones_own_messages_are_changed(quiet: Alone) -> None:
    """Neither anybody else's nor what is not there any more."""
    theirs = Message(quiet.guild.snowflake(), WELCOME, ANA, quiet.guild.now(), "mine")
    quiet.guild.channels[WELCOME].messages.append(theirs)
    ours = await quiet.post(content="t")
    await quiet.well("DELETE", f"{ROOM}/{ours['id']}")

    assert "50005" in await quiet.refused("PATCH", f"{ROOM}/{theirs.id}", {"content": "u"})
    assert "50013" in await quiet.refused("DELETE", f"{ROOM}/{theirs.id}")
    for method, body in (("PATCH", {"content": "u"}), ("DELETE", None), ("GET", None)):
        assert "10008" in await quiet.refused(method, f"{ROOM}/{ours['id']}", body)
    assert theirs.content == "mine"


@proves("edit: what is not given stays", "edit: something is left")
async def test_an_edit_changes_what_it_gives(quiet: Alone) -> None:
    """The rest stays, and something has to."""
    posted = await quiet.post(content="t", embeds=[embed()], components=[row(button())])
    where = f"{ROOM}/{posted['id']}"
    changed = await quiet.well("PATCH", where, {"content": "u", "components": []})

    assert (changed["content"], len(changed["embeds"]), changed["components"]) == ("u", 1, [])
    assert changed["edited_timestamp"]
    await quiet.well("PATCH", where, {"embeds": []})
    assert "50006" in await quiet.refused("PATCH", where, {"content": None})
    assert (await quiet.well("GET", where))["content"] == "u"


@proves("ephemeral: found by nobody through its channel", "ephemeral: one reader")
async def test_an_ephemeral_message_is_seen_by_its_reader_alone(quiet: Alone) -> None:
    """The channel does not know it."""
    made = quiet.begins()
    await quiet.answer(made, 4, {"content": "psst", "flags": 64})
    said = quiet.newest()

    assert [message.content for message in quiet.people["ana"].sees()] == ["psst"]
    assert quiet.people["luc"].sees() == []
    assert said.reader == ANA
    for method, body in (("PATCH", {"content": "u"}), ("GET", None), ("DELETE", None)):
        assert "10008" in await quiet.refused(method, f"{ROOM}/{said.id}", body)


@proves(
    "permissions: view a channel", "permissions: send", "permissions: embed links", "channel: that there is"
)
async def test_a_message_goes_where_the_bot_may_write(quiet: Alone) -> None:
    """Where it sees nothing it may nothing; embeds need their own permission."""
    overwrites = quiet.guild.channels[WELCOME].overwrites
    overwrites[BOT] = (0, EMBED_LINKS)
    assert "50013" in await quiet.post_refused(content="t", embeds=[embed()])
    await quiet.post(content="t")
    overwrites[BOT] = (0, SEND_MESSAGES)
    assert "50013" in await quiet.post_refused(content="t")
    overwrites[BOT] = (0, VIEW_CHANNEL)

    assert "403 50001" in await quiet.post_refused(content="t")
    assert "403 50001" in await quiet.refused("GET", f"/channels/{WELCOME}")
    assert "404 10003" in await quiet.refused("GET", "/channels/1")


@proves("read: with the permission for history")
async def test_what_was_said_is_read_with_a_permission(quiet: Alone) -> None:
    """Which sending does not need."""
    posted = await quiet.post(content="t")
    await quiet.well("GET", f"{ROOM}/{posted['id']}")
    quiet.guild.channels[WELCOME].overwrites[BOT] = (0, READ_MESSAGE_HISTORY)

    assert "403 50001" in await quiet.refused("GET", f"{ROOM}/{posted['id']}")
    await quiet.well("PATCH", f"{ROOM}/{posted['id']}", {"content": "u"})


@proves("permissions: overwrites of roles and members", "permissions: administrators may all")
async def test_overwrites_say_who_sees_a_room(quiet: Alone) -> None:
    """First everybody's, then those of roles, then a member's own; administrators need none of it."""
    room, ana = quiet.guild.channels[COORDINATORS], quiet.people["ana"]
    assert ana.sees(COORDINATORS) == []
    await quiet.well("POST", f"/channels/{COORDINATORS}/messages", {"content": "t"})
    assert len(quiet.people["claire"].sees(COORDINATORS)) == 1

    assert ana.sees(COORDINATORS) == []
    room.overwrites[ANA] = (VIEW_CHANNEL, 0)
    assert len(ana.sees(COORDINATORS)) == 1
    del room.overwrites[ANA]
    quiet.guild.add_role("900000000000000299", "all", 9, 1 << 3)
    ana.member.roles.append("900000000000000299")
    assert len(ana.sees(COORDINATORS)) == 1


@proves(
    "direct: with whom there is",
    "direct: not when it is closed",
    "direct: not with who has left",
    "direct: one for each",
)
async def test_a_direct_message_reaches_who_lets_it(quiet: Alone) -> None:
    """There is one conversation with each; closed, or with somebody who has left, nothing is sent."""
    opened = [await quiet.well("POST", "/users/@me/channels", {"recipient_id": ANA}) for _ in range(2)]
    where = f"/channels/{opened[0]['id']}/messages"
    await quiet.well("POST", where, {"content": "t"})
    quiet.guild.members[ANA].directs = False

    assert opened[0]["id"] == opened[1]["id"]
    assert "50007" in await quiet.refused("POST", where, {"content": "t"})
    quiet.guild.members[ANA].directs = True
    quiet.guild.leaves(ANA)
    assert "50007" in await quiet.refused("POST", where, {"content": "t"})
    assert "10013" in await quiet.refused("POST", "/users/@me/channels", {"recipient_id": "1"})
    assert "50007" in await quiet.refused("POST", "/users/@me/channels", {"recipient_id": BOT})
    assert "50035" in await quiet.refused("POST", "/users/@me/channels", {})
