"""Whether a request comes from this machine itself."""

import ipaddress

from fastapi import Request


def is_this_machine(request: Request) -> bool:
    """Tell whether the caller is on loopback and not behind a proxy."""
    if "x-forwarded-for" in request.headers or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
