"""The usual setting as a message: the numbers that a client or a file keeps."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from envcheck.model.room_signature import COLUMNS, ROWS, RoomSignature
from envcheck.wire.messages import Message, Request

Quarters = Annotated[int, Field(strict=True, ge=0, le=4)]
Stops = Annotated[int, Field(strict=True, ge=-27, le=0)]
Tints = Annotated[int, Field(strict=True, ge=-16, le=16)]
Steepness = Annotated[int, Field(strict=True, ge=0, le=20)]
EVERY_CELL = Field(min_length=COLUMNS * ROWS, max_length=COLUMNS * ROWS)

MOST_BASELINES = 8
"""Usual settings that what is seen is compared with: more rooms than one person works in."""


class BaselineMessage(Message):
    """The usual setting: whole numbers about cells of the room, row by row, as `RoomSignature` explains them."""

    envcheck: Literal["baseline"] = "baseline"
    version: Literal[1] = 1
    columns: Literal[8] = 8
    rows: Literal[5] = 5
    aspect: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    seen: Annotated[tuple[Quarters, ...], EVERY_CELL]
    luma: Annotated[tuple[Stops, ...], EVERY_CELL]
    red: Annotated[tuple[Tints, ...], EVERY_CELL]
    blue: Annotated[tuple[Tints, ...], EVERY_CELL]
    across: Annotated[tuple[Steepness, ...], EVERY_CELL]
    down: Annotated[tuple[Steepness, ...], EVERY_CELL]


class BaselineRequest(BaselineMessage):
    """The same as it comes back, from a client or from a file: with nothing in it that nobody has written there."""

    model_config = ConfigDict(extra="forbid")


class BaselinesRequest(Request):
    """Several usual settings, of which the nearest counts; none to compare with none from now on."""

    settings: Annotated[tuple[BaselineRequest, ...], Field(max_length=MOST_BASELINES)]


class BaselineHeader(BaseModel):
    """What every version of `BaselineMessage` begins with."""

    envcheck: Literal["baseline"]
    version: int


def baseline_message(setting: RoomSignature) -> BaselineMessage:
    """The wire form of a setting."""
    return BaselineMessage(**vars(setting))


def setting_of(message: BaselineMessage) -> RoomSignature:
    """The setting that a message carries."""
    return RoomSignature(**message.model_dump(exclude={"envcheck", "version", "columns", "rows"}))


def settings_of(message: BaselineRequest | BaselinesRequest) -> tuple[RoomSignature, ...]:
    """The settings that a message carries, one or several."""
    return tuple(map(setting_of, message.settings if isinstance(message, BaselinesRequest) else [message]))
