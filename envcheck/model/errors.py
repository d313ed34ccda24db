"""Every error envcheck raises on purpose, and the one for what it did not foresee.

    EnvcheckError
    ├── InputError             an input that cannot be looked at; holds `input` and `reason`
    │   ├── MissingInput       nothing is there
    │   ├── UnsupportedInput   not a picture or clip, or of a kind that is not read
    │   ├── DamagedInput       cut short, empty or broken
    │   ├── UnsuitableInput    too small or too large to look at
    │   └── UnforeseenFault    envcheck itself failed at it; the one kind that is nobody's but ours
    ├── CameraError            a camera that gives no picture; holds `camera`
    │   ├── MissingCamera      there is none
    │   └── BusyCamera         it is there and gives nothing: in use elsewhere, or not allowed
    ├── SettingsError          a setting that cannot be used; holds `where` it stands
    ├── BaselineError          a usual setting that cannot be read or saved; holds `file` and `reason`
    ├── PluginError            a third-party check that cannot be used; holds `distribution`
    ├── ModelError             a network that cannot be brought here; holds `model` and `reason`
    │   ├── MissingModel       it is not where it was looked for
    │   └── DamagedModel       what was found there is not the published file
    ├── ServerError            a server that cannot be started as asked
    └── FacetUnavailable       perception could not tell; holds `reason` and `not_applicable`

Each error's text is one sentence that can be shown as it is, and says what to do next where there is something to do.
"""

from typing import Any

from envcheck.model.plain_text import plain

LONGEST = 1000
"""Characters of a sentence that are shown: what it quotes may be a stranger's, and as long as a file."""


class EnvcheckError(Exception):
    """The root: catch it to catch every error raised on purpose.

    Args:
        sentence: its text, which is shown on one line: whatever it quotes moves no cursor and fills no screen.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, whatever its class is made from, so that it can be told by another process."""
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[EnvcheckError], arguments: tuple[Any, ...]) -> EnvcheckError:
    return kind.__new__(kind, *arguments)


def one_line(sentence: str) -> str:
    """A sentence that can be shown: "?" for what would move it, and of one that is long both of its ends."""
    shown = plain(sentence)
    half = LONGEST // 2
    return shown if len(shown) <= LONGEST else f"{shown[:half]} … {shown[-half:]}"


class InputError(EnvcheckError):
    """An input that cannot be looked at.

    Args:
        input: the input as the caller named it.
        reason: one sentence without the input's name.
    """

    def __init__(self, input: str, reason: str) -> None:
        super().__init__(f"{input}: {reason}")
        self.input = input
        self.reason = one_line(reason)


class MissingInput(InputError):
    """Nothing is there under that name."""


class UnsupportedInput(InputError):
    """Not a picture or clip, or of a kind that is not read."""


class DamagedInput(InputError):
    """Cut short, empty or broken."""


class UnsuitableInput(InputError):
    """Too small or too large to look at."""


class UnforeseenFault(InputError):
    """envcheck itself failed while it looked at this input."""


class CameraError(EnvcheckError):
    """A camera that gives no picture.

    Args:
        camera: the camera as the caller named it.
        reason: one sentence that says what to do next.
    """

    def __init__(self, camera: str, reason: str) -> None:
        super().__init__(reason)
        self.camera = camera


class MissingCamera(CameraError):
    """There is no such camera."""


class BusyCamera(CameraError):
    """The camera is there and gives no picture."""


class SettingsError(EnvcheckError):
    """A setting that cannot be used.

    Args:
        where: the file, variable or flag in which the setting stands.
        reason: one sentence; for an unknown key it names the nearest known one.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = one_line(reason)


class BaselineError(EnvcheckError):
    """A usual setting that cannot be read or saved.

    Args:
        file: where it is or should be.
        reason: one sentence that says what to do next where there is something to do.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = one_line(reason)


class PluginError(EnvcheckError):
    """A third-party check or perceiver that cannot be used.

    Args:
        distribution: the installed distribution that announces it.
        reason: one sentence.
    """

    def __init__(self, distribution: str, reason: str) -> None:
        super().__init__(f"The plugin {distribution} cannot be used: {reason}")
        self.distribution = distribution
        self.reason = one_line(reason)


class ModelError(EnvcheckError):
    """A network that cannot be brought here; raised as it is where no other network could be either.

    Args:
        model: its name.
        reason: one sentence that says what to do next where there is something to do.
    """

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(f"{model}: {reason}")
        self.model = model
        self.reason = one_line(reason)


class MissingModel(ModelError):
    """It is not where it was looked for."""


class DamagedModel(ModelError):
    """What was found is not the published file."""


class ServerError(EnvcheckError):
    """A server that cannot be started as asked; its text says why, and what to do."""


class FacetUnavailable(EnvcheckError):
    """Perception could not tell; a check that needs the facet answers "not assessed" with this reason.

    Args:
        reason: a clause that can follow "not assessed: ".
        not_applicable: the kind of input can never show it (a picture has no movement), so that nothing is missing.
    """

    def __init__(self, reason: str, *, not_applicable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.not_applicable = not_applicable
