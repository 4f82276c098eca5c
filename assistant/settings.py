"""Where things are on this machine, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import AssistantError

REPO_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Paths, addresses and switches; all have a default that works on a laptop.

    Parameters
    ----------
    data_dir
        Folder for the database file, logs and receipts of set-up
        (``LEERPLEK_DATA``).
    database_url
        SQLAlchemy address of the record (``LEERPLEK_DATABASE_URL``); SQLite
        in ``data_dir`` by default.
    bot_dir
        The Rasa project.
    port
        TCP port of the pages on loopback.
    rasa_port
        TCP port of Rasa on loopback.
    demo
        Whether the invented demo region and its accounts are on.
    sleutel
        The keys of the vault (``LEERPLEK_SLEUTEL``), the newest first; empty means
        the key file in ``data_dir``.
    adres
        The address at which people reach the pages (``LEERPLEK_ADRES``), for links
        and for signing in elsewhere; empty means this machine.
    oidc_issuer, oidc_client_id, oidc_client_secret
        An OpenID Connect provider of the organisation and what Leerplek is called
        there (``LEERPLEK_OIDC_ISSUER``, ``_CLIENT_ID``, ``_CLIENT_SECRET``); empty
        means that only local accounts are used.
    """

    data_dir: Path = REPO_ROOT / ".leerplek"
    database_url: str = ""
    bot_dir: Path = field(default=REPO_ROOT / "assistant" / "bot")
    port: int = 8000
    rasa_port: int = 5005
    demo: bool = False
    sleutel: str = field(default="", repr=False)
    adres: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.database_url:
            default = f"sqlite:///{self.data_dir / 'leerplek.db'}"
            object.__setattr__(self, "database_url", default)

    @property
    def rasa_url(self) -> str:
        """Return the base address of the Rasa server on loopback."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def app_url(self) -> str:
        """Return the base address of the app on loopback."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def public_url(self) -> str:
        """Return the base address at which people reach the pages."""
        return self.adres.rstrip("/") or self.app_url


def read_settings() -> Settings:
    """Read the settings from ``LEERPLEK_*`` environment variables.

    Raises
    ------
    AssistantError
        When a port is not a whole number.
    """
    env = os.environ
    data_dir = env.get("LEERPLEK_DATA") or REPO_ROOT / ".leerplek"
    return Settings(
        # The app runs in another folder than the one the user stands in.
        data_dir=Path(data_dir).expanduser().resolve(),
        database_url=env.get("LEERPLEK_DATABASE_URL", ""),
        port=_read_port("LEERPLEK_POORT", 8000),
        rasa_port=_read_port("LEERPLEK_RASA_POORT", 5005),
        demo=env.get("LEERPLEK_DEMO", "") == "1",
        sleutel=env.get("LEERPLEK_SLEUTEL", ""),
        adres=env.get("LEERPLEK_ADRES", ""),
        oidc_issuer=env.get("LEERPLEK_OIDC_ISSUER", ""),
        oidc_client_id=env.get("LEERPLEK_OIDC_CLIENT_ID", ""),
        oidc_client_secret=env.get("LEERPLEK_OIDC_CLIENT_SECRET", ""),
    )


def _read_port(name: str, default: int) -> int:
    """Read a port from an environment variable."""
    text = os.environ.get(name) or str(default)
    try:
        return int(text)
    except ValueError:
        raise AssistantError(
            f"{name} is '{text}', en dat is geen poort. Zet er een heel getal in, "
            f"bijvoorbeeld {default}, of haal de variabele weg."
        ) from None
