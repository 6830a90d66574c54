"""What is let in over HTTP: bytes that Slack has signed a moment ago, once, and of a shape that can be read.

Bolt reads a body before it looks at its signature, and fails on many a broken one: so nothing reaches it that
was not checked here. docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

BODY_LIMIT = 256 * 1024
WINDOW = 300  # seconds
REMEMBERED = 20_000
DEPTH = 40
FORM_FIELDS = 100
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Refused(Exception):
    """`status` is 400, 401, 408, 413 or 415; `code` a word for the log. Nothing of the request is in it."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Gate:
    """`now` is in seconds since 1970."""

    def __init__(self, secret: bytes, now: Callable[[], float]) -> None:
        self._secret, self._now = secret, now
        self._seen: OrderedDict[str, float] = OrderedDict()

    def check(self, body: bytes, content_type: str, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """The payload, in whatever it was wrapped; raises `Refused`."""
        if len(body) > BODY_LIMIT:
            raise Refused(413, "too_large")
        self._verify(body, headers)
        if content_type == FORM:
            return _payload(_form(body))
        if content_type == JSON:
            return _json(body)
        raise Refused(415, "content_type")

    def _verify(self, body: bytes, headers: Mapping[str, str]) -> None:
        stamp = headers.get(STAMP, "")
        signature = headers.get(SIGNATURE, "")
        if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            raise Refused(401, "unsigned")
        if abs(self._now() - int(stamp)) > WINDOW:
            raise Refused(401, "stale")
        digest = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={digest}", signature):
            raise Refused(401, "wrong_signature")
        self._remember(signature)

    def _remember(self, signature: str) -> None:
        """A retry of Slack's is signed anew; the same signature again is somebody else's copy."""
        while self._seen and (len(self._seen) > REMEMBERED or self._oldest() < self._now() - 2 * WINDOW):
            self._seen.popitem(last=False)
        if signature in self._seen:
            raise Refused(401, "replayed")
        self._seen[signature] = self._now()

    def forget(self, headers: Mapping[str, str]) -> None:
        """What could not be taken may come again as it is."""
        self._seen.pop(headers.get(SIGNATURE, ""), None)

    def _oldest(self) -> float:
        return next(iter(self._seen.values()))


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict",
            max_num_fields=FORM_FIELDS,
        )  # fmt: skip
    except ValueError:
        raise Refused(400, "not_a_form") from None
    return _each_once(pairs)


def _payload(form: dict[str, str]) -> Mapping[str, Any]:
    """A command is the form itself; everything else is JSON in one of its fields."""
    return _json(form["payload"].encode()) if "payload" in form else form


def _json(written: bytes) -> Mapping[str, Any]:
    if _depth(written) > DEPTH:
        raise Refused(400, "too_deep")
    try:
        read = json.loads(written.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_each_once)
        _must_be_text(written, read)
    except (ValueError, RecursionError):
        raise Refused(400, "not_json") from None
    if not isinstance(read, dict):
        raise Refused(400, "not_an_object")
    return read


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Who reads the first of two, and who the last, would read something else."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Refused(400, "twice")
    return read


def _must_be_text(written: bytes, read: object) -> None:
    """Halves of surrogate pairs are no characters: raises `UnicodeEncodeError`, a `ValueError`."""
    if b"\\u" in written:
        json.dumps(read, ensure_ascii=False).encode()


def _refuse(_: str) -> float:
    raise ValueError


def _depth(written: bytes) -> int:
    """How deep brackets are nested, also those within strings: a bound, found without parsing."""
    deepest = depth = 0
    for byte in written.translate(None, _NO_BRACKETS):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest
