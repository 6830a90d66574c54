"""`python -m tests.bench.slack_served KIND FOLDER PEOPLE`: one HTTP server that Slack could speak to, in a
process of its own, until its standard input ends; it prints its port. KIND is `bot`, or one of two bare Bolt
apps that only acknowledge: `bare` in the default mode, `bare-first` with `process_before_response`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.clock import SystemClock, SystemEntropy
from adapters.logs import configure_logs
from adapters.slack.http import PATH
from adapters.slack.lifecycle import Slack, SlackOptions
from adapters.web.health import serve
from adapters.wiring import put_together, spare_collections
from adapters.words import Words
from adapters.zones import use_pinned_zones
from storage.engine import open_storage
from storage.migrations import migrate
from tests.bench.events import NoMail
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.north import CHANNELS, NETWORK
from tests.wire.slack.server import BOT_TOKEN, HOST, slack_server
from tests.wire.slack.workspace import TEAM, Workspace


async def bot(folder: Path, people: int) -> None:
    """The real one, as `peerbot run` puts it together, with its SQLite file; nothing is sent meanwhile."""
    clock, entropy = SystemClock(), SystemEntropy()
    url = f"sqlite:///{folder / 'slack.db'}"
    migrate(url)
    storage = open_storage(url, entropy.bytes(32), entropy, clock)
    workspace = Workspace(lambda: clock.now().timestamp())
    for number in range(people):
        workspace.add_user(f"U{number}", "Jo Bench")
    async with slack_server(workspace) as server:
        options = SlackOptions(BOT_TOKEN, CHANNELS, signing_secret=SIGNING_SECRET, api_url=server.url)
        slack = Slack(options, Words.load(), NETWORK)
        whole = put_together(NETWORK, storage, clock, entropy, (slack,), NoMail())
        whole.world.limits.lift()
        stopping = asyncio.Event()
        running = asyncio.create_task(slack.run(whole.door, stopping))
        await slack.ready.wait()
        spare_collections()  # Slack's people lie in this process too
        await _served(slack.routes())
        stopping.set()
        await running
    storage.close()


async def bare(*, first: bool) -> None:
    """Bolt as its documentation shows it, with signatures checked by Bolt itself."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U0PEERS", bot_token=BOT_TOKEN)

    app = AsyncApp(authorize=authorize, signing_secret=SIGNING_SECRET, process_before_response=first)

    @app.command("/peer")
    async def command(ack: AsyncAck) -> None:
        await ack()

    @app.view("joining.submit:new:0")
    async def submission(ack: AsyncAck) -> None:
        await ack()

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    await _served([web.post(PATH, take)])


async def _served(routes: list[web.RouteDef]) -> None:
    app = web.Application()
    app.add_routes(routes)
    runner = await serve(app, HOST, 0)
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


def main() -> None:
    use_pinned_zones()
    configure_logs("error")
    kind, folder, people = sys.argv[1:]
    asyncio.run(bot(Path(folder), int(people)) if kind == "bot" else bare(first=kind == "bare-first"))


if __name__ == "__main__":
    main()
