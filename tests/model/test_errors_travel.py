"""Every error is the same in the process that it is told to."""

import pickle

import pytest

from envcheck.model.errors import (
    BaselineError,
    BusyCamera,
    DamagedModel,
    EnvcheckError,
    FacetUnavailable,
    PluginError,
    ServerError,
    SettingsError,
    UnforeseenFault,
)

ERRORS = (
    UnforeseenFault("a.jpg", "it failed."),
    BusyCamera("0", "it is in use."),
    SettingsError("--profile", "there is none."),
    BaselineError("usual.json", "it is gone."),
    PluginError("acme", "it is broken."),
    DamagedModel("YuNet", "it is cut short."),
    ServerError("the port is taken."),
    FacetUnavailable("no face", not_applicable=True),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_that_was_sent_is_as_it_was(error: EnvcheckError) -> None:
    sent = pickle.loads(pickle.dumps(error))
    assert type(sent) is type(error)
    assert str(sent) == str(error)
    assert vars(sent) == vars(error)
