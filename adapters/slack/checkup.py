"""What the doctor looks at on Slack: the token, the rights, the rooms. It changes nothing there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from adapters.doctor import Finding, fail, ok, warn
from adapters.platform import DeliveryFailed
from adapters.slack import manifest
from adapters.slack.api import Api, Said
from adapters.slack.lifecycle import SlackOptions
from adapters.slack.retention import retained
from bot.chat import Room

ROOMS = {
    Room.COORDINATORS: "the coordinators' channel",
    Room.MEMBERS: "the members' channel",
    Room.FACILITATORS: "the facilitators' channel",
    Room.WELCOME: "the welcome channel",
}
DECIDING = frozenset({Room.COORDINATORS, Room.FACILITATORS})
PRIVATE = DECIDING | {Room.MEMBERS}


async def examine(options: SlackOptions) -> AsyncIterator[Finding]:
    """Each as a line; when the token does not work there is nothing else to see."""
    client = AsyncWebClient(
        options.bot_token, options.api_url, proxy=options.proxy or None, retry_handlers=[]
    )
    revoked = list[str]()
    api = Api(client, revoked.append)
    try:
        who, scopes = await api.who()
    except (Said, DeliveryFailed) as failed:
        yield fail(_no_start(failed, revoked))
        return
    yield ok(f"Slack takes the bot token, of the workspace {who.get('team', '')!s:.80}")
    for finding in rights(scopes):
        yield finding
    for room, channel in options.channels.items():
        yield await _room(api, room, channel)
    if options.app_token:
        yield await _socket(client, options.app_token)
    yield warn(retained(who))


def _no_start(failed: Said | DeliveryFailed, revoked: Sequence[str]) -> str:
    """The token, the way to Slack, or something in between."""
    if revoked or isinstance(failed, Said):
        return f"Slack does not take the bot token ({revoked[0] if revoked else failed})"
    if failed.code == "slack_scopes_unknown":
        return "what answers does not say what the app may do: is PEERBOT_SLACK_API_URL Slack's?"
    return f"Slack cannot be reached ({failed.code})"


def rights(scopes: Sequence[str]) -> list[Finding]:
    """What was granted, beside what the manifest asks for."""
    reading, missing, beyond = (
        manifest.reads_conversation(scopes), manifest.missing(scopes), manifest.beyond(scopes),
    )  # fmt: skip
    findings = [fail(f"the app may read conversation ({scope}): take that away, the bot does not start")
                for scope in reading]  # fmt: skip
    findings += [fail(f"a right is missing: {scope} ({manifest.SCOPES[scope]})") for scope in missing]
    findings += [warn(f"a right that is not needed: {scope}") for scope in beyond]
    return findings or [ok("the app has exactly the rights that are needed")]


async def _room(api: Api, room: Room, channel: str) -> Finding:
    try:
        answer = await api.call("conversations.info", channel=channel)
    except Said:
        return fail(f"{ROOMS[room]} {channel} is not there, or the bot is not in it: /invite it there")
    except DeliveryFailed as failed:
        return fail(f"{ROOMS[room]} {channel} cannot be looked at ({failed.code})")
    return _described(room, channel, answer.get("channel", {}))


def _described(room: Room, channel: str, found: Mapping[str, object]) -> Finding:
    what = f"{ROOMS[room]} {channel}"
    if found.get("is_archived"):
        return fail(f"{what} is archived")
    if not found.get("is_member"):
        return fail(f"the bot is not in {what}: /invite it there")
    if room in DECIDING and not found.get("is_private"):
        return fail(f"{what} is public: whoever joins it could decide; make it private")
    if room in PRIVATE and not found.get("is_private"):
        return warn(f"{what} is public: everybody in the workspace can read it")
    return ok(f"the bot is in {what}")


async def _socket(client: AsyncWebClient, app_token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=app_token)
    except Exception as error:  # noqa: BLE001 - whatever the library raises; its words hold what was sent
        return fail(f"Slack does not take the app-level token for Socket Mode ({type(error).__name__})")
    return ok("Slack takes the app-level token for Socket Mode")
