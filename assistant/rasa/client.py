"""The REST channel of the Rasa server on loopback."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from assistant.rasa.errors import RasaUnavailable
from assistant.rasa.texts import safe_for_rasa

# A turn takes about 0.1 s; on a busy machine a few times that.
TIMEOUT_S = 20.0
CONNECT_TIMEOUT_S = 2.0


@dataclass(frozen=True)
class RasaClient:
    """Sends messages to a Rasa server.

    Parameters
    ----------
    base_url
        Address of the server on loopback, without a path.
    timeout_s
        How long to wait for a whole turn, in seconds.
    """

    base_url: str
    timeout_s: float = TIMEOUT_S

    def send(self, sender_id: str, tekst: str, bericht_id: int) -> list[str]:
        """Send one message and return the texts that Rasa answers with.

        Parameters
        ----------
        sender_id
            Random id of the conversation; on this channel the id is the key.
        tekst
            The message as typed.
        bericht_id
            Id of the stored message, so that the action endpoint answers it once.

        Raises
        ------
        RasaUnavailable
            When the server is down, too slow or answers with an error.
        """
        body = {
            "sender": sender_id,
            "message": safe_for_rasa(tekst),
            "metadata": {"bericht": bericht_id},
        }
        try:
            reply = httpx.post(
                f"{self.base_url}/webhooks/rest/webhook",
                json=body,
                timeout=httpx.Timeout(self.timeout_s, connect=CONNECT_TIMEOUT_S),
                # A proxy of the machine must not stand between us and loopback.
                trust_env=False,
            )
            reply.raise_for_status()
            messages = reply.json()
            return [m["text"] for m in messages if m.get("text")]
        except (httpx.HTTPError, ValueError, TypeError, KeyError) as error:
            raise RasaUnavailable from error

    def is_ready(self) -> bool:
        """Return whether the server answers."""
        try:
            reply = httpx.get(self.base_url, timeout=CONNECT_TIMEOUT_S, trust_env=False)
        except httpx.HTTPError:
            return False
        return reply.is_success
