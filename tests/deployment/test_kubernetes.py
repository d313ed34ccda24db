"""The manifests for Kubernetes, held to its schemas and to one another; no cluster has run them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deployment.containerfile import ROOT, environment, of, stages
from envcheck.environment import NO_SETTINGS, parse_toml
from envcheck.settings import Settings

FOLDER = ROOT / "deploy" / "kubernetes"
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))
IMAGE = stages((ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8"))[""]


def manifests() -> Iterator[dict[str, Any]]:
    for name in KUSTOMIZATION["resources"]:
        yield from yaml.safe_load_all((FOLDER / name).read_text(encoding="utf-8"))


MANIFESTS = {(one["kind"], one["metadata"]["name"]): one for one in manifests()}
POD = MANIFESTS["StatefulSet", "envcheck"]["spec"]["template"]
(SERVER,) = POD["spec"]["containers"]
SETTINGS = Settings.model_validate(parse_toml(MANIFESTS["ConfigMap", "envcheck-settings"]["data"]["envcheck.toml"]))


def test_every_manifest_is_of_the_published_kind() -> None:
    files = [str(FOLDER / name) for name in KUSTOMIZATION["resources"]]
    command = [sys.executable, "-m", "kubernetes_validate", "--strict", "--no-warn", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (done.stdout + done.stderr).count(" passed ") == len(MANIFESTS)


def test_every_file_is_taken() -> None:
    assert {*KUSTOMIZATION["resources"], "kustomization.yaml"} == {path.name for path in FOLDER.iterdir()}


def test_who_is_asked_for_is_who_there_is() -> None:
    labels = POD["metadata"]["labels"].items()
    for kind, name in (("Service", "envcheck"), ("Service", "envcheck-pods")):
        spec = MANIFESTS[kind, name]["spec"]
        assert spec["selector"].items() <= labels
        assert all(port["targetPort"] in {known["name"] for known in SERVER["ports"]} for port in spec["ports"])
    assert MANIFESTS["PodDisruptionBudget", "envcheck"]["spec"]["selector"]["matchLabels"].items() <= labels
    assert ("Service", MANIFESTS["StatefulSet", "envcheck"]["spec"]["serviceName"]) in MANIFESTS
    for rule in MANIFESTS["Ingress", "envcheck"]["spec"]["rules"]:
        assert rule["host"] in SETTINGS.server.hosts
        for path in rule["http"]["paths"]:
            assert ("Service", path["backend"]["service"]["name"]) in MANIFESTS


def test_a_server_runs_as_its_image_does_and_has_the_time_that_it_takes_to_leave() -> None:
    spec = POD["spec"]
    context = spec["securityContext"]
    assert f"{context['runAsUser']}:{context['runAsGroup']}" == of(IMAGE, "USER")[0].rest
    assert SERVER["args"] == of(IMAGE, "CMD")[0].words()
    assert SERVER["securityContext"]["readOnlyRootFilesystem"]
    assert spec["terminationGracePeriodSeconds"] >= SETTINGS.server.drain_secs + 30
    ports = {port["containerPort"] for port in SERVER["ports"]}
    assert ports == {int(of(IMAGE, "EXPOSE")[0].rest.partition("/")[0])}
    mounts = {mount["mountPath"] for mount in SERVER["volumeMounts"]}
    assert of(IMAGE, "WORKDIR")[0].rest in mounts


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_for_what_answers_anybody(probe: str) -> None:
    assert SERVER[probe]["httpGet"]["path"] in ("/healthz", "/readyz")


def test_every_variable_is_one_that_is_read() -> None:
    paths = [path for path in (ROOT / "deploy").rglob("*") if path.suffix in (".yaml", ".md")]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    named = set(re.findall(r"ENVCHECK_[A-Z_]+", "\n".join(texts))) | {
        name for name in environment(IMAGE) if name.startswith("ENVCHECK_")
    }
    for name in named - set(NO_SETTINGS):
        table, _, key = name.removeprefix("ENVCHECK_").lower().partition("__")
        assert key in type(getattr(Settings(), table)).model_fields, name


def test_it_is_said_that_none_was_run_by_us() -> None:
    assert "not run by us" in (FOLDER / "kustomization.yaml").read_text(encoding="utf-8")
    assert Path(FOLDER.parent / "README.md").read_text(encoding="utf-8").count("not run by us") == 1
