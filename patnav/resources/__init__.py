"""Tables that PatNav ships, each with its source and date, and the demo sample."""
