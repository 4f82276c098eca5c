"""Serves the pages: ``python -m assistant.web.serve``, set by the environment."""

import logging

import uvicorn

from assistant.settings import read_settings
from assistant.setup.surroundings import open_surroundings
from assistant.web.app import create_app
from assistant.web.dagronde import DayRound


def main() -> None:
    """Open the record and the knowledge, and serve on loopback until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    # httpx would log every address it calls.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    settings = read_settings()
    ctx = open_surroundings(settings)
    app = create_app(ctx)
    DayRound(ctx).start()
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=settings.port,
        # An address may hold a one-time link, so requests are not logged.
        access_log=False,
        log_level="warning",
        # Only what really comes from this machine counts as local.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
