"""The mailbox of the sandbox: letters as a mail client shows them, however they were damaged."""

from email.message import EmailMessage

import pytest

from adapters.local import letters
from bot.chat import Reader
from tests.adapters.sandbox import ENGLISH, Page

FRENCH = Reader("fr", "America/Toronto")
BESIDE = "sandbox allow-popups allow-popups-to-escape-sandbox"


def letter(html: str = "<h1>1234 5678</h1>") -> bytes:
    message = EmailMessage()
    message["From"] = "Peer Network <peers@network.example>"
    message["To"] = "Émilie Gagnon <emilie@gatineau.example>"
    message["Subject"] = "Votre code <b>à saisir</b>"
    message["Date"] = "Mon, 23 Nov 2026 17:00:00 +0000"
    message["Message-ID"] = "<code@network.example>"
    message.set_content("Votre code : 1234 5678\n")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_letter_is_a_line_in_the_list() -> None:
    """From, to, subject, and the moment in the viewer's language and zone."""
    line = letters.summary("one", letter(), FRENCH)

    assert line == {
        "id": "one",
        "from": "Peer Network <peers@network.example>",
        "to": "Émilie Gagnon <emilie@gatineau.example>",
        "subject": "Votre code <b>à saisir</b>",
        "date": "lundi 23 novembre 2026, 12\u00a0h (Toronto)",
    }


def test_a_letter_shows_its_parts_and_headers() -> None:
    """The plain text, whether there is HTML, and every header as it was sent."""
    whole = letters.whole("one", letter(), ENGLISH)

    assert (whole["plain"], whole["has_html"]) == ("Votre code : 1234 5678\n", True)
    assert {"name": "Message-ID", "value": "<code@network.example>"} in list(whole["headers"])  # type: ignore[arg-type]
    assert letters.whole("two", letter(html=""), ENGLISH)["has_html"] is False


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?q?broken",
        b"Date: yesterday\nTo: <<<>>>\nFrom: @\n\nbody",
        b"Date: Mon, 99 Nov 2026 17:00:00 +0000\n\nbody",
        b"Date: Mon, 23 Nov 2026 17:00:00 -0000\n\nbody",
        b'Content-Type: text/plain; charset="nobody-knows"\n\nbody',
        b"Content-Type: multipart/alternative; boundary=x\n\n--y\n",
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Content-Type: text/html; charset=ascii\n\n<p>\xe9\xff</p>",
    ],
)
def test_a_damaged_letter_is_shown_as_far_as_it_can_be_read(raw: bytes) -> None:
    """None makes the mailbox unreadable."""
    whole = letters.whole("one", raw, ENGLISH)

    assert whole["id"] == "one"
    assert isinstance(whole["plain"], str)
    assert isinstance(letters.html(raw), str)


async def test_the_newest_letter_is_on_top(page: Page) -> None:
    """As in any mailbox; the viewer's language does not change what was written."""
    page.house.mailbox.kept = {"one": letter(), "two": letter()}

    assert [line["id"] for line in (await page.sees("avery"))["mail"]] == ["two", "one"]


async def test_a_letter_s_html_can_do_nothing(page: Page) -> None:
    """It is a document of its own, without scripts, forms or pictures; its links open beside it alone."""
    page.house.mailbox.kept = {"one": letter("<script>alert(1)</script><p>1234</p>")}
    async with page.client.get("/letters/one/html") as response:
        policy, text = response.headers["Content-Security-Policy"], await response.text()

    assert {part.strip() for part in policy.split(";")} >= {"default-src 'none'", BESIDE}
    assert "script-src" not in policy
    assert text.startswith("<script>")
