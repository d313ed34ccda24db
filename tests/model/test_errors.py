from collections.abc import Callable

import pytest

from envcheck.model.errors import (
    LONGEST,
    BaselineError,
    CameraError,
    EnvcheckError,
    InputError,
    ModelError,
    PluginError,
    ServerError,
    SettingsError,
)

OF_SOMETHING: list[Callable[[str, str], EnvcheckError]] = [
    BaselineError,
    InputError,
    ModelError,
    PluginError,
    SettingsError,
]


@pytest.mark.parametrize("kind", OF_SOMETHING)
def test_what_an_error_quotes_cannot_leave_its_line(kind: Callable[[str, str], EnvcheckError]) -> None:
    error = kind("a\x1b[2J.jpg", "there is no 'x\n\u202ey\udcff'.")
    assert str(error).endswith("there is no 'x??y?'.")
    assert str(error).isprintable()
    assert vars(error)["reason"] == "there is no 'x??y?'."


@pytest.mark.parametrize("kind", [EnvcheckError, ServerError, lambda text: CameraError("0", text)])
def test_of_a_long_sentence_both_ends_are_told(kind: type[EnvcheckError]) -> None:
    text = str(kind(f"There is no {'x' * 100_000}; please name one."))
    assert text.startswith("There is no x")
    assert text.endswith("x; please name one.")
    assert len(text) <= LONGEST + 3


def test_what_was_named_stays_as_it_was_named() -> None:
    assert InputError("a\tb.jpg", "x.").input == "a\tb.jpg"
