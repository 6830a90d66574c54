"""The loopback Discord keeps the rules of interactions: what is answered, when, how often, with what."""

from __future__ import annotations

import pytest

from tests.wire.discord.bad_clients import Alone, Json
from tests.wire.discord.ground import ANA, MEMBER, WELCOME
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT
from tests.wire.discord.parts import button, modal, row
from tests.wire.discord.permissions import ALL
from tests.wire.discord.rules import proves

SAID: Json = {"content": "t"}


@proves("answer: within 3 s", "answer: once")
async def test_the_first_answer_comes_within_three_seconds_and_once(quiet: Alone) -> None:
    """Late, there is no such interaction any more."""
    in_time, late = quiet.begins(), quiet.begins()
    quiet.pass_time(3)
    assert (await quiet.answer(in_time, 4, SAID)).status == 204
    quiet.pass_time(1)

    assert "404 10062" in (await quiet.answer(late, 4, SAID)).said
    assert "400 40060" in (await quiet.answer(in_time, 4, SAID)).said
    assert not late.answered.is_set()


@proves("answer: by its id and token", "answer: no authorization")
async def test_an_interaction_is_known_by_its_id_and_token(quiet: Alone) -> None:
    """Which are all that is needed."""
    made, other = quiet.begins(), quiet.begins()
    for path in (f"/interactions/{made.id}/{other.token}", f"/interactions/{made.id}/x"):
        refused = await quiet.call("POST", f"{path}/callback", {"type": 4, "data": SAID})
        assert "404 10062" in refused.said

    assert (await quiet.answer(made, 4, SAID)).status == 204


@proves("answer: of a type that fits", "answer: update of a message that is there")
@pytest.mark.parametrize(
    "kind, fits",
    [(COMMAND, {4, 5, 9}), (COMPONENT, {4, 5, 6, 7, 9}), (AUTOCOMPLETE, {8}), (SUBMIT, {4, 5, 6, 7})],
)
async def test_each_interaction_has_its_answers(quiet: Alone, kind: int, fits: set[int]) -> None:
    """Any other is refused; a message is updated where there is one."""
    await quiet.post(content="t")
    data: dict[int, Json] = {4: SAID, 7: SAID, 8: {"choices": []}, 9: modal()}
    taken = set()
    for answer in range(1, 13):
        with_message = quiet.begins(kind, quiet.guild.channels[WELCOME].messages[0])
        if (await quiet.answer(with_message, answer, data.get(answer))).status == 204:
            taken.add(answer)

    assert taken == fits
    for answer in fits & {6, 7}:
        assert "no message to update" in (await quiet.answer(quiet.begins(kind), answer, SAID)).said


@proves("answer: update of a message that is there")
async def test_a_message_that_was_deleted_is_not_updated(quiet: Alone) -> None:
    """Another first answer is taken all the same."""
    await quiet.post(content="t")
    pressed, card = quiet.begins(COMPONENT, quiet.newest()), quiet.newest()
    quiet.guild.channels[WELCOME].messages.remove(card)

    assert "404 10008" in (await quiet.answer(pressed, 7, SAID)).said
    assert (await quiet.answer(pressed, 4, SAID)).status == 204


@proves("answer: 204, or what it led to")
async def test_an_answer_says_what_it_led_to_when_asked(quiet: Alone) -> None:
    """The message, where there is one."""
    await quiet.post(content="t")
    said = await quiet.answer(quiet.begins(), 4, {"content": "u", "flags": 64}, with_response="1")
    changed = await quiet.answer(quiet.begins(COMPONENT, quiet.newest()), 7, SAID, with_response="true")
    opened = await quiet.answer(quiet.begins(), 9, modal(), with_response="1")

    assert (said.body["resource"]["type"], said.body["resource"]["message"]["flags"]) == (4, 64)
    assert said.body["interaction"]["response_message_ephemeral"] is True
    assert changed.body["resource"]["message"]["content"] == "t"
    assert "resource" not in opened.body
    assert (await quiet.answer(quiet.begins(), 4, SAID)).status == 204


@proves("answer: deferred with no flag but ephemeral", "follow-up: after a deferred answer takes its place")
async def test_a_deferred_answer_is_filled_in_later(quiet: Alone) -> None:
    """By the first follow-up; whether it is ephemeral is decided at once."""
    made = quiet.begins()
    assert "data.flags: BASE_TYPE_CHOICES" in (await quiet.answer(made, 5, {"flags": 4})).said
    await quiet.answer(made, 5, {"flags": 64}, with_response="1")
    waiting = quiet.newest()
    assert (waiting.flags, waiting.reader) == (64 | 128, ANA)
    first = await quiet.after(made, "POST", json={"content": "done"})
    second = await quiet.after(made, "POST", json={"content": "more"})

    assert first.body["id"] == waiting.id
    assert (waiting.content, waiting.flags) == ("done", 64)
    assert second.body["id"] != waiting.id


@proves("token: 15 minutes", "token: after a first answer only", "token: known")
async def test_the_token_is_good_for_fifteen_minutes_after_an_answer(quiet: Alone) -> None:
    """Before and after, nothing is said by it."""
    made = quiet.begins()
    assert "404 10015" in (await quiet.after(made, "POST", json=SAID)).said
    await quiet.answer(made, 4, SAID)
    quiet.pass_time(900)
    assert (await quiet.after(made, "PATCH", "/messages/@original", SAID)).status == 200
    quiet.pass_time(1)

    for method, end, body in (
        ("POST", "", SAID),
        ("PATCH", "/messages/@original", SAID),
        ("DELETE", "/messages/1", None),
    ):
        assert "401 50027" in (await quiet.after(made, method, end, body)).said
    for path in (f"/webhooks/{APP}/x", f"/webhooks/1/{made.token}"):
        assert "404 10015" in (await quiet.call("POST", path, SAID, token="")).said


@proves("original: what the answer showed")
async def test_the_original_is_what_the_answer_showed_or_changed(quiet: Alone) -> None:
    """To a press that updates, the message with the button; to a modal, nothing."""
    await quiet.post(content="card", components=[row(button())])
    card = quiet.newest()
    pressed, asked, opened = quiet.begins(COMPONENT, card), quiet.begins(), quiet.begins()
    await quiet.answer(pressed, 6)
    await quiet.answer(asked, 4, {"content": "psst", "flags": 64})
    await quiet.answer(opened, 9, modal())

    assert (await quiet.after(pressed, "GET", "/messages/@original")).body["id"] == card.id
    assert (await quiet.after(asked, "GET", "/messages/@original")).body["content"] == "psst"
    assert "404 10008" in (await quiet.after(opened, "GET", "/messages/@original")).said
    assert (await quiet.after(asked, "DELETE", "/messages/@original")).status == 204
    assert "404 10008" in (await quiet.after(asked, "PATCH", "/messages/@original", SAID)).said


@proves("interaction: fields in a guild")
async def test_what_comes_with_an_interaction_in_the_guild(quiet: Alone) -> None:
    """Who, with which roles and permissions there, and the bot's."""
    await quiet.post(content="t")
    made = quiet.begins(COMPONENT, quiet.newest(), "claire")
    payload = quiet.server.interactions.payload(made)

    assert payload.keys() == {
        "id", "application_id", "type", "token", "version", "channel_id", "channel", "locale", "entitlements",
        "data", "app_permissions", "context", "authorizing_integration_owners", "attachment_size_limit",
        "guild_id", "guild", "guild_locale", "member", "message",
    }  # fmt: skip
    assert (payload["guild_id"], payload["context"], payload["locale"]) == (GUILD, 0, "fr")
    assert payload["member"]["user"]["global_name"] == "Claire Coté"
    assert MEMBER in payload["member"]["roles"]
    assert 0 < int(payload["member"]["permissions"]) < ALL
    assert payload["message"]["content"] == "t"


@proves("interaction: fields in a direct message")
async def test_what_comes_with_an_interaction_in_a_direct_message(quiet: Alone) -> None:
    """A user, of whose roles nothing is said."""
    ana = quiet.people["ana"].goes_to_direct()
    payload = quiet.server.interactions.payload(quiet.begins())

    assert not {"member", "guild_id", "guild", "guild_locale", "message"} & payload.keys()
    assert (payload["user"]["id"], payload["context"], payload["channel"]["type"]) == (ANA, 1, 1)
    assert payload["channel_id"] == ana.room
