"""`views.*`: modals, which a trigger opens, and everybody's home tab."""

from __future__ import annotations

from typing import Any

from tests.wire.slack import views
from tests.wire.slack.arguments import Arguments
from tests.wire.slack.refusals import Refused
from tests.wire.slack.workspace import APP, BOT_ID, TEAM, View, Workspace


def opened(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/views.open"""
    name = workspace.id("b")
    content = views.check(given.get("view"), "modal", name)
    view = View(workspace.id("V"), workspace.exchange(given.get("trigger_id")), content, workspace.id("h"))
    workspace.views[view.id] = view
    return {"view": shown(view)}


def update(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/views.update: with a `hash`, only if nobody has changed it since."""
    view = workspace.views.get(str(given.get("view_id")))
    if view is None:
        raise Refused("not_found")
    if given.get("hash") not in {None, view.hash}:
        raise Refused("hash_conflict")
    view.content = views.check(given.get("view"), "modal", workspace.id("b"))
    view.hash = workspace.id("h")
    return {"view": shown(view)}


def publish(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/views.publish: a home view, where the home tab is enabled."""
    user = workspace.users.get(str(given.get("user_id")))
    if user is None:
        raise Refused("invalid_arguments", "invalid `user_id`")
    home, content = workspace.homes.get(user.id), views.check(given.get("view"), "home", workspace.id("b"))
    if not workspace.home_enabled:
        raise Refused("not_enabled")
    if home and given.get("hash") not in {None, home.hash}:
        raise Refused("hash_conflict")
    new = View(home.id if home else workspace.id("V"), user.id, content, workspace.id("h"))
    workspace.homes[user.id] = new
    return {"view": shown(new)}


def shown(view: View) -> dict[str, Any]:
    """reference/interaction-payloads/view-interactions-payload, `view`"""
    return {
        "private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None,
        "close": None, "clear_on_close": False, "notify_on_close": False, **view.content,
        "id": view.id, "team_id": TEAM, "hash": view.hash, "root_view_id": view.id, "previous_view_id": None,
        "app_id": APP, "app_installed_team_id": TEAM, "bot_id": BOT_ID, "state": {"values": {}},
    }  # fmt: skip
