"""The loopback Slack keeps the rules of answers: at response URLs, to commands, submissions, look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.wire.slack.bad_clients import (
    ANA,
    LUC,
    OPEN,
    Alone,
    Json,
    asked,
    chosen,
    home,
    line,
    modal,
    option,
    options,
    section,
)
from tests.wire.slack.deliveries import Answer, NotAcknowledged
from tests.wire.slack.people import Somebody
from tests.wire.slack.rules import proves
from tests.wire.slack.workspace import Message


@dataclass
class Answering:
    """An app that says the same to everything."""

    payload: object

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        return Answer(self.payload)


def ana(slack: Alone, answer: object) -> Somebody:
    return Somebody(slack.workspace.users[ANA], slack.server, Answering(answer), OPEN)


async def ana_in_a_modal(slack: Alone, answer: object) -> Somebody:
    """With a line to fill in, and another in which to look up."""
    blocks = asked(line()), asked(chosen("external_select"), optional=True) | {"block_id": "look"}
    somebody = ana(slack, None)
    view = modal(*blocks)
    await slack.call("views.open", trigger_id=slack.trigger(), view=view)
    await somebody.types("/nothing")
    somebody.delivery = Answering(answer)
    return somebody


def url(slack: Alone, message: Message | None = None) -> str:
    name = slack.workspace.response(ANA, OPEN, message)
    return slack.server.url.replace("/api/", f"/response/{name}")


async def respond(to: str, **content: object) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(to, json=content) as response:
        return response.status, await response.text()


def seen(slack: Alone, user: str) -> list[str]:
    return [message.text for message in slack.workspace.seen_by(user, slack.workspace.channels[OPEN])]


# ---- response URLs


@proves("response URL: 5 times")
async def test_a_response_url_works_five_times(slack: Alone) -> None:
    """Then nothing happens any more; an invented one never worked."""
    to = url(slack)
    answers = [await respond(to, text=f"{each}") for each in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]
    assert await respond(to + "x", text="t") == (404, "expired_url")
    assert seen(slack, ANA) == ["0", "1", "2", "3", "4"]


@proves("response URL: 30 minutes")
async def test_a_response_url_works_for_thirty_minutes(slack: Alone) -> None:
    """Then nothing happens any more."""
    to = url(slack)
    slack.pass_time(1800)
    assert await respond(to, text="in time") == (200, "ok")
    slack.pass_time(1)

    assert await respond(to, text="late") == (404, "expired_url")
    assert seen(slack, ANA) == ["in time"]


@proves("response URL: known fields", "response URL: response_type")
async def test_what_is_said_at_a_response_url_has_the_shape_of_a_message(slack: Alone) -> None:
    """A wrong one counts among the five."""
    to = url(slack)
    assert await respond(to, text="t", channel="C0SECRET") == (500, "invalid_payload")
    assert len(slack.faults()) == 1
    assert await respond(to, text="t", response_type="public") == (500, "invalid_response_type")
    assert await respond(to) == (500, "no_text")
    assert await respond(to, blocks=[asked(line())]) == (500, "invalid_blocks")

    assert [await respond(to, text="t") for _ in range(2)] == [(200, "ok"), (404, "used_url")]


@proves("response URL: replaces and deletes", "command: private unless told")
async def test_a_response_is_private_unless_told_and_replaces_when_told(slack: Alone) -> None:
    """It replaces or deletes the message in which somebody pressed, an ephemeral one too."""
    channel = slack.workspace.channels[OPEN]
    channel.members.append(LUC)
    message = Message(slack.workspace.ts(), "U0PEERS", "before", [], reader=ANA)
    channel.messages.append(message)
    to = url(slack, message)
    await respond(to, text="after", replace_original=True)
    await respond(to, text="private")
    await respond(to, text="public", response_type="in_channel")
    assert (seen(slack, ANA), seen(slack, LUC)) == (["after", "private", "public"], ["public"])
    assert await respond(to, delete_original=True, colour="red") == (500, "invalid_payload")
    assert len(slack.faults()) == 1
    await respond(to, delete_original=True)

    assert seen(slack, ANA) == ["private", "public"]


# ---- commands


@proves("command: private unless told")
@pytest.mark.parametrize(
    "answer",
    [
        {"text": "t", "response_type": "public"},
        {"text": "t", "colour": "red"},
        {"response_type": "ephemeral"},
        {"text": "t", "blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "h"}}]},
    ],
)
async def test_an_answer_to_a_command_that_is_no_message_is_an_error_to_the_person(
    slack: Alone, answer: Json
) -> None:
    """Nothing of it is shown."""
    with pytest.raises(NotAcknowledged):
        await ana(slack, answer).types("/peer join")

    assert seen(slack, ANA) == []


@proves("command: private unless told")
async def test_an_answer_to_a_command_is_seen_by_whoever_typed_it(slack: Alone) -> None:
    """Slack's default, which a bot that must not leak does not rely on."""
    slack.workspace.channels[OPEN].members.append(LUC)
    await ana(slack, {"text": "yours"}).types("/peer")
    await ana(slack, {"text": "ours", "response_type": "in_channel"}).types("/peer")

    assert (seen(slack, ANA), seen(slack, LUC)) == (["yours", "ours"], ["ours"])


# ---- submissions

WRONG: Mapping[str, tuple[object, ...]] = {
    "submission: errors at inputs that exist": (
        {"response_action": "errors", "errors": {"elsewhere": "Wrong"}},
        {"response_action": "errors", "errors": {}},
    ),
    "submission: errors are sentences": (
        {"response_action": "errors", "errors": {"q": ""}},
        {"response_action": "errors", "errors": {"q": ["Wrong"]}},
        {"response_action": "errors", "errors": "Wrong"},
    ),
    "submission: update with a valid modal": (
        {"response_action": "update", "view": home()},
        {"response_action": "update", "view": modal(section("x" * 3001))},
        {"response_action": "update"},
    ),
    "submission: push with a valid modal": ({"response_action": "push", "view": home()},),
    "submission: clear closes all": ({"response_action": "clear", "view": modal()},),
    "submission: nothing else": (
        {"response_action": "close"}, {"errors": {"q": "Wrong"}}, {"response_action": "errors"}, "t", [],
        {"response_action": "errors", "errors": {"q": "Wrong"}, "view": modal()},
    ),
}  # fmt: skip


@proves(*WRONG)
@pytest.mark.parametrize(
    "rule, place", [(rule, place) for rule in WRONG for place in range(len(WRONG[rule]))]
)
async def test_a_wrong_answer_to_a_submission_is_an_error_to_the_person(
    slack: Alone, rule: str, place: int
) -> None:
    """The modal stays as it was."""
    somebody = await ana_in_a_modal(slack, WRONG[rule][place])
    before = somebody.screen
    with pytest.raises(NotAcknowledged, match=r"invalid_response|invalid_arguments"):
        await somebody.fills_in(q="a")

    assert somebody.screen is before
    assert somebody.errors == {}


@proves(
    "submission: errors at inputs that exist",
    "submission: update with a valid modal",
    "submission: push with a valid modal",
    "submission: clear closes all",
)
async def test_what_a_right_answer_to_a_submission_does(slack: Alone) -> None:
    """Errors stand at their field; an update takes the place; a push lies on top; clear closes all."""
    somebody = await ana_in_a_modal(slack, {"response_action": "errors", "errors": {"q": "Too short"}})
    await somebody.fills_in(q="a")
    assert somebody.errors == {"q": "Too short"}
    first = somebody.screen
    pushed = modal(asked(line()), callback_id="pushed")
    somebody.delivery = Answering({"response_action": "push", "view": pushed})
    await somebody.fills_in(q="a")
    assert (somebody.errors, len(slack.workspace.views)) == ({}, 2)
    assert somebody.screen is not first
    updated = modal(asked(line()), callback_id="updated")
    somebody.delivery = Answering({"response_action": "update", "view": updated})
    await somebody.fills_in(q="a")
    assert somebody.screen is not None
    assert somebody.screen.content["callback_id"] == "updated"
    somebody.delivery = Answering({"response_action": "clear"})
    await somebody.fills_in(q="a")

    assert slack.workspace.views == {}


# ---- look-ups


@proves("suggestions: 100 options", "suggestions: options only")
@pytest.mark.parametrize(
    "answer",
    [
        {"options": options(101)},
        {"options": [option("x" * 76)]},
        {"options": [option(value="x" * 151)]},
        {"options": {}, "text": "t"},
        {"options": "none"},
        {},
        None,
    ],
)
async def test_wrong_options_are_an_error_to_the_person(slack: Alone, answer: object) -> None:
    """Too many, too long, or of another shape."""
    somebody = await ana_in_a_modal(slack, answer)

    with pytest.raises(NotAcknowledged, match="invalid_options"):
        await somebody.looks_up("look", "abc")


@proves("suggestions: 100 options")
@pytest.mark.parametrize("how_many", [0, 100])
async def test_no_option_and_a_hundred_are_options(slack: Alone, how_many: int) -> None:
    """They are what the person sees."""
    somebody = await ana_in_a_modal(slack, {"options": options(how_many)})

    assert len(await somebody.looks_up("look", "abc")) == how_many
    assert await somebody.looks_up("look", "ab") == []
