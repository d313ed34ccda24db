"""The dashboard and the alerts: whatever they name is told by the server, and Prometheus takes them."""

import json
import re
import shutil
import subprocess
from typing import Any, get_args

import pytest
import yaml

from deployment.containerfile import ROOT
from envcheck.server.metrics import Metrics
from envcheck.wire.live_messages import End

DASHBOARD = json.loads((ROOT / "deploy" / "grafana" / "envcheck.json").read_text(encoding="utf-8"))
PROMETHEUS = ROOT / "deploy" / "prometheus"
ALERTS = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = [rule for group in ALERTS["groups"] for rule in group["rules"]]

EXPRESSIONS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
EXPRESSIONS += [rule["expr"] for rule in RULES]
VARIABLES = DASHBOARD["templating"]["list"]
EXPRESSIONS += [variable["query"]["query"] for variable in VARIABLES if variable["type"] == "query"]

OF_PROMETHEUS = {"instance", "job", "le"}
"""Labels that it adds, or that a histogram has."""


def told() -> dict[str, set[str]]:
    """Labels of each time series that the server tells, by its name."""
    metrics = Metrics()
    metrics.ended.labels("closed")
    metrics.verdicts.labels("ready")
    return {sample.name: set(sample.labels) for metric in metrics.registry.collect() for sample in metric.samples}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_metric_and_label_that_is_named_is_told(expression: str) -> None:
    known = told()
    named = re.findall(r"\benvcheck_\w+", expression)
    assert [name for name in named if name not in known] == []
    assert named or re.search(r"\bup\b", expression)
    inside = re.findall(r"(\w+)\s*=~?\"", expression)
    by = [name.strip() for group in re.findall(r"\bby \(([^)]*)\)", expression) for name in group.split(",")]
    assert {*inside, *by} <= OF_PROMETHEUS.union(*(known[name] for name in named))


def test_every_metric_is_shown_somewhere() -> None:
    shown = set(re.findall(r"\benvcheck_\w+", " ".join(EXPRESSIONS)))
    bases = {re.sub(r"_(total|bucket|count|sum|created)$", "", name) for name in shown}
    assert {metric.name for metric in Metrics().registry.collect()} == bases


def test_reasons_and_stages_that_are_named_are_those_there_are() -> None:
    text = " ".join(EXPRESSIONS)
    assert set("|".join(re.findall(r'reason=~?"([^"]*)"', text)).split("|")) <= set(get_args(End))
    samples = [sample for metric in Metrics().registry.collect() for sample in metric.samples]
    stages = {sample.labels["stage"] for sample in samples if "stage" in sample.labels}
    assert set(re.findall(r'stage=~?"([^"]*)"', text)) <= stages


def test_every_panel_and_alert_says_what_it_means() -> None:
    assert all(panel["title"] and panel["description"] for panel in DASHBOARD["panels"])
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    for rule in RULES:
        assert set(rule["annotations"]) == {"summary", "description"}, rule["alert"]
        assert rule["labels"]["severity"] in ("critical", "warning")


@pytest.mark.skipif(not shutil.which("promtool"), reason="needs Prometheus' own program")
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(("check", "rules", "alerts.yml"), id="rules"),
        pytest.param(("check", "config", "--syntax-only", "prometheus.yml"), id="configuration"),
        pytest.param(("test", "rules", "alerts-test.yml"), id="an hour of each"),
    ],
)
def test_prometheus_takes_them(asked: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *asked], cwd=PROMETHEUS, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_played_through_both_ways() -> None:
    text = (PROMETHEUS / "alerts-test.yml").read_text(encoding="utf-8")
    for rule in RULES:
        assert f"alertname: {rule['alert']}," in text
        assert f'alertname="{rule["alert"]}"' in text
