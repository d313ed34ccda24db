"""Measuring as an installation would that was built without a way to the repositories of some networks."""

import cv2

from envcheck.perception.models import Models
from envcheck.perception.weights import DOWNLOADABLE

INSTALLED = Models.installed


def prepare(complete: bool) -> None:
    """One thread for this process, and the networks that it has: all, or those that every installation carries."""
    cv2.setNumThreads(1)
    install(complete)


def install(complete: bool) -> None:
    """From now on this process has all networks that are here, or only those that every installation carries."""
    absent = () if complete else tuple(weights.file for weights in DOWNLOADABLE)
    files = {file: path for file, path in INSTALLED().files.items() if file not in absent}
    Models.installed = lambda environ=None: Models(files)  # type: ignore[method-assign]
