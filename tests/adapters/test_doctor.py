"""The doctor's findings: what it sees, how grave it is, and what it never says."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import PurePosixPath

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from adapters.disk import Mount, danger, mount_of, platform_of, read_mounts
from adapters.doctor import (
    Finding,
    Verdict,
    check_access,
    check_mail_server,
    check_place,
    check_sender,
    check_settings,
    check_zones,
    failed,
    ok,
    warn,
)
from adapters.settings import Settings

CANARY = "hunter2-canary"
DISK = Mount(PurePosixPath("/"), "ext4")
VOLUME = Mount(PurePosixPath("/data"), "ext4")
FILE = PurePosixPath("/srv/peerbot.db")
MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw
29 27 0:27 / /srv rw - ext4 /dev/vdb rw
30 29 0:27 / /srv/my\040data rw - xfs /dev/vdc rw
31 27 0:28 / /srv rw - tmpfs tmpfs rw
broken line
"""


@pytest.mark.parametrize(
    "path, point, kind",
    [
        ("/home/peerbot.db", "/", "ext4"),
        ("/srv/my data/peerbot.db", "/srv/my data", "xfs"),
        ("/srvx/peerbot.db", "/", "ext4"),
        ("/srv/peerbot.db", "/srv", "tmpfs"),
    ],
)
def test_a_file_lies_on_the_deepest_mount_that_was_made_last(path: str, point: str, kind: str) -> None:
    """As the kernel sees it, blanks in names included."""
    found = mount_of(PurePosixPath(path), read_mounts(MOUNTS))

    assert found == Mount(PurePosixPath(point), kind)


@pytest.mark.parametrize(
    "path, mount, platform, words",
    [
        ("/dev/shm/peerbot.db", Mount(PurePosixPath("/dev/shm"), "tmpfs"), "", "in memory"),  # noqa: S108
        ("/tmp/peerbot.db", DISK, "", "temporary files"),  # noqa: S108
        ("/app/peerbot.db", Mount(PurePosixPath("/"), "overlay"), "", "inside the container"),
        ("/app/peerbot.db", DISK, "Fly.io", "Fly.io throws away"),
        ("/data/peerbot.db", VOLUME, "Heroku", "Heroku throws away"),
        ("/data/peerbot.db", Mount(PurePosixPath("/data"), "nfs4"), "", "network share"),
    ],
)
def test_a_disk_that_loses_things_is_named(path: str, mount: Mount, platform: str, words: str) -> None:
    """Memory, temporary folders, container layers, platforms' own disks, and shares without locks."""
    assert words in danger(PurePosixPath(path), mount, platform)


@pytest.mark.parametrize(
    "path, mount, platform",
    [("/srv/peerbot.db", DISK, ""), ("/data/peerbot.db", VOLUME, "Fly.io"), ("/dev/sh/peerbot.db", DISK, "")],
)
def test_an_ordinary_disk_or_a_volume_is_no_danger(path: str, mount: Mount, platform: str) -> None:
    """Nothing is said against what nothing is known against."""
    assert danger(PurePosixPath(path), mount, platform) == ""


def test_the_platform_is_known_by_its_marker() -> None:
    """Each sets a variable of its own; an empty one does not count."""
    assert platform_of({"FLY_APP_NAME": "peers"}) == "Fly.io"
    assert platform_of({"DYNO": "web.1"}) == "Heroku"
    assert platform_of({"RENDER": "", "PATH": "/bin"}) == ""


def test_a_lossy_disk_is_a_warning_and_an_ordinary_one_is_fine() -> None:
    """Nobody but the operator knows whether losing it matters."""
    lossy = check_place("the database", FILE, [Mount(PurePosixPath("/"), "overlay")], "")
    kept = check_place("the database", FILE, [DISK], "")
    unknown = check_place("the database", FILE, [], "")

    assert [finding.verdict for finding in (lossy, kept, unknown)] == ["warn", "ok", "warn"]
    assert kept.said == "the database lies on a disk (ext4 at /)"


@pytest.mark.parametrize("mode, verdict", [(0o600, "ok"), (0o400, "ok"), (0o640, "warn"), (0o604, "warn")])
def test_the_key_store_is_its_owners_alone(mode: int, verdict: str) -> None:
    """Anything that lets other users of the machine in is a warning."""
    assert check_access("the key store", mode).verdict == verdict


@pytest.mark.parametrize(
    "pinned, system, path, verdict",
    [
        ("2026f", "2025b", (), "ok"),
        ("2026f", "2026f", (), "ok"),
        ("2026f", "", (), "ok"),
        ("2026f", "2027a", (), "warn"),
        ("2026f", "2026f", ("/usr/share/zoneinfo",), "fail"),
    ],
)
def test_time_zones_are_the_pinned_ones(
    pinned: str, system: str, path: tuple[str, ...], verdict: str
) -> None:
    """Older data on the machine does no harm; newer is a reason to update; using it is a failure."""
    assert check_zones(pinned, system, path).verdict == verdict


def test_letters_and_their_contact_share_a_domain() -> None:
    """Filters look at that, and calendars at the organizer; capitals make no difference."""
    same = check_sender("peers@network.example", "hosts@Network.Example")
    other = check_sender("peers@network.example", "hosts@elsewhere.example")

    assert (same.verdict, other.verdict) == ("ok", "warn")
    assert "organizer" in other.said


def test_settings_fail_line_by_line_and_slips_are_warnings() -> None:
    """What is missing keeps the bot from starting; what nobody reads does not."""
    found = check_settings(["PEERBOT_CONTACT is missing"], ["PEERBOT_X is not a setting"])

    assert [str(finding) for finding in found] == [
        "fail  PEERBOT_CONTACT is missing",
        "warn  PEERBOT_X is not a setting",
    ]
    assert [finding.verdict for finding in check_settings([], [])] == ["ok"]


def test_only_a_failure_fails() -> None:
    """Warnings leave the exit code alone."""
    assert not failed([ok("fine"), warn("hm")])
    assert failed([ok("fine"), Finding(Verdict.FAIL, "no")])


class _Nothing:
    """Takes no letter: whoever sends one to it fails the test."""

    letters = 0
    greeted = ""

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name, self.greeted = hostname, hostname
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.letters += 1
        return "250 ok"


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == b"right"
    return AuthResult(success=right, handled=right)


@asynccontextmanager
async def _mail_server(handler: _Nothing) -> AsyncIterator[int]:
    def connected() -> SMTP:
        return SMTP(handler, authenticator=_authenticate, auth_require_tls=False)

    async with await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


def _settings(port: int, security: str = "none", password: str | None = None) -> Settings:
    values = {
        "main_key": b64encode(bytes(range(32))),
        "network_name": "Peers",
        "postal_address": "100 Example Street",
        "contact": "hosts@network.example",
        "mail_from": "peers@network.example",
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": security,
        "smtp_username": password and "peers",
        "smtp_password": password,
    }
    return Settings.model_validate(values)


async def test_a_mail_server_that_answers_is_well_and_gets_no_letter() -> None:
    """Greeting and login are tried, with the name that the bot itself gives; nothing is sent."""
    handler = _Nothing()
    async with _mail_server(handler) as port:
        found = await check_mail_server(_settings(port, password="right"))

    assert found == ok(f"the mail server 127.0.0.1:{port} answers, and takes the login")
    assert (handler.letters, handler.greeted) == (0, "network.example")


async def test_a_refused_login_is_a_failure_that_does_not_show_it() -> None:
    """The code is told, the login and the server's words are not."""
    async with _mail_server(_Nothing()) as port:
        found = await check_mail_server(_settings(port, password=CANARY))

    assert (found.verdict, found.said.partition(f"{port} ")[2]) == ("fail", "refuses the login (535)")
    assert CANARY not in repr(found)


async def test_a_server_without_the_protection_that_is_asked_for_is_a_failure() -> None:
    """Without STARTTLS on its side nothing goes further."""
    async with _mail_server(_Nothing()) as port:
        found = await check_mail_server(_settings(port, "starttls"))

    assert found.verdict == "fail"


async def test_a_mail_server_that_is_not_there_is_a_failure() -> None:
    """Nobody listens at the port."""
    async with _mail_server(_Nothing()) as port:
        pass

    found = await check_mail_server(_settings(port))

    assert (
        found.said
        == f"the mail server 127.0.0.1:{port} cannot be reached as the settings say (SMTPConnectError)"
    )


async def test_a_mail_server_that_stays_silent_is_a_failure() -> None:
    """The doctor does not wait for ever."""
    released = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        found = await check_mail_server(_settings(server.sockets[0].getsockname()[1]), patience=0.05)
        released.set()

    assert found.said.endswith("does not answer in time")
