"""Recorded traffic, held against Discord's official description of its HTTP API, where that is at hand.

github.com/discord/discord-api-spec. It is a preview and lax: that it lets something
pass proves little.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.public_data import PUBLIC_DATA

DESCRIPTION = PUBLIC_DATA / "discord-openapi.json"
REQUESTS, ANSWERS = "urn:requests", "urn:answers"
beside_the_description = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Discord's description does not lie beside the repository"
)
Json = Mapping[str, Any]


def check_traffic(calls: Iterable[Json]) -> list[str]:
    """What the description says against each call of a client, and against each answer of the loopback's; not
    against what went wrong because a test wanted it."""
    return [said for call in calls for said in _check(call)]


def assert_described(calls: Iterable[Json]) -> None:
    """Where there is a description; else nothing is known."""
    wrong = check_traffic(calls) if DESCRIPTION.exists() else []
    assert not wrong, wrong


def _check(call: Json) -> Iterator[str]:
    method, path, status = call["method"], call["path"].partition("?")[0], call["status"]
    where = _find(method, path)
    if where is None:
        yield f"{method} {path} is not described"
        return
    yield from _against(_body(where), call["json"], f"{method} {path}", REQUESTS)
    if 200 <= status < 500:
        yield from _against(_answer(where, status), call["response"], f"{status} of {method} {path}", ANSWERS)


def _against(pointer: str | None, said: object, what: str, name: str) -> Iterator[str]:
    if pointer is None:
        if said not in (None, {}):
            yield f"{what}: there is nothing to say"
        return
    if said is not None and (wrong := _wrong(name, pointer, json.dumps(said))):
        yield f"{what}: {wrong}"


@cache
def _wrong(name: str, pointer: str, written: str) -> str:
    """Once for what is said again and again."""
    error = best_match(_validator(name, pointer).iter_errors(json.loads(written)))
    return f"{error.json_path}: {error.message[:300]}" if error else ""


# ---- where it stands in the description


@cache
def _description() -> Any:  # noqa: ANN401 - JSON
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


@cache
def _resources() -> Registry[Any]:
    """In requests the library writes an id as a number, which Discord takes as well; permissions of a command
    are a string, as docs.discord.com/developers/interactions/application-commands has them."""
    requests = copy.deepcopy(_description())
    schemas = requests["components"]["schemas"]
    schemas["SnowflakeType"]["type"] = ["string", "integer"]
    permissions = schemas["ApplicationCommandUpdateRequest"]["properties"]["default_member_permissions"]
    permissions["type"] = ["string", "integer", "null"]
    both = {REQUESTS: requests, ANSWERS: _description()}
    return Registry().with_resources(
        (name, Resource.from_contents(each, default_specification=DRAFT202012)) for name, each in both.items()
    )


@cache
def _validator(name: str, pointer: str) -> Any:  # noqa: ANN401 - published without types
    quick = {"oneOf": _one_of, "anyOf": _one_of}
    schema = {"$ref": f"{name}#{pointer}"}
    return validators.extend(Draft202012Validator, quick)(schema, registry=_resources())


def _one_of(validator: Any, branches: list[Json], instance: object, schema: Json) -> Iterator[Any]:  # noqa: ANN401 - as above
    """By `type` or by a constant, where the branches have one: the others need not be tried."""
    fitting = [each for each in branches if _fits(_followed(each), instance)]
    yield from Draft202012Validator.VALIDATORS["anyOf"](validator, fitting, instance, schema)


def _followed(branch: Json) -> Json:
    name = str(branch.get("$ref", "")).rpartition("/")[2]
    found: Json = _description()["components"]["schemas"][name] if name else branch
    return found


def _fits(branch: Json, instance: object) -> bool:
    if "const" in branch:
        return bool(branch["const"] == instance)
    kinds = branch.get("properties", {}).get("type", {}).get("enum")
    return not (kinds and isinstance(instance, dict)) or instance.get("type") in kinds


def _find(method: str, path: str) -> tuple[str, str] | None:
    """The path with the fewest braces that fits."""
    for template in sorted(_description()["paths"], key=lambda each: each.count("{")):
        pattern = re.sub(r"\{\w+\}", "[^/]+", template)
        if re.fullmatch(pattern, path) and method.lower() in _description()["paths"][template]:
            return template, method.lower()
    return None


def _body(where: tuple[str, str]) -> str | None:
    operation = _description()["paths"][where[0]][where[1]]
    content = (operation.get("requestBody") or {}).get("content", {})
    return _pointer(where, "requestBody") if "application/json" in content else None


def _answer(where: tuple[str, str], status: int) -> str | None:
    """By the number, or by its hundred; what stands elsewhere is followed."""
    responses = _description()["paths"][where[0]][where[1]]["responses"]
    name = str(status) if str(status) in responses else f"{status // 100}XX"
    response = responses[name]
    if "$ref" in response:
        pointer: str = response["$ref"].removeprefix("#")
        return pointer + "/content/application~1json/schema"
    return _pointer(where, "responses", name) if "content" in response else None


def _pointer(where: tuple[str, str], *names: str) -> str:
    steps = ["paths", *where, *names, "content", "application/json", "schema"]
    return "".join(
        "/" + step.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        for step in steps
    )
