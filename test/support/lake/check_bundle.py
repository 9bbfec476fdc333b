"""Reads the resources of a Databricks bundle, given as JSON, by the models that its maker generates from the published schema.

Prints {"found": {resource: names}}; fails on an unknown field, a missing one or a wrong type.
"""

import importlib, json, sys

CLASSES = {"jobs": ("jobs", "Job"), "cluster_policies": ("cluster_policies", "ClusterPolicy")}

found = {}
for kind, resources in json.load(sys.stdin).items():
    module, name = CLASSES[kind]
    model = getattr(importlib.import_module(f"databricks.bundles.{module}"), name)
    found[kind] = sorted(key for key, value in resources.items() if model.from_dict(value).as_dict())
print(json.dumps({"found": found}))
