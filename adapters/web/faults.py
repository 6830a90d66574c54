"""What is refused or fails becomes a short page in the reader's language; a traceback never leaves."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.logs import log
from adapters.web.pages import LANGUAGES, Pages
from bot.chat import Text
from bot.errors import Malformed

SAID: Mapping[int, tuple[Text, Text]] = {
    400: (Text("web.fault.malformed"), Text("web.fault.malformed.body")),
    403: (Text("web.fault.elsewhere"), Text("web.fault.elsewhere.body")),
    404: (Text("web.fault.unknown"), Text("web.fault.unknown.body")),
    405: (Text("web.fault.method"), Text("web.fault.method.body")),
    408: (Text("web.fault.slow"), Text("web.fault.slow.body")),
    413: (Text("web.fault.large"), Text("web.fault.large.body")),
    429: (Text("web.fault.many"), Text("web.fault.many.body")),
    503: (Text("door.fault.title"), Text("door.fault.body")),
}
AGAIN = "60"  # seconds
LONGEST = 100  # of an address that stands on its page
KEPT = ("Allow", "Location", "Retry-After", "Vary")


class Faults:
    """For the pages, and for what is asked for beside them and is not there."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Never raises."""
        try:
            return await handler(request)
        except web.HTTPRedirection as elsewhere:
            return web.Response(status=elsewhere.status, headers=_kept(elsewhere))
        except Malformed:
            return self.page(request, web.HTTPBadRequest())
        except web.HTTPException as refused:
            return self.page(request, refused)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the person must get an answer
            log.error("web.fault", route=_route(request), exc_info=fault)
            return self.page(request, web.HTTPServiceUnavailable(headers={"Retry-After": AGAIN}))

    def page(self, request: web.BaseRequest, refused: web.HTTPException) -> web.Response:
        title, body = SAID.get(refused.status) or SAID[400 if refused.status < 500 else 503]  # noqa: PLR2004 - whose fault
        reader = self._pages.reader(language_of(request, self._pages.network.languages))
        place = _place(request.rel_url.raw_path)
        answer = self._pages.show("fault.html", reader, place, status=refused.status, title=title, body=body)
        answer.headers.update(_kept(refused))
        return answer


def _kept(refused: web.HTTPException) -> dict[str, str]:
    """Without the library's own words."""
    return {name: refused.headers[name] for name in KEPT if name in refused.headers}


def language_of(request: web.BaseRequest, offered: tuple[str, ...]) -> str:
    """The one of the address, or the first that the browser asks for, or the network's."""
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else preferred(request.headers.get("Accept-Language", ""), offered)


def preferred(accepted: str, offered: tuple[str, ...]) -> str:
    """Of what a browser would rather read (RFC 9110, 12.5.4), the most wanted that we have."""
    wanted = sorted(map(_wanted, accepted.split(",")[:10]), key=lambda each: -each[1])
    found = (tag.split("-")[0].strip().lower() for tag, weight in wanted if weight > 0)
    return next((tag for tag in found if tag in LANGUAGES), offered[0])


def _wanted(part: str) -> tuple[str, float]:
    tag, _, weight = part.partition(";q=")
    try:
        return tag, float(weight) if weight else 1.0
    except ValueError:
        return tag, 0.0


def _place(path: str) -> str:
    """Behind the language, if that is where it is: the switch leads to the same in the other one."""
    language, _, place = path.removeprefix("/").partition("/")
    return place if language in LANGUAGES and len(place) <= LONGEST else ""


def _route(request: web.Request) -> str:
    """By its name alone: an address may hold a secret."""
    resource = request.match_info.route.resource
    return (resource.name if resource else None) or "page"
