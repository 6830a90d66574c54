"""The loopback Discord keeps the rules of calls: who calls, how, what there is, and how often."""

from __future__ import annotations

import aiohttp

from tests.wire.discord.bad_clients import AGENT, ROOM, Alone
from tests.wire.discord.ground import ANA, BOTS, COORDINATOR, MEMBER, WELCOME
from tests.wire.discord.guild import BOT, GUILD
from tests.wire.discord.interactions import COMMAND
from tests.wire.discord.rates import GLOBAL
from tests.wire.discord.rules import proves
from tests.wire.discord.server import TOKEN, Fault

MEMBERS = f"/guilds/{GUILD}/members"


@proves("call: bot token", "call: user agent")
async def test_who_calls_says_who_it_is(quiet: Alone) -> None:
    """As a bot with its token, and with a name of the documented form."""
    for token in ("", TOKEN, f"Bearer {TOKEN}", "Bot x"):
        refused = await quiet.call("GET", "/users/@me", token=token)
        assert refused.said.startswith("401 0")
    for agent in ("curl/8", "Mozilla/5.0", ""):
        assert "403 40333" in (await quiet.call("GET", "/users/@me", agent=agent)).said

    assert (await quiet.call("GET", "/users/@me", agent=AGENT)).body["id"] == BOT


@proves("call: well-formed JSON", "call: JSON")
async def test_a_body_is_json(quiet: Alone) -> None:
    """And says so; so do all answers, exactly."""
    head = {"User-Agent": AGENT, "Authorization": f"Bot {TOKEN}"}
    url = quiet.server.api + ROOM
    for content_type, body, code in (
        ("application/json", b"{", 50109),
        ("application/json", b"\xff", 50109),
        ("text/plain", b"{}", 50035),
    ):
        headers = head | {"Content-Type": content_type}
        async with quiet.session.post(url, data=body, headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (400, code)
            assert response.headers["Content-Type"] == "application/json"
    async with quiet.session.post(url, data=aiohttp.FormData({"content": "t"}), headers=head) as response:
        assert response.status == 400


@proves("call: known routes", "call: known arguments")
async def test_what_no_rule_is_known_for_fails_the_test(quiet: Alone) -> None:
    """A route, a parameter, a body that it does not expect."""
    assert "404" in await quiet.refused("GET", "/guilds/1/emojis")
    assert "404" in await quiet.refused("GET", "/users/@me", colour="red")
    assert "404" in await quiet.refused("GET", "/users/@me", {"colour": "red"})
    assert "404" in await quiet.refused("PUT", f"{MEMBERS}/{ANA}/roles/{MEMBER}", {"a": 1})

    assert len(quiet.faults()) == 4


@proves("guild: that the bot is in", "member: who is there", "ids: snowflakes")
async def test_what_there_is_in_the_guild(quiet: Alone) -> None:
    """Its roles, its rooms, its people; nothing of another one."""
    roles = await quiet.well("GET", f"/guilds/{GUILD}/roles")
    rooms = await quiet.well("GET", f"/guilds/{GUILD}/channels")
    ana = await quiet.well("GET", f"{MEMBERS}/{ANA}")

    assert {each["id"] for each in roles} >= {GUILD, MEMBER, BOTS}
    assert rooms[0]["name"] == "welcome"
    assert (ana["user"]["global_name"], ana["roles"]) == ("Ana Roy", [])
    for path in ("/guilds/1", "/guilds/1/roles", "/guilds/1/channels", f"/guilds/1/members/{ANA}"):
        assert "404 10004" in await quiet.refused("GET", path)
    assert "404 10007" in await quiet.refused("GET", f"{MEMBERS}/1")
    assert "50035 Invalid Form Body user_id" in await quiet.refused("GET", f"{MEMBERS}/ana")


@proves(
    "roles: by permission", "roles: below the bot's highest", "roles: no managed one", "role: that there is"
)
async def test_a_role_is_given_by_whom_stands_above_it(quiet: Alone) -> None:
    """With the permission, and neither another app's nor everybody's."""
    given = f"{MEMBERS}/{ANA}/roles"
    for _ in range(2):
        await quiet.well("PUT", f"{given}/{MEMBER}")
    assert quiet.guild.members[ANA].roles == [MEMBER]
    for _ in range(2):
        await quiet.well("DELETE", f"{given}/{MEMBER}")
    assert quiet.guild.members[ANA].roles == []

    for role in (COORDINATOR, BOTS, GUILD):
        assert "403 50013" in await quiet.refused("PUT", f"{given}/{role}")
    assert "404 10011" in await quiet.refused("PUT", f"{given}/1")
    assert "404 10007" in await quiet.refused("PUT", f"{MEMBERS}/1/roles/{MEMBER}")
    quiet.guild.add_role("900000000000000297", "other app", 0).managed = True
    assert "403 50013" in await quiet.refused("PUT", f"{given}/900000000000000297")
    quiet.guild.roles[BOTS].permissions = 0
    assert "403 50013" in await quiet.refused("DELETE", f"{given}/{MEMBER}")


# ---- how often


@proves("rates: headers on ordinary routes", "rates: none on interactions")
async def test_ordinary_routes_tell_what_remains(quiet: Alone) -> None:
    """Interactions tell nothing."""
    quiet.server.rates.strict = True
    replies = [await quiet.call("POST", ROOM, {"content": "t"}) for _ in range(5)]
    answered = await quiet.answer(quiet.begins(COMMAND), 4, {"content": "t"})

    assert [each.headers["X-RateLimit-Remaining"] for each in replies] == ["4", "3", "2", "1", "0"]
    assert {each.headers["X-RateLimit-Limit"] for each in replies} == {"5"}
    assert replies[0].headers["X-RateLimit-Reset-After"] == "5.000"
    assert not [name for name in answered.headers if name.startswith("X-RateLimit")]


@proves("rates: buckets of a route", "rates: 429 with what to wait", "rates: waited for")
async def test_who_sends_although_nothing_remains_is_refused(quiet: Alone) -> None:
    """Per channel; and it is held against them, as is not to wait."""
    quiet.server.rates.strict = True
    other = ROOM.replace(WELCOME, "900000000000000102")
    first, *_ = [await quiet.call("POST", ROOM, {"content": "t"}) for _ in range(5)]
    second = await quiet.call("POST", other, {"content": "t"})
    refused = await quiet.call("POST", ROOM, {"content": "t"})

    assert first.headers["X-RateLimit-Bucket"] == second.headers["X-RateLimit-Bucket"]
    assert (second.headers["X-RateLimit-Remaining"], refused.status) == ("4", 429)
    assert (refused.body["retry_after"], refused.body["global"]) == (5.0, False)
    assert (refused.headers["Retry-After"], refused.headers["X-RateLimit-Scope"]) == ("5", "user")
    assert len(quiet.faults()) == 1
    await quiet.call("POST", ROOM, {"content": "t"})
    assert len(quiet.faults()) == 2
    quiet.pass_time(5)
    assert (await quiet.call("POST", ROOM, {"content": "t"})).status == 200


@proves("rates: 50 a second")
async def test_all_together_there_are_fifty_a_second(quiet: Alone) -> None:
    """Interactions are not counted, nor held up."""
    quiet.server.rates.strict = True
    for each in range(GLOBAL):
        await quiet.call("GET", f"/channels/{each}")
    refused = await quiet.call("GET", "/users/@me")

    assert refused.body["global"] is True
    assert refused.headers["X-RateLimit-Global"] == "true"
    assert "X-RateLimit-Remaining" not in refused.headers
    assert (await quiet.answer(quiet.begins(), 4, {"content": "t"})).status == 204
    quiet.pass_time(1)
    assert (await quiet.call("GET", "/users/@me")).status == 200


@proves("rates: 10,000 invalid requests")
async def test_too_many_invalid_requests_are_held_against_the_address(quiet: Alone) -> None:
    """401, 403 and 429 count, for ten minutes; 404 does not."""
    assert quiet.server.rates.invalid_most == 10_000
    quiet.server.rates.invalid_most = 3
    for token in ("", "Bot x", "Bearer"):
        await quiet.call("GET", "/users/@me", token=token)
    quiet.pass_time(600)
    for _ in range(3):
        await quiet.call("GET", "/users/@me", agent="x")
    await quiet.call("GET", "/channels/1")
    assert quiet.faults() == []

    quiet.server.once("GET /users/@me", Fault(429))
    await quiet.call("GET", "/users/@me")
    assert len(quiet.faults()) == 1
