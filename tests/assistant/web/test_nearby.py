"""Where a request comes from, and whom to believe about it."""

from __future__ import annotations

import pytest
from fastapi import Request

from assistant.web.nearby import address_of, is_https


def request_from(peer, *headers):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": "http", "scheme": "http", "headers": raw, "path": "/"}
    return Request(scope | {"client": (peer, 1), "server": ("localhost", 80)})


@pytest.mark.parametrize(
    ("peer", "headers", "address"),
    [
        ("192.0.2.7", [], "192.0.2.7"),
        ("127.0.0.1", [("x-forwarded-for", "192.0.2.7")], "192.0.2.7"),
        # What somebody put in front himself does not count, only what the proxy saw.
        ("127.0.0.1", [("x-forwarded-for", "10.1.1.1, 192.0.2.7")], "192.0.2.7"),
        (
            "127.0.0.1",
            [("x-forwarded-for", "10.1.1.1"), ("x-forwarded-for", "192.0.2.7")],
            "192.0.2.7",
        ),
        ("192.0.2.7", [("x-forwarded-for", "10.1.1.1")], "192.0.2.7"),
        ("127.0.0.1", [("x-forwarded-for", "onzin")], "onbekend"),
        ("2001:db8:1:2:3::9", [], "2001:db8:1:2::/64"),
        ("testclient", [], "onbekend"),
    ],
)
def test_the_address_is_the_one_that_the_nearest_machine_saw(peer, headers, address):
    assert address_of(request_from(peer, *headers)) == address


def test_only_a_proxy_on_this_machine_says_that_it_was_https():
    told = ("x-forwarded-proto", "https")
    assert is_https(request_from("127.0.0.1", told))
    assert not is_https(request_from("192.0.2.7", told))
    assert not is_https(request_from("127.0.0.1", ("x-forwarded-proto", "http")))
    assert not is_https(request_from("127.0.0.1"))
