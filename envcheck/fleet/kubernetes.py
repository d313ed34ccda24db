"""Manifests for Kubernetes: a StatefulSet, whose pods' names are the nodes' names, and a gateway's routes to them."""

from typing import Any

from envcheck.fleet.yaml import documents
from envcheck.settings import Settings

HEAD = """\
# envcheck on Kubernetes, written by `envcheck fleet kubernetes`. It is checked against the published schemas, and was
# not run on a cluster by us. It needs a gateway named "gateway" (Gateway API 1.0), a Secret "envcheck" with a key
# "tokens", and for the autoscaler the metric envcheck_sessions of each pod (a Prometheus adapter).
# Media comes to a pod's own address over UDP: pods use the network of their hosts, one on each.
"""

NAME, PORT = "envcheck", 8765
LEAVE_SECS = 30
"""Beside the time for which sessions may go on."""

LABELS = {"app.kubernetes.io/name": NAME}
MOST_RULES = 16
"""Of one HTTPRoute (Gateway API)."""

POD = "statefulset.kubernetes.io/pod-name"

Object = dict[str, Any]


def kubernetes_manifests(settings: Settings) -> str:
    """The manifests as documents of YAML; there is one route for each pod that there may be."""
    pods = [f"{NAME}-{number}" for number in range(max(settings.fleet.replicas, settings.fleet.most_replicas))]
    services = [_service(NAME, LABELS), *(_service(pod, LABELS | {POD: pod}, is_one=True) for pod in pods)]
    others = (*_routes(settings, pods), _budget(), _scaler(settings))
    return HEAD + documents(_stateful_set(settings), *services, *others)


def _object(version: str, kind: str, spec: Object, name: str = NAME) -> Object:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "labels": dict(LABELS)}, "spec": spec}


def _stateful_set(settings: Settings) -> Object:
    drain = settings.server.drain_secs or settings.server.total_secs
    pod = {
        "hostNetwork": True,
        "dnsPolicy": "ClusterFirstWithHostNet",
        "terminationGracePeriodSeconds": round(drain) + LEAVE_SECS,
        "securityContext": {"runAsNonRoot": True, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
        "affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [_one_on_each_host()]}},
        "containers": [_container(settings, drain)],
    }
    spec = {
        "replicas": settings.fleet.replicas,
        "serviceName": NAME,
        "podManagementPolicy": "Parallel",
        "selector": {"matchLabels": dict(LABELS)},
        "template": {"metadata": {"labels": dict(LABELS)}, "spec": pod},
    }
    return _object("apps/v1", "StatefulSet", spec)


def _one_on_each_host() -> Object:
    return {"labelSelector": {"matchLabels": dict(LABELS)}, "topologyKey": "kubernetes.io/hostname"}


def _container(settings: Settings, drain: float) -> Object:
    return {
        "name": NAME,
        "image": settings.fleet.image,
        "args": ["serve", "--host", "0.0.0.0", "--port", str(PORT)],
        "env": _variables(settings, drain),
        "ports": [{"name": "http", "containerPort": PORT}],
        "startupProbe": _probe("/readyz", 2, 60),
        "readinessProbe": _probe("/readyz", 2, 2),
        "livenessProbe": _probe("/healthz", 10, 6),
        "resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "2Gi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
    }


def _variables(settings: Settings, drain: float) -> list[Object]:
    server = settings.server
    given = {
        "DRAIN_SECS": f"{drain:g}",
        "SESSIONS": str(server.sessions),
        "BEHIND_PROXY": ",".join(server.behind_proxy) or "10.0.0.0/8",
        "HOSTS": ",".join(server.hosts),
        "ROOT_PATH": server.root_path,
        "MEDIA_PORTS": "-".join(map(str, server.media_ports or ())),
        "MEDIA_ADDRESSES": ",".join(server.media_addresses),
    }
    named = [{"name": f"ENVCHECK_SERVER__{key}", "value": value} for key, value in given.items() if value]
    node = {"name": "ENVCHECK_SERVER__NODE", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}
    tokens = {"name": "ENVCHECK_TOKENS", "valueFrom": {"secretKeyRef": {"name": NAME, "key": "tokens"}}}
    return [node, tokens, *named]


def _probe(path: str, every: int, failures: int) -> Object:
    return {
        "httpGet": {"path": path, "port": "http"},
        "periodSeconds": every,
        "timeoutSeconds": 5,
        "failureThreshold": failures,
    }


def _service(name: str, selector: Object, is_one: bool = False) -> Object:
    """Of all nodes, or of one: its sessions have to stay reachable while it is about to leave."""
    spec: Object = {"selector": dict(selector), "ports": [{"name": "http", "port": PORT, "targetPort": "http"}]}
    spec |= {"publishNotReadyAddresses": True} if is_one else {"clusterIP": "None"}
    return _object("v1", "Service", spec, name)


def _routes(settings: Settings, pods: list[str]) -> list[Object]:
    root = settings.server.root_path
    rules = [_rule(f"{root}/n/{pod}", pod) for pod in pods] + [_rule(root or "/", NAME)]
    common: Object = {"parentRefs": [{"name": "gateway"}]}
    if settings.server.hosts:
        common["hostnames"] = list(settings.server.hosts)
    parts = [rules[first : first + MOST_RULES] for first in range(0, len(rules), MOST_RULES)]
    return [
        _object("gateway.networking.k8s.io/v1", "HTTPRoute", common | {"rules": part}, f"{NAME}-routes-{number}")
        for number, part in enumerate(parts)
    ]


def _rule(path: str, service: str) -> Object:
    match = {"path": {"type": "PathPrefix", "value": path}}
    return {"matches": [match], "backendRefs": [{"name": service, "port": PORT}]}


def _budget() -> Object:
    spec = {"maxUnavailable": 1, "selector": {"matchLabels": dict(LABELS)}}
    return _object("policy/v1", "PodDisruptionBudget", spec)


def _scaler(settings: Settings) -> Object:
    """So many nodes that each is at three quarters of its sessions."""
    target = {"type": "AverageValue", "averageValue": str(max(1, settings.server.sessions * 3 // 4))}
    spec = {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": NAME},
        "minReplicas": settings.fleet.replicas,
        "maxReplicas": max(settings.fleet.replicas, settings.fleet.most_replicas),
        "metrics": [{"type": "Pods", "pods": {"metric": {"name": "envcheck_sessions"}, "target": target}}],
    }
    return _object("autoscaling/v2", "HorizontalPodAutoscaler", spec)
