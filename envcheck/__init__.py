"""Checks an online therapist's room before a session: light, framing, background, privacy and picture.

Nothing heavy is imported until it is used, so `import envcheck` costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from envcheck.checks.catalog import load_checks
    from envcheck.model.errors import EnvcheckError
    from envcheck.model.findings import Finding, Report, Verdict
    from envcheck.runner import check_image, check_video
    from envcheck.session import Session

__all__ = ["EnvcheckError", "Finding", "Report", "Session", "Verdict", "check_image", "check_video", "load_checks"]

_HOMES = {
    "EnvcheckError": "envcheck.model.errors",
    "Finding": "envcheck.model.findings",
    "Report": "envcheck.model.findings",
    "Session": "envcheck.session",
    "Verdict": "envcheck.model.findings",
    "check_image": "envcheck.runner",
    "check_video": "envcheck.runner",
    "load_checks": "envcheck.checks.catalog",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'envcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
