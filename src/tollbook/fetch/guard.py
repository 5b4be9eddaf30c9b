"""Where Tollbook may dial: public addresses alone, unless the user allowed a host by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

from tollbook.errors import TollbookError

_EMBEDDED = ("ipv4_mapped", "sixtofour")
_INSIDE = tuple(ipaddress.ip_network(net) for net in ("64:ff9b:1::/48", "::/96", "fec0::/10"))
"""Local NAT64 (RFC 8215), IPv4-compatible and site-local addresses: retired or local, and public to Python."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddressError(TollbookError):
    """The host stands for an address inside this machine or its network."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is {address}, inside this machine or its network; if that is meant, allow it: --allow-host {host}")


def public_address(address: str) -> bool:
    """True for an address anyone on the internet can reach; the IPv4 address inside a mapped or 6to4 one counts, and scopes are refused."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = next((v for v in (getattr(ip, name, None) for name in _EMBEDDED) if v is not None), None)
    if ip.version == 6 and ip in _NAT64:
        inner = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    if ip.version == 6 and any(ip in net for net in _INSIDE):
        return False
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


class GuardedBackend(httpcore2.SyncBackend):
    """Connects to the very address that was checked, so that a name cannot answer twice; ForbiddenAddressError where any answer is inside.

    Every connection passes here, those after a redirect too.
    """

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        """The stream to the host's checked address."""
        return super().connect_tcp(self._checked(host, port), port, timeout, local_address, socket_options)

    def _checked(self, host: str, port: int) -> str:
        try:
            answers = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} is not known") from error
        inside = next((a for a in answers if not public_address(a)), None)
        if inside is not None and host.lower() not in self._allowed:
            raise ForbiddenAddressError(host, inside)
        return answers[0]


class GuardedTransport(httpx2.HTTPTransport):
    """The transport all requests go through: no proxy and no settings of the environment, connections by the guard alone."""

    def __init__(self, allowed: frozenset[str] = frozenset()) -> None:
        super().__init__(trust_env=False, retries=0)
        self._pool.close()
        context = httpx2.create_ssl_context(trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, max_connections=4, network_backend=GuardedBackend(allowed))
