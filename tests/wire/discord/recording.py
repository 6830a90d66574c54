"""Every call, in order; with `WIRE_RECORD=FILE` also as a JSON line each. No token is in any of it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

TOKEN = re.compile(r"(/interactions/\d+|/webhooks/\d+)/[^/]+")


@dataclass
class Recording:
    calls: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, request: web.Request, path: str, given: object, status: int, answer: object) -> None:
        headers = {name: value for name, value in request.headers.items() if name != "Authorization"}
        line = {
            "platform": "discord", "method": request.method, "path": TOKEN.sub(r"\1/token", path),
            "json": given, "status": status, "response": answer, "headers": headers,
        }  # fmt: skip
        self.calls.append(line)
        if file := os.environ.get("WIRE_RECORD"):
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    def given(self, method: str, path: str) -> list[Any]:
        """What was given to it, in order; the path as a pattern."""
        return [
            each["json"]
            for each in self.calls
            if each["method"] == method and re.fullmatch(path, each["path"])
        ]
