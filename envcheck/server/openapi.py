"""How the routes are described in OpenAPI, where the framework cannot know."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from envcheck.server.problem import MEDIA_TYPE
from envcheck.wire.messages import ProblemMessage

Described = dict[int | str, dict[str, Any]]


PROBLEM = ProblemMessage.model_json_schema()


def problems(*statuses: HTTPStatus) -> Described:
    """Refusals that a route may answer with."""
    content = {MEDIA_TYPE: {"schema": PROBLEM}}
    return {status.value: {"description": status.phrase, "content": content} for status in statuses}


TEXT, BINARY = {"type": "string"}, {"type": "string", "format": "binary"}


def takes(*media_types: str, schema: Mapping[str, Any] = TEXT) -> dict[str, Any]:
    """A body, which every route reads by itself: the framework would read it whole, whatever its size, and first."""
    return {"requestBody": {"required": True, "content": {one: {"schema": schema} for one in media_types}}}


def takes_json(*models: type[BaseModel]) -> dict[str, Any]:
    """A body of JSON that a route reads by itself: of one of these models."""
    schemas = [_inlined(schema := model.model_json_schema(), schema.pop("$defs", {})) for model in models]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _inlined(schema: Any, defined: Mapping[str, Any]) -> Any:
    """A schema with what it refers to in its place: within a description, references would lead elsewhere."""
    if isinstance(schema, list):
        return [_inlined(one, defined) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(defined[schema["$ref"].rpartition("/")[2]], defined)
    return {name: _inlined(one, defined) for name, one in schema.items()}


def gives(status: HTTPStatus, *media_types: str, description: str) -> Described:
    """Text of other types than JSON that a route answers with."""
    content = {one: {"schema": {"type": "string"}} for one in media_types}
    return {status.value: {"description": description, "content": content}}


EVERYWHERE = problems(HTTPStatus.FORBIDDEN)
GUARDED = EVERYWHERE | problems(HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNPROCESSABLE_ENTITY)
BODY = problems(HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
GONE = problems(HTTPStatus.NOT_FOUND)
UNKNOWN = problems(HTTPStatus.UNPROCESSABLE_ENTITY)
FULL = problems(HTTPStatus.SERVICE_UNAVAILABLE)
TAG = problems(HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)
