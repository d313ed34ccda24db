import hashlib

import pytest

from envcheck.perception.weights import BUNDLED, BundledWeights


@pytest.mark.parametrize("weights", BUNDLED, ids=lambda one: one.name)
def test_the_network_and_its_licence_lie_in_the_package(weights: BundledWeights) -> None:
    assert hashlib.sha256(weights.path.read_bytes()).hexdigest() == weights.sha256
    assert "Permission is hereby granted" in weights.path.with_suffix(".LICENSE").read_text()
