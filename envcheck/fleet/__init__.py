"""What stands before several nodes: the configuration of routers, written from the same settings."""
