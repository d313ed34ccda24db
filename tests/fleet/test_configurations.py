"""What routers are told, by the routers' own check of it."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from envcheck.fleet.haproxy import haproxy_config
from envcheck.fleet.kubernetes import MOST_RULES, kubernetes_manifests
from envcheck.fleet.nginx import nginx_config
from envcheck.fleet.nodes import NodeAt, nodes_of, worker_names
from envcheck.fleet.yaml import documents
from envcheck.model.errors import SettingsError
from envcheck.settings import Settings
from fleet_nodes import prepared
from proxies import HAPROXY, NGINX
from rsa import pem

TWO = {"nodes": ["n1=10.0.0.11:8765", "n2=[2001:db8::12]:8765"], "listen": "127.0.0.1:8443"}


def settings(fleet: dict[str, Any] | None = None, **server: Any) -> Settings:
    return Settings.load({"fleet": fleet or {}, "server": server}, environ={})


def test_without_a_list_the_nodes_are_this_machine_s_workers() -> None:
    assert nodes_of(settings()) == (NodeAt("node", "127.0.0.1:8765"),)
    asked = settings(workers=3, node="a", host="::", port=9000)
    assert nodes_of(asked) == tuple(NodeAt(f"a-{n}", f"[::1]:{9000 + n}") for n in range(3))
    assert tuple(one.name for one in nodes_of(asked)) == worker_names(asked.server)
    assert nodes_of(settings(TWO, workers=3))[1] == NodeAt("n2", "[2001:db8::12]:8765")


@pytest.mark.parametrize("node", ["n1", "n1=", "n1=10.0.0.1", "a b=10.0.0.1:1", "n1=10.0.0.1:1;x", "n1=a}:1"])
def test_a_node_that_is_none_is_refused(node: str) -> None:
    with pytest.raises(SettingsError, match="no node such as"):
        settings({"nodes": [node]})


def test_no_name_stands_for_two_nodes() -> None:
    with pytest.raises(SettingsError, match="the same name"):
        settings({"nodes": ["n1=10.0.0.1:1", "n1=10.0.0.2:1"]})


CASES = [settings(TWO), settings(TWO, root_path="/rooms/check"), settings(workers=8, node="a")]


@pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")
@pytest.mark.parametrize("asked", CASES, ids=["two", "below a path", "workers"])
def test_haproxy_takes_it(asked: Settings, tmp_path: Path) -> None:
    checked([*prepared("haproxy", tmp_path, haproxy_config(asked)), "-c"])


@pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")
def test_haproxy_takes_a_certificate_whose_name_has_spaces(tmp_path: Path) -> None:
    file = pem(tmp_path / "the clinic's.pem")
    checked([*prepared("haproxy", tmp_path, haproxy_config(settings(TWO | {"certificate": str(file)}))), "-c"])


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
@pytest.mark.parametrize("asked", CASES, ids=["two", "below a path", "workers"])
def test_nginx_takes_it(asked: Settings, tmp_path: Path) -> None:
    listening = asked.model_copy(update={"fleet": asked.fleet.model_copy(update={"listen": "127.0.0.1:8443"})})
    checked([*prepared("nginx", tmp_path, nginx_config(listening)), "-t"])


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
def test_nginx_takes_a_certificate_whose_name_has_spaces(tmp_path: Path) -> None:
    file = str(pem(tmp_path / "of the clinic.pem"))
    text = nginx_config(settings(TWO | {"certificate": file, "key": file}))
    checked([*prepared("nginx", tmp_path, text), "-t"])


def checked(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr.lower()


def test_nobody_s_word_for_a_prefix_is_believed() -> None:
    assert "del-header X-Forwarded-Prefix" in haproxy_config(settings(TWO))
    assert 'X-Forwarded-Prefix "";' in nginx_config(settings(TWO))


def test_each_pod_of_kubernetes_is_named_in_its_sessions_and_reached_while_it_leaves() -> None:
    asked = settings({"replicas": 2, "most_replicas": 20}, root_path="/check", hosts=["check.example.org"])
    objects = list(yaml.safe_load_all(kubernetes_manifests(asked)))
    of_kind = {kind: [one for one in objects if one["kind"] == kind] for kind in {one["kind"] for one in objects}}
    rules = [rule for route in of_kind["HTTPRoute"] for rule in route["spec"]["rules"]]
    paths = {rule["matches"][0]["path"]["value"]: rule["backendRefs"][0]["name"] for rule in rules}
    assert paths == {"/check": "envcheck"} | {f"/check/n/envcheck-{n}": f"envcheck-{n}" for n in range(20)}
    assert max(len(route["spec"]["rules"]) for route in of_kind["HTTPRoute"]) <= MOST_RULES
    services = {one["metadata"]["name"]: one["spec"] for one in of_kind["Service"]}
    assert set(services) == set(paths.values())
    assert all(services[f"envcheck-{n}"]["publishNotReadyAddresses"] for n in range(20))
    (pods,) = of_kind["StatefulSet"]
    assert pods["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > asked.server.total_secs


def test_texts_are_quoted_so_that_no_reader_takes_them_for_anything_else() -> None:
    given = {"a": "no", "b/c": ["1e3", {"d": "x: y #", "e": []}, True], "f": {}}
    assert yaml.safe_load(documents(given)) == given
