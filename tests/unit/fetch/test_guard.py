"""Only public addresses are dialled, whatever name or redirect leads elsewhere."""

from __future__ import annotations

import socket
from typing import Any

import httpcore2
import pytest

from tollbook.fetch.guard import ForbiddenAddressError, GuardedBackend, public_address

INSIDE = (
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.4.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - refused
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1",
    "::ffff:10.1.1.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "224.0.0.1", "ff02::1", "255.255.255.255",
    "64:ff9b:1::a00:1", "::127.0.0.1", "fec0::1", "no address",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_a_machine_or_its_network_are_told(address: str) -> None:
    assert not public_address(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet_pass(address: str) -> None:
    assert public_address(address)


def answering(*addresses: str) -> Any:
    return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]".strip("[]")])
def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="inside this machine or its network"):
        GuardedBackend(frozenset()).connect_tcp(host, 80)


def test_a_name_with_one_answer_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34", "10.0.0.7"))
    with pytest.raises(ForbiddenAddressError, match=r"news\.example is 10\.0\.0\.7"):
        GuardedBackend(frozenset()).connect_tcp("news.example", 80)


def test_the_address_that_was_checked_is_the_one_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        dialled.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34"))
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(httpcore2.ConnectError):
        GuardedBackend(frozenset()).connect_tcp("news.example", 443)
    assert dialled == [("93.184.216.34", 443)]


def test_an_unknown_name_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore2.ConnectError, match=r"news\.example is not known"):
        GuardedBackend(frozenset()).connect_tcp("news.example", 80)
