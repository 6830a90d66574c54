"""The settings of the pages on the web, beside where they are served."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode

from adapters.settings_values import Line
from bot.chat import Link


def _link(written: str) -> str:
    """As it is: what stands behind the address may be what lets people in."""
    try:
        Link(written)
        if urlsplit(written).scheme == "https":
            return written
    except ValueError:
        pass
    raise ValueError("must be an address that begins with https://")


Invitation = Annotated[str, AfterValidator(_link)]


def _networks(written: object) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in str(written).split(","))
    except ValueError:
        raise ValueError("must be networks such as 10.0.0.0/8, parted by commas") from None


Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]


class WebSettings(BaseSettings):
    """All of it may be left out."""

    slack_invitation: Invitation | None = Field(
        None, description="a link that lets new members into the workspace; without one a person invites them"
    )
    discord_invitation: Invitation | None = Field(
        None, description="a link that lets new members into the server; without one a person invites them"
    )
    trusted_proxies: Networks = Field(
        (), description="the networks of the proxies that say from which address somebody calls"
    )
    metrics_host: Line = Field("127.0.0.1", description="the interface on which figures are told")
    metrics_port: int | None = Field(
        None, ge=1, le=65535, description="the port on which figures are told; without it they are not"
    )
