"""What a session is meant to show, passed whole from who asks for it to who looks."""

from dataclasses import dataclass

from envcheck.model.room_signature import RoomSignature


@dataclass(frozen=True)
class Expectations:
    """What may be taken for granted about a session.

    Attributes:
        people: how many people it is meant to show.
        expects_video: a picture is meant to come; where none is, nothing is missing without one.
        expects_audio: sound is meant to come; it may come where it is not, too.
        through_encoder: pictures come through an encoder that has to do with what a line leaves it, so that a room at
            rest may arrive without the noise that a camera gives it.
        declared_fps: frames per second that are sent on purpose, None where nobody said.
        baselines: the usual settings as numbers; none where none was saved.
    """

    people: int = 1
    expects_video: bool = True
    expects_audio: bool = False
    through_encoder: bool = False
    declared_fps: float | None = None
    baselines: tuple[RoomSignature, ...] = ()


USUAL = Expectations()
"""One person before a camera, and nothing else known."""
