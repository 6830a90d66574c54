"""Whom a message calls: docs.slack.dev/messaging/formatting-message-text.

"#mentioning-users", "#special-mentions": what stands in angle brackets calls, wherever mrkdwn is read.
"#automatic-parsing": so do `@here` and its like, in blocks unless `verbatim` is true, and in `text` with
`link_names`. Names of people are not linked any more. In plain text nothing calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.wire.slack.parts import Json

_MANUAL = re.compile(r"<(?:@([UW][A-Z0-9]+)|!(here|channel|everyone)|!subteam\^([A-Z0-9]+))(?:\|[^<>]*)?>")
_AUTOMATIC = re.compile(r"(?<![\w@])@(here|channel|everyone)\b")


def called(text: str, blocks: list[Json], *, link_names: bool) -> frozenset[str]:
    """Ids of people and groups, and "here", "channel" or "everyone"."""
    found = {name for written, parsed in _written(text, blocks, link_names=link_names)
             for name in _in(written, parsed=parsed)}  # fmt: skip
    return frozenset(found)


def _in(written: str, *, parsed: bool) -> Iterator[str]:
    for match in _MANUAL.finditer(written):
        yield next(filter(None, match.groups()))
    if parsed:
        yield from _AUTOMATIC.findall(re.sub(r"<[^<>]*>", " ", written))


def _written(text: str, blocks: list[Json], *, link_names: bool) -> Iterator[tuple[str, bool]]:
    """All mrkdwn, and whether mentions in it are made by themselves. `text` counts beside blocks, since it is
    what notifications show."""
    yield text, link_names
    for block in blocks:
        for part in (block.get("text"), *block.get("fields", ()), *block.get("elements", ())):
            if isinstance(part, dict) and part.get("type") == "mrkdwn":
                yield part["text"], not part.get("verbatim", False)
