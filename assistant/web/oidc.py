"""The protocol of OpenID Connect: authorization code with PKCE, and a checked token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.casework.outside_accounts import Identity, Secrets
from assistant.errors import SignInError

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPE = "openid email profile"
TIMEOUT_S = 8.0
LEEWAY_S = 60
# Signatures that only the provider can make; never "none", never a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
_NOT_REACHED = (
    "Uw organisatie is nu niet bereikbaar om in te loggen. Probeer het over een paar "
    "minuten opnieuw, of log in met uw wachtwoord."
)
_REFUSED = (
    "Het inloggen bij uw organisatie is niet gelukt. Er is niets veranderd. "
    "Begin opnieuw."
)


@dataclass(frozen=True)
class Provider:
    """A provider and what Leerplek is called there.

    Parameters
    ----------
    issuer
        The address that the provider puts in its tokens.
    client_id, client_secret
        The registration of Leerplek there.
    redirect_uri
        Where the provider sends people back to.
    """

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str

    def way_out(self, made: Secrets) -> str:
        """Return the address at the provider to send the browser to.

        Raises
        ------
        SignInError
            When the provider cannot be reached or is another one.
        """
        found = self._discover()
        address = prepare_grant_uri(
            _text(found, "authorization_endpoint"),
            self.client_id,
            "code",
            redirect_uri=self.redirect_uri,
            scope=SCOPE,
            state=made.state,
            nonce=made.nonce,
            code_challenge=create_s256_code_challenge(made.verifier),
            code_challenge_method="S256",
        )
        return str(address)

    def way_back(self, answer: Mapping[str, str], made: Secrets, now: int) -> Identity:
        """Check what came back and return who it is.

        Parameters
        ----------
        answer
            The parameters with which the browser came back.
        made
            What was sent along on the way out.
        now
            Seconds since 1970.

        Raises
        ------
        SignInError
            When anything about it is not right.
        """
        state = answer.get("state", "")
        if not hmac.compare_digest(state.encode(), made.state.encode()):
            raise SignInError(_REFUSED)
        code = answer.get("code", "")
        # RFC 9207: an answer of another provider is not for us.
        if not code or answer.get("iss", self.issuer) != self.issuer:
            raise SignInError(_REFUSED)
        found = self._discover()
        tokens = self._exchange(found, code, made.verifier)
        claims = self._check(found, tokens, made.nonce, now)
        return _identity(self.issuer, claims)

    def _discover(self) -> dict[str, Any]:
        found = _fetch(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise SignInError(_REFUSED)
        return found

    def _exchange(
        self, found: Mapping[str, Any], code: str, verifier: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "client_id": self.client_id,
            "code_verifier": verifier,
        }
        ways = found.get("token_endpoint_auth_methods_supported")
        in_form = isinstance(ways, list) and "client_secret_basic" not in ways
        basic = None
        if self.client_secret and in_form:
            form["client_secret"] = self.client_secret
        elif self.client_secret:
            basic = httpx.BasicAuth(self.client_id, self.client_secret)
        return _fetch(_text(found, "token_endpoint"), form=form, auth=basic)

    def _check(
        self,
        found: Mapping[str, Any],
        tokens: Mapping[str, Any],
        nonce: str,
        now: int,
    ) -> Mapping[str, Any]:
        keys = _fetch(_text(found, "jwks_uri"))
        try:
            decoded = jwt.decode(
                _text(tokens, "id_token"),
                KeySet.import_key_set(keys),  # type: ignore[arg-type]
                algorithms=list(ALGORITHMS),
            )
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                options={
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                    "sub": {"essential": True},
                },
                params={
                    "nonce": nonce,
                    "client_id": self.client_id,
                    "access_token": tokens.get("access_token"),
                },
            )
            claims.validate(now=now, leeway=LEEWAY_S)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInError(_REFUSED) from error
        return dict(claims)


def _identity(issuer: str, claims: Mapping[str, Any]) -> Identity:
    email = claims.get("email")
    verified = claims.get("email_verified") is True and isinstance(email, str)
    methods = claims.get("amr")
    return Identity(
        issuer=issuer,
        subject=_text(claims, "sub"),
        email=str(email).strip().lower() if verified else None,
        methods=tuple(map(str, methods)) if isinstance(methods, list) else (),
    )


def _fetch(
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    auth: httpx.BasicAuth | None = None,
) -> dict[str, Any]:
    """Get (or post a form to) an address of the provider and read its JSON."""
    _require_safe(address)
    try:
        answer = httpx.request(
            "GET" if form is None else "POST",
            address,
            data=dict(form) if form is not None else None,
            auth=auth,
            timeout=TIMEOUT_S,
            follow_redirects=False,
            headers={"accept": "application/json"},
        )
        read = answer.json() if answer.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SignInError(_NOT_REACHED) from error
    if not isinstance(read, dict):
        # A refusal of the code is about this sign-in; the rest is about the provider.
        raise SignInError(_REFUSED if form is not None else _NOT_REACHED)
    return read


def _require_safe(address: str) -> None:
    """Refuse to send a secret in the clear to another machine."""
    parts = urlsplit(address)
    near = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (near and parts.scheme == "http"):
        raise SignInError(_NOT_REACHED)


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        raise SignInError(_REFUSED)
    return value
