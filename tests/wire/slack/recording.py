"""Every call, in order; with `WIRE_RECORD=FILE` also as a JSON line each. No token is in any of it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web


@dataclass
class Recording:
    calls: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, request: web.Request, given: object, status: int, answer: object) -> None:
        line = {
            "platform": "slack", "method": request.method, "path": request.path, "json": given,
            "status": status, "response": answer, "headers": _but_secrets(request),
        }  # fmt: skip
        self.calls.append(line)
        if file := os.environ.get("WIRE_RECORD"):
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    def given(self, path: str) -> list[Any]:
        return [each["json"] for each in self.calls if each["path"] == path]


def _but_secrets(request: web.Request) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name != "Authorization"}
