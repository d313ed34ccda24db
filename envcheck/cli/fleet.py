"""`envcheck fleet`: the configuration of what stands before several nodes."""

from typing import Annotated, Any

import typer

fleet = typer.Typer(
    name="fleet",
    help="Print the configuration of a router before several nodes, from [server] and [fleet] of the settings.",
)

Nodes = Annotated[
    list[str] | None, typer.Option("--node", help="A node, such as n1=10.0.0.11:8765; else this machine's workers.")
]
Listen = Annotated[str | None, typer.Option(help="Address and port at which the router listens.")]
Certificate = Annotated[str | None, typer.Option(help="PEM file of its certificate; for HAProxy with the key.")]
Key = Annotated[str | None, typer.Option(help="PEM file of the certificate's key, for nginx.")]
Image = Annotated[str | None, typer.Option(help="Container image of the nodes.")]
Replicas = Annotated[int | None, typer.Option(min=1, help="Nodes at the beginning.")]
MostReplicas = Annotated[int | None, typer.Option(min=1, help="Nodes at most.")]


@fleet.command()
def haproxy(node: Nodes = None, listen: Listen = None, certificate: Certificate = None) -> None:
    """Print haproxy.cfg."""
    from envcheck.fleet.haproxy import haproxy_config

    print(haproxy_config(_settings(nodes=node, listen=listen, certificate=certificate)), end="")


@fleet.command()
def nginx(node: Nodes = None, listen: Listen = None, certificate: Certificate = None, key: Key = None) -> None:
    """Print a file for nginx' conf.d."""
    from envcheck.fleet.nginx import nginx_config

    print(nginx_config(_settings(nodes=node, listen=listen, certificate=certificate, key=key)), end="")


@fleet.command()
def kubernetes(image: Image = None, replicas: Replicas = None, most_replicas: MostReplicas = None) -> None:
    """Print manifests for kubectl apply."""
    from envcheck.fleet.kubernetes import kubernetes_manifests

    print(kubernetes_manifests(_settings(image=image, replicas=replicas, most_replicas=most_replicas)), end="")


def _settings(**given: object) -> Any:
    from envcheck.settings import Settings

    named = {name: value for name, value in given.items() if value is not None and value != []}
    return Settings.load({"fleet": named} if named else {})
