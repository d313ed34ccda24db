"""What Kubernetes reads, written from plain objects."""

import json
from collections.abc import Iterator
from typing import Any


def documents(*objects: dict[str, Any]) -> str:
    """Objects as documents of YAML; texts are quoted as in JSON, which is YAML."""
    return "".join("---\n" + "\n".join(_lines(one)) + "\n" for one in objects)


def _lines(value: Any, depth: int = 0) -> Iterator[str]:
    space = "  " * depth
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _entry(f"{space}{_key(key)}:", inner, depth)
    else:
        for inner in value:
            first, *rest = _lines(inner, depth + 1) if _is_nested(inner) else [f"{space}  {json.dumps(inner)}"]
            yield f"{space}- {first.lstrip()}"
            yield from rest


def _entry(head: str, value: Any, depth: int) -> Iterator[str]:
    if _is_nested(value):
        yield head
        yield from _lines(value, depth + 1)
    else:
        yield f"{head} {json.dumps(value, ensure_ascii=False)}"


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else json.dumps(key)
