"""The description of the server's interface against what it does, by requests that schemathesis makes up."""

from collections import defaultdict
from typing import Any

import pytest
import schemathesis
from schemathesis.config import ChecksConfig, GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from envcheck.server.access import Access, tokens_in
from envcheck.settings import ServerSettings, Settings
from front_desk import desk_app, offer
from serving import START_SECS

TOKEN = "k7Qe-creates-and-reads"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SETTINGS = Settings(server=ServerSettings(requests_per_minute=1_000_000, silent_secs=0.5))

EXPECTED = {
    # what an offer, a fragment, a picture or a session's tag is, no JSON Schema can say
    "positive_data_acceptance": {"expected-statuses": ["2xx", 400, 404, 409, 412, 422, 428]},
    "negative_data_rejection": {"expected-statuses": ["4xx"]},
}

UNGUESSED = {
    *("POST /whip", "PATCH /whip/sessions/{session_id}", "POST /v1/check"),
    *("GET /whip/sessions/{session_id}/baseline", "PUT /whip/sessions/{session_id}/baseline"),
    *("GET /web/{name}", "GET /web/words/{lang}.json", "GET /web/manifest.webmanifest"),
}
"""Where only what nobody hits on by chance is answered well: a body, a name, a session that has seen a room."""


@schemathesis.serializer("application/sdp", "application/trickle-ice-sdpfrag")
def _text(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


@pytest.mark.slow
def test_the_server_does_what_its_description_says() -> None:
    app, sessions = desk_app(SETTINGS, Access(tokens_in(TOKEN, "token")))
    project = ProjectConfig(
        headers=BEARER,
        generation=GenerationConfig(max_examples=15),
        checks=ChecksConfig.from_dict(EXPECTED),
        request_timeout=START_SECS,
    )
    config = SchemathesisConfig(projects=ProjectsConfig(default=project), seed=1)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    begin = schema["/whip"]["POST"].Case(body=offer("video"), media_type="application/sdp")
    session_id = ""

    @schema.hook
    def map_path_parameters(_: Any, path_parameters: Any) -> Any:
        """Every other session that is asked for is one that there is."""
        nonlocal session_id
        if "session_id" not in (path_parameters or {}) or len(path_parameters["session_id"]) % 2:
            return path_parameters
        if not sessions.get(session_id):
            session_id = begin.call(headers=BEARER).headers["location"][0].rpartition("/")[2]
        return path_parameters | {"session_id": session_id}

    wrong: list[str] = []
    answered = defaultdict(set)
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError):
            wrong.append(f"{event.label}: {event.value}")
        if isinstance(event, events.ScenarioFinished):
            checks = [check for one in event.recorder.checks.values() for check in one]
            wrong += [f"{event.label}: {check.failure_info.failure}" for check in checks if check.failure_info]
            for asked in event.recorder.interactions.values():
                if asked.response:
                    answered[event.label].add(asked.response.status_code)
            assert event.status is not Status.ERROR, event.label
    assert not wrong, "\n\n".join(wrong)
    poorly = {label for label, statuses in answered.items() if min(statuses) >= 300}
    assert poorly <= UNGUESSED
    assert "GET /whip/sessions/{session_id}/events" in set(answered) - poorly
