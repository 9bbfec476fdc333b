"""Rows with known probabilities, for the test that ONNX Runtime in Node gives what scikit-learn gives."""

from pathlib import Path

import numpy as np
import pandas as pd

from examples import CATEGORIES, json_values
from manifest import write_json
from pipelines import SEED

ORDINARY_ROWS = 14


def golden_rows(holdout: pd.DataFrame, features: list[str]) -> pd.DataFrame:
    """Ordinary rows of the holdout, then copies of the first with one thing changed, then one with nothing known."""
    chosen = np.random.default_rng(SEED).choice(len(holdout), ORDINARY_ROWS, replace=False)
    ordinary = holdout.iloc[chosen][features].reset_index(drop=True)
    plain = ordinary.iloc[0].to_dict() | {"company_size": np.float32(12), "industry": "TRADING", "country": "IN"}
    variants = [
        plain,
        plain | {"industry": ""},
        plain | {"industry": "NEVER_SEEN_BEFORE"},
        plain | {"company_size": np.float32("nan")},
        plain | {"country": "", "licence_type": "", "referral_source": ""},
        {name: "" if name in CATEGORIES else np.float32("nan") for name in features},
    ]
    rows = pd.concat([ordinary, pd.DataFrame(variants)], ignore_index=True)
    return rows.astype({name: np.float32 for name in features if name not in CATEGORIES})


def write_golden(path: Path, rows: pd.DataFrame, features: list[str], expected: dict[int, np.ndarray]) -> None:
    """Column-wise features (null: missing) and, per version, scikit-learn's probabilities before calibration."""
    path.parent.mkdir(parents=True, exist_ok=True)
    probabilities = {str(version): [float(p) for p in values] for version, values in expected.items()}
    columns = {name: json_values(rows[name]) for name in features}
    write_json(path, {"rows": len(rows), "features": columns, "probabilities": probabilities})
