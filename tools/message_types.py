"""Writes `envcheck/web/messages.d.ts`: the page's types of what the server tells, from the schema of it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from envcheck.wire.live_messages import LiveMessage
from envcheck.wire.messages import ReportMessage

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "envcheck" / "web" / "messages.d.ts"
COMPILER = ROOT / "tests" / "web" / "node_modules" / "json-schema-to-typescript" / "dist" / "src" / "cli.js"
BANNER = "/** What the server tells. Written by `make message-types` from the schema of the messages. */"


class Messages(BaseModel):
    """All that the page reads."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    live: Annotated[LiveMessage, Field(title="LiveMessage")]
    report: ReportMessage


class Compilable(GenerateJsonSchema):
    """The schema as the compiler takes it: no types that are named after a key, and tuples as they used to be."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Never."""
        return False

    def tuple_schema(self, schema: Any) -> JsonSchemaValue:
        """With the parts of a tuple under `items`, as JSON Schema had them before 2020-12."""
        made = super().tuple_schema(schema)
        return made | {"items": made.pop("prefixItems")} if "prefixItems" in made else made


def types() -> str:
    """The types in TypeScript.

    Raises:
        FileNotFoundError: Node, or the compiler of the types, is not installed.
        CalledProcessError: the schema cannot be put into types.
    """
    if not (node := shutil.which("node")) or not COMPILER.is_file():
        raise FileNotFoundError("Node, or json-schema-to-typescript in tests/web (npm ci --prefix tests/web)")
    schema = Messages.model_json_schema(mode="serialization", schema_generator=Compilable)
    command = [node, str(COMPILER), "--additionalProperties=false", "--bannerComment", BANNER]
    done = subprocess.run(command, input=json.dumps(schema), capture_output=True, encoding="utf-8", check=True)
    return done.stdout


if __name__ == "__main__":
    TARGET.write_text(types(), encoding="utf-8")
