"""The loopback Slack keeps the rules of modals and home tabs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.wire.slack.bad_clients import (
    ANA,
    Alone,
    Json,
    asked,
    home,
    line,
    modal,
    mrkdwn,
    plain,
    section,
)
from tests.wire.slack.rules import proves

MODALS: Mapping[str, tuple[Json, Json, str]] = {  # what is taken, what is refused, and why
    "modal: title 24": (modal(title=plain("x" * 24)), modal(title=plain("x" * 25)), "less than 25"),
    "modal: submit 24": (modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25)), "less than 25"),
    "modal: close 24": (modal(close=plain("x" * 24)), modal(close=plain("x" * 25)), "less than 25"),
    "modal: a title": (modal(), {"type": "modal", "blocks": [section()]}, "required field: title"),
    "modal: submit with inputs": (
        modal(asked(line())),
        {"type": "modal", "title": plain("T"), "blocks": [asked(line())]},
        "required field: submit",
    ),
    "view: private_metadata 3000": (
        modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "less than 3001",
    ),
    "modal: flags are booleans": (
        modal(clear_on_close=True, notify_on_close=False), modal(notify_on_close="no"), "must be a boolean",
    ),
    "view: callback_id 255": (modal(callback_id="x" * 255), modal(callback_id="x" * 256), "1 to 255"),
    "view: external_id 255": (modal(external_id="x" * 255), modal(external_id="x" * 256), "1 to 255"),
    "view: no other property": (modal(), modal(colour="red"), "additional property: colour"),
    "view: at most 250 kB": (
        modal(*[section("é" * 1200)] * 10), modal(*[section("é" * 1300)] * 100), "view_too_large",
    ),
    "modal: plain text": (modal(), modal(title=mrkdwn("*T*")), "plain_text"),
}  # fmt: skip
HOMES: Mapping[str, tuple[Json, str]] = {
    "home: no title": (home(title=plain("T")), "additional property: title"),
    "home: no submit": (home(submit=plain("S")), "additional property: submit"),
    "views.publish: home views only": (modal(), "must be a home"),
}


@proves(*MODALS)
@pytest.mark.parametrize("rule", MODALS)
async def test_a_modal_of_another_shape_is_refused(slack: Alone, rule: str) -> None:
    """When it is opened, and when it takes another's place."""
    taken, not_taken, why = MODALS[rule]
    opened = await slack.call("views.open", trigger_id=slack.trigger(), view=taken)

    assert why in await slack.refused("views.open", trigger_id=slack.trigger(), view=not_taken)
    assert why in await slack.refused("views.update", view_id=opened["view"]["id"], view=not_taken)


@proves(*HOMES)
@pytest.mark.parametrize("rule", HOMES)
async def test_a_home_tab_of_another_shape_is_refused(slack: Alone, rule: str) -> None:
    """It has neither title nor submit, and no modal is one."""
    not_taken, why = HOMES[rule]

    assert (await slack.call("views.publish", user_id=ANA, view=home()))["ok"]
    assert why in await slack.refused("views.publish", user_id=ANA, view=not_taken)


@proves("trigger: lives 3 s")
async def test_a_trigger_lives_three_seconds(slack: Alone) -> None:
    """By Slack's clock."""
    in_time, late = slack.trigger(), slack.trigger()
    slack.pass_time(3)
    assert (await slack.call("views.open", trigger_id=in_time, view=modal()))["ok"]
    slack.pass_time(0.001)

    assert await slack.refused("views.open", trigger_id=late, view=modal()) == "expired_trigger_id"


@proves("trigger: works once")
async def test_a_trigger_works_once(slack: Alone) -> None:
    """The second dialog does not open."""
    trigger = slack.trigger()
    await slack.call("views.open", trigger_id=trigger, view=modal())

    assert await slack.refused("views.open", trigger_id=trigger, view=modal()) == "exchanged_trigger_id"


@proves("trigger: is Slack's own")
@pytest.mark.parametrize("trigger", ["", "1.T0NORTH.abc", None])
async def test_a_trigger_cannot_be_invented(slack: Alone, trigger: str | None) -> None:
    """Slack knows which it gave."""
    assert await slack.refused("views.open", trigger_id=trigger, view=modal()) == "invalid_trigger_id"


@proves("trigger: works once")
async def test_a_modal_that_is_refused_does_not_use_up_the_trigger(slack: Alone) -> None:
    """What is wrong with it comes first."""
    trigger = slack.trigger()
    await slack.refused("views.open", trigger_id=trigger, view=home())

    assert (await slack.call("views.open", trigger_id=trigger, view=modal()))["ok"]


@proves("views.update: of a view that exists", "views.update: with its newest hash")
async def test_a_modal_is_changed_by_whoever_has_seen_its_newest_state(slack: Alone) -> None:
    """By its hash; without one, by anybody who knows its id."""
    opened = (await slack.call("views.open", trigger_id=slack.trigger(), view=modal()))["view"]
    new = (await slack.call("views.update", view_id=opened["id"], hash=opened["hash"], view=modal()))["view"]
    again = {"view_id": opened["id"], "view": modal()}

    assert new["hash"] != opened["hash"]
    assert await slack.refused("views.update", hash=opened["hash"], **again) == "hash_conflict"
    assert (await slack.call("views.update", **again))["ok"]
    assert await slack.refused("views.update", view_id="V0NONE", view=modal()) == "not_found"


@proves("views.publish: with its newest hash")
async def test_a_home_tab_is_changed_by_whoever_has_seen_its_newest_state(slack: Alone) -> None:
    """By its hash, if one is given."""
    first = (await slack.call("views.publish", user_id=ANA, view=home()))["view"]
    await slack.call("views.publish", user_id=ANA, view=home(), hash=first["hash"])

    stale = await slack.refused("views.publish", user_id=ANA, view=home(), hash=first["hash"])
    assert stale == "hash_conflict"


@proves("views.publish: for somebody", "views.publish: home tab enabled")
async def test_a_home_tab_is_somebodys_where_there_are_any(slack: Alone) -> None:
    """The app's settings can turn it off."""
    nobody = await slack.refused("views.publish", user_id="U0NOBODY", view=home())
    slack.workspace.home_enabled = False

    assert nobody == "invalid_arguments invalid `user_id`"
    assert await slack.refused("views.publish", user_id=ANA, view=home()) == "not_enabled"
