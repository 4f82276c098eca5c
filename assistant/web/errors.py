"""What can go wrong on the way in and out of the pages.

WebError
├── SignInNeeded        nobody is signed in
├── NotAllowed          signed in, but not for this
├── NotFound            there is no such thing, or it is not yours
├── BadInput            the form cannot be used as it is
└── TooLarge            the request is bigger than a form can be
"""

from __future__ import annotations


class WebError(Exception):
    """A request that cannot be served, with one clear Dutch sentence.

    ``kop`` is the row of the head of its page in ``foutpaginas.yaml``.
    """

    status = 400
    kop = "lukt_niet"


class SignInNeeded(WebError):
    """Nobody is signed in."""

    status = 401
    kop = "eerst_inloggen"


class NotAllowed(WebError):
    """The visitor is signed in but this page is not part of the task."""

    status = 403
    kop = "niet_voor_u"


class NotFound(WebError):
    """There is no such thing, or it belongs to somebody else."""

    status = 404
    kop = "niet_gevonden"


class BadInput(WebError):
    """The form cannot be used as it is."""

    status = 422
    kop = "klopt_niet"


class TooLarge(WebError):
    """The request is bigger than a form can be."""

    status = 413
    kop = "te_veel"
