"""A real Ray cluster of several raylets on this machine, run beside the tests by Ray's own Python.

It prints its address once it is ready, adds a raylet for each line it reads, and ends with its input.
"""

import sys

from ray.cluster_utils import Cluster

cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
for _ in range(int(sys.argv[1]) - 1):
    cluster.add_node(num_cpus=1)
print(cluster.address, flush=True)
for _line in sys.stdin:
    cluster.add_node(num_cpus=1)
    print("added", flush=True)
cluster.shutdown()
