"""Parts of messages, modals and commands that are right, for whoever makes something wrong of them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def row(*parts: Json) -> Json:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "go", **more: object) -> Json:
    return {"type": 2, "style": 2, "label": "Go", "custom_id": custom_id, **more}


def options(how_many: int) -> list[Json]:
    return [{"label": f"{each}", "value": f"{each}"} for each in range(how_many)]


def select(custom_id: str = "pick", **more: object) -> Json:
    return {"type": 3, "custom_id": custom_id, "options": options(2), **more}


def line(custom_id: str = "line", **more: object) -> Json:
    return {"type": 4, "custom_id": custom_id, "style": 1, **more}


def group(kind: int, how_many: int = 2, **more: object) -> Json:
    return {"type": kind, "custom_id": "group", "options": options(how_many), **more}


def label(component: Json | None = None, **more: object) -> Json:
    return {"type": 18, "label": "Q", "component": component or line(), **more}


def modal(*labels: Json, **more: object) -> Json:
    return {"title": "T", "custom_id": "form", "components": list(labels) or [label()], **more}


def embed(**more: object) -> Json:
    return {"type": "rich", "title": "T", **more}


def embed_field(**more: object) -> Json:
    return {"name": "n", "value": "v", **more}


def command(name: str = "peer", *parts: Json, **more: object) -> Json:
    return {"name": name, "description": "d", **({"options": list(parts)} if parts else {}), **more}


def sub(name: str = "join", *parts: Json, **more: object) -> Json:
    return {"type": 1, **command(name, *parts, **more)}


def text(name: str = "community", **more: object) -> Json:
    return {"type": 3, **command(name, **more)}
