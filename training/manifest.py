"""What stands beside an ONNX file (scoring/model-manifest.ts)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn

from examples import Split, categories_of, json_values
from onnx_export import OUTPUT

REFERENCE_ROWS = 2_000


def signature(examples: pd.DataFrame, features: list[str]) -> dict:
    """MLflow-style. No column is required: every feature may be missing."""
    categories = categories_of(examples, features)
    types = {name: "string" if name in categories else "float" for name in features}
    output = {"name": OUTPUT, "type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 2]}}
    return {"inputs": [{"name": n, "type": t, "required": False} for n, t in types.items()], "outputs": [output]}


def reference_sample(split: Split, seed: int) -> pd.DataFrame:
    """Up to 2,000 rows of the holdout drawn without replacement, in order of time; days to the minute, so that the file stays small."""
    rows = min(REFERENCE_ROWS, len(split.holdout))
    chosen = np.sort(np.random.default_rng(seed).choice(len(split.holdout), rows, replace=False))
    return split.holdout.iloc[chosen].round({"days_since_interaction": 3, "lead_age": 3})


def reference_window(sample: pd.DataFrame, features: list[str], scores: np.ndarray) -> dict:
    """The frozen sample that drift is measured against, with the training library's calibrated scores of its rows."""
    return {
        "from": int(sample.as_of.iloc[0]),
        "until": int(sample.as_of.iloc[-1]),
        "rows": len(sample),
        "features": {name: json_values(sample[name]) for name in features},
        "scores": [round(float(score), 6) for score in scores],
    }


def write_json(path: Path, value: dict) -> None:
    """JSON that a person can scroll through: what holds only plain values stands on one line."""
    path.write_text(_render(value, "") + "\n")


def _render(value: object, indent: str) -> str:
    inner = indent + "  "
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    if not any(isinstance(item, (dict, list)) for item in items):
        return json.dumps(value, separators=(",", ":") if isinstance(value, list) else (", ", ": "))
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(key)}: {_render(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _render(item, inner) for item in items) + f"\n{indent}]"


def framework() -> str:
    """Such as `scikit-learn 1.7.2`."""
    return f"scikit-learn {sklearn.__version__}"
