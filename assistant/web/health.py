"""Whether the app is up, for the supervisor."""

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)


@router.get("/gezond", name="health")
def health() -> dict[str, str]:
    """Say that the app answers."""
    return {"status": "ok"}
