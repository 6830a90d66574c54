"""Nothing gets in over HTTP but what Slack has signed a moment ago, once; nothing broken does any harm."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from adapters.slack.gate import BODY_LIMIT, FORM_FIELDS, WINDOW
from tests.adapters.captured import captured_logs, lines_of
from tests.wire.slack.knocking import CANARY, COMMAND, JSON, NOW, SIGNATURE, STAMP, Knock, gate_alone, knock
from tests.wire.slack.server import HOST

GOOD = Knock().signed()
DEEP = b"[" * 100_000


def form(payload: bytes) -> bytes:
    return b"payload=" + quote(payload).encode()


UNSIGNED: Mapping[str, Knock] = {
    "a timestamp of words": Knock(stamp="yesterday"),
    "an empty timestamp": Knock(stamp=""),
    "a huge timestamp": Knock(stamp="9" * 400),
    "a timestamp beyond all dates": Knock(stamp="9" * 12),
    "a negative timestamp": Knock(stamp=f"-{NOW}"),
    "a timestamp with a sign": Knock(stamp=f"+{NOW}"),
    "a timestamp with a fraction": Knock(stamp=f"{NOW}.0"),
    "a timestamp with underscores": Knock(stamp="1_795_000_000"),
    "a timestamp in other digits": Knock(stamp="١٧٩٥٠٠٠٠٠٠"),
    "a stale timestamp": Knock(stamp=str(NOW - WINDOW - 1)),
    "a timestamp of the future": Knock(stamp=str(NOW + WINDOW + 1)),
    "no timestamp": Knock(without=(STAMP,)),
    "no signature": Knock(without=(SIGNATURE,)),
    "neither": Knock(without=(STAMP, SIGNATURE)),
    "an empty signature": Knock(signature=""),
    "a signature that is no ASCII": Knock(signature="v0=é" + "0" * 63),
    "a short signature": Knock(signature=GOOD[:-1]),
    "a long signature": Knock(signature=GOOD + "0"),
    "a signature in capitals": Knock(signature=GOOD.upper()),
    "a signature of another version": Knock(signature=GOOD.replace("v0", "v1")),
    "a signature of another moment": Knock(stamp=str(NOW - 1), signature=GOOD),
    "a signature of other bytes": Knock(COMMAND + b"x", signature=GOOD),
    "a signature with another secret": Knock(secret="another"),
    "broken JSON that nobody signed": Knock(b"{", JSON, signature=GOOD),
    "nothing at all": Knock(b"", signature=GOOD),
}
BROKEN: Mapping[str, Knock] = {
    "nothing at all, signed": Knock(b""),
    "broken JSON": Knock(b'{"type":', JSON),
    "a JSON list": Knock(b"[]", JSON),
    "a JSON word": Knock(b'"payload"', JSON),
    "JSON null": Knock(b"null", JSON),
    "JSON with NaN": Knock(b'{"type": NaN}', JSON),
    "JSON with Infinity": Knock(b'{"type": -Infinity}', JSON),
    "JSON with a number too long": Knock(b'{"type": ' + b"9" * 5000 + b"}", JSON),
    "JSON of many levels": Knock(DEEP, JSON),
    "JSON of many levels in a form": Knock(form(DEEP)[: BODY_LIMIT // 2]),
    "objects of many levels": Knock(b'{"a":' * 1000 + b"1" + b"}" * 1000, JSON),
    "JSON in bad UTF-8": Knock(b'{"type": "\xff\xfe"}', JSON),
    "JSON with half a pair": Knock(b'{"type": "\\ud800"}', JSON),
    "JSON with a name twice": Knock(b'{"type": "a", "type": "url_verification"}', JSON),
    "JSON in UTF-16": Knock('{"type": "x"}'.encode("utf-16"), JSON),
    "a NUL in JSON": Knock(b'{"type": "a\x00"}', JSON),
    "a form with a field twice": Knock(COMMAND + b"&command=%2Fhost"),
    "a form of too many fields": Knock(b"&".join(b"a%d=1" % n for n in range(FORM_FIELDS + 1))),
    "a form in bad UTF-8": Knock(b"command=%ff%fe"),
    "a form in raw bytes": Knock(b"command=\xc3\xa9\xff"),
    "a form without a sign of equality": Knock(b"command"),
    "a payload that is broken JSON": Knock(form(b"{")),
    "a payload that is a list": Knock(form(b"[]")),
    "an empty payload": Knock(b"payload="),
}
OTHERWISE: dict[str, tuple[Knock, int]] = {
    "plain text": (Knock(kind="text/plain"), 415),
    "several parts": (Knock(kind="multipart/form-data; boundary=x"), 415),
    "no type at all": (Knock(without=("Content-Type",)), 415),
    "a type of nonsense": (Knock(kind="\x01;;;="), 400),  # the HTTP library's own refusal
    "something packed": (Knock(also=("Content-Encoding: gzip",)), 415),
    "a body too large": (Knock(b"a=" + b"x" * BODY_LIMIT), 413),
    "a body too large, without its length": (Knock(b"a=" + b"x" * BODY_LIMIT, chunked=True), 413),
    "a length of nonsense": (Knock(length=False, also=("Content-Length: many",)), 400),
    "a negative length": (Knock(length=False, also=("Content-Length: -1",)), 400),
    "two lengths": (Knock(also=("Content-Length: 1",)), 400),
    "a NUL in the head": (Knock(also=("X-Slack-Retry-Num: \x00",)), 400),
}
ALL = (
    {name: (knock_, 401) for name, knock_ in UNSIGNED.items()}
    | {name: (knock_, 400) for name, knock_ in BROKEN.items()}
    | OTHERWISE
)


@pytest.mark.parametrize("name", ALL)
async def test_a_hostile_request_gets_a_number_and_nothing_else(name: str) -> None:
    """400, 401, 413 or 415, never 500; the log says why, in a word of ours, and repeats nothing."""
    request, status = ALL[name]
    with captured_logs() as stream:
        async with gate_alone() as port:
            got = await knock(port, request.sent())

    assert got == status
    assert not [line for line in lines_of(stream) if "error" in line and line["event"] != "library"]
    assert CANARY not in stream.getvalue()
    assert GOOD not in stream.getvalue()


@pytest.mark.parametrize("stamp", [NOW - WINDOW, NOW, NOW + WINDOW])
@pytest.mark.parametrize("chunked", [True, False])
async def test_what_slack_signed_within_five_minutes_is_let_in(stamp: int, chunked: bool) -> None:  # noqa: FBT001
    """Also without a length; until the workspace is known Slack is asked to send it again."""
    async with gate_alone() as port:
        assert await knock(port, Knock(stamp=str(stamp), chunked=chunked).sent()) == 503


async def test_the_address_is_confirmed_before_the_workspace_is_known() -> None:
    """docs.slack.dev/reference/events/url_verification: when it is entered, Slack asks for a word back."""
    asked = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "legacy"}).encode()
    async with gate_alone() as port:
        assert await knock(port, Knock(asked, JSON).sent()) == 200


async def test_the_same_bytes_are_taken_once() -> None:
    """Whoever has listened in cannot say it again."""
    asked = Knock(b'{"type": "url_verification", "challenge": "x"}', JSON).sent()
    async with gate_alone() as port:
        assert [await knock(port, asked) for _ in range(3)] == [200, 401, 401]


async def test_what_could_not_be_taken_may_come_again_within_the_same_second() -> None:
    """The first retry comes at once, with the same signature."""
    async with gate_alone() as port:
        assert [await knock(port, Knock().sent()) for _ in range(2)] == [503, 503]


UNFINISHED = {
    "a body that stays away": Knock().sent()[:-20],
    "pieces of nonsense": Knock(chunked=True).sent()[: -len(COMMAND)] + b"zz",
}


@pytest.mark.parametrize("name", UNFINISHED)
async def test_what_is_begun_and_not_ended_holds_nothing_for_long(name: str) -> None:
    """Nobody keeps a connection by sending but a part."""
    async with gate_alone(patience=0.05) as port:
        assert await knock(port, UNFINISHED[name]) in {400, 408}


async def test_what_is_broken_off_is_a_word_in_the_log() -> None:
    """Whoever hangs up in the middle gets no answer, and leaves no fault of ours."""
    with captured_logs() as stream:
        async with gate_alone() as port:
            _, writer = await asyncio.open_connection(HOST, port)
            writer.write(UNFINISHED["a body that stays away"])
            await writer.drain()
            assert await knock(port, Knock(b"").sent()) == 400  # by now the first is being read
            writer.close()
            await writer.wait_closed()
            assert await knock(port, Knock(b"").sent()) == 401

    assert {line.get("code") for line in lines_of(stream)} == {"misshapen", "replayed", "broken_off"}
    assert not [line for line in lines_of(stream) if "error" in line]
