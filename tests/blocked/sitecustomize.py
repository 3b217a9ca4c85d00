"""Put on a server's path by a test: no socket reaches beyond this machine, and each try is noted."""

import os
import socket

_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")
_connect, _lookup = socket.socket.connect, socket.getaddrinfo


def _note(what: object) -> None:
    with open(os.environ["TIMELINE_ASKED"], "a", encoding="utf-8") as file:
        file.write(f"{what}\n")


def connect(self: socket.socket, address: object) -> None:
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
        _note(address)
        raise OSError("the network is blocked")
    _connect(self, address)


def getaddrinfo(host: object, *rest: object, **more: object) -> object:
    if host is not None and not str(host).startswith(_LOCAL):
        _note(host)
        raise OSError("the network is blocked")
    return _lookup(host, *rest, **more)


socket.socket.connect = connect
socket.getaddrinfo = getaddrinfo
