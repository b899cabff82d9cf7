"""The REST API: the same verbs as the screens, behind doors."""

from fastapi import FastAPI

app = FastAPI(title="AI Marketing Command Center", version="0.1.0")


@app.get("/livez", tags=["operations"])
def livez() -> dict[str, str]:
    """The process answers; nothing else is promised."""
    return {"status": "alive"}
