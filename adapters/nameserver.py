"""Asking DNS what it says of a domain. That it does not answer is told apart from that it has nothing."""

from __future__ import annotations

from typing import NamedTuple

from dns.exception import DNSException
from dns.name import from_text
from dns.rdtypes.ANY.TXT import TXT
from dns.resolver import NXDOMAIN, Answer, NoAnswer, NoResolverConfiguration, Resolver
from publicsuffixlist import PublicSuffixList

from adapters.dmarc import is_dmarc
from adapters.mail_records import Records

PATIENCE = 3.0  # seconds for one question, with all name servers and repetitions


class Nameserver(NamedTuple):
    """Where one listens."""

    address: str
    port: int


class Dns:
    """Asks this machine's name servers, or the one that is given."""

    def __init__(self, nameserver: Nameserver | None = None, patience: float = PATIENCE) -> None:
        self._resolver = _resolver(nameserver)
        self._patience = patience

    def texts(self, name: str) -> Records:
        """The TXT records, each put together again from its strings."""
        answer = self._ask(name, "TXT")
        return (
            None if answer is None else tuple(_joined(record) for record in answer if isinstance(record, TXT))
        )

    def exchanges(self, name: str) -> Records:
        """The MX records, each a preference and a host."""
        answer = self._ask(name, "MX")
        return None if answer is None else tuple(record.to_text() for record in answer)

    def dmarc(self, domain: str) -> tuple[str, Records]:
        """The texts where its DMARC record is, and the domain whose that place is: its own or, when it has
        none, the one that was registered."""
        own = self.texts(f"_dmarc.{domain}")
        registered = PublicSuffixList().privatesuffix(domain)
        if own is None or any(map(is_dmarc, own)) or registered in {None, domain}:
            return domain, own
        return registered, self.texts(f"_dmarc.{registered}")

    def _ask(self, name: str, kind: str) -> Answer | tuple[()] | None:
        try:
            return (
                self._resolver.resolve(from_text(name), kind, lifetime=self._patience)
                if self._resolver
                else None
            )
        except (NXDOMAIN, NoAnswer):
            return ()
        except DNSException:  # silence, a server's failure, a name that DNS cannot hold
            return None


def _resolver(nameserver: Nameserver | None) -> Resolver | None:
    """None on a machine that knows of no name server."""
    if nameserver is None:
        try:
            return Resolver()
        except NoResolverConfiguration:
            return None
    resolver = Resolver(configure=False)
    resolver.nameservers, resolver.port = [nameserver.address], nameserver.port
    return resolver


def _joined(record: TXT) -> str:
    return b"".join(record.strings).decode("ascii", "replace")
