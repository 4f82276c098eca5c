"""Where a request comes from: this machine, a proxy on it, or elsewhere."""

import ipaddress

from fastapi import Request


def is_this_machine(request: Request) -> bool:
    """Tell whether the caller is on loopback and not behind a proxy."""
    return "x-forwarded-for" not in request.headers and _peer_is_near(request)


def is_https(request: Request) -> bool:
    """Tell whether the browser came over HTTPS, here or at a proxy on this machine."""
    if request.url.scheme == "https":
        return True
    # Leerplek listens on loopback only, so the nearest proxy is on this machine;
    # what it says is believed, what somebody further away says is not.
    return _peer_is_near(request) and _last(request, "x-forwarded-proto") == "https"


def address_of(request: Request) -> str:
    """Return the network address of the caller, to slow down guessing.

    Behind a proxy on this machine it is the address that this proxy saw. Of an IPv6
    address the network counts: one household or server has billions of addresses.
    """
    text = request.client.host if request.client else ""
    if _peer_is_near(request):
        text = _last(request, "x-forwarded-for") or text
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "onbekend"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _peer_is_near(request: Request) -> bool:
    if request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _last(request: Request, header: str) -> str:
    values = request.headers.getlist(header)
    return values[-1].rpartition(",")[2].strip().lower() if values else ""
