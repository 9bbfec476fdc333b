"""The training set of the lake, `gold/training_set`: features as of decision times, and what came of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

DAY_MS = 86_400_000
TABLE = "gold/training_set"
FACTS = ["lead_id", "as_of", "label", "outcome_at", "created_at"]


class DataFault(Exception):
    """Data that no model can be trained on: found, expected and where."""


@dataclass(frozen=True)
class TrainingSet:
    """Rows of one version of the table. Numbers are float32 (missing: NaN), categories text (missing: "")."""

    rows: pd.DataFrame
    features: list[str]
    url: str
    version: int


def read_training_set(lake: str, version: int | None = None) -> TrainingSet:
    """The newest version of the table, or the given one. Features are all columns but the known facts, in order."""
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    url = f"{lake.rstrip('/')}/{TABLE}"
    try:
        table = DeltaTable(url, version=version)
        rows = table.to_pandas()
    # a folder that does not exist is no DeltaError
    except (DeltaError, OSError, ValueError) as error:
        raise DataFault(f"{url}: found no readable Delta table, expected {TABLE} of a lake ({error})") from error
    missing = [name for name in FACTS[:3] if name not in rows]
    if missing:
        raise DataFault(f"{url}: found no column {', '.join(missing)}, expected {', '.join(FACTS[:3])}")
    features = [name for name in rows if name not in FACTS]
    texts = [name for name in features if not pd.api.types.is_numeric_dtype(rows[name])]
    rows[texts] = rows[texts].astype(object).fillna("")
    numbers = [name for name in features if name not in texts]
    return TrainingSet(rows.astype({name: np.float32 for name in numbers}), features, url, table.version())


def matured(data: TrainingSet, maturity_days: float) -> pd.DataFrame:
    """Decisions that are older than the maturity, counted back from the newest time of the table.

    Of younger ones only those are known that ended early, and early ends are mostly conversions.
    """
    newest = data.rows[[name for name in ("as_of", "outcome_at") if name in data.rows]].max().max()
    return data.rows[data.rows.as_of <= newest - maturity_days * DAY_MS]


def informative(rows: pd.DataFrame, features: list[str]) -> list[str]:
    """The features with more than one value: others say nothing, and would be called drift by the first other value."""
    return [name for name in features if rows[name].nunique(dropna=False) > 1]


def require_enough(rows: pd.DataFrame, least: int, where: str) -> None:
    """Refuses rows that are too few, or whose labels are all alike."""
    if len(rows) < least:
        raise DataFault(f"{where}: found {len(rows)} rows, expected at least {least}")
    labels = set(rows.label)
    if not labels <= {0, 1}:
        raise DataFault(f"{where}: found the labels {sorted(labels - {0, 1})}, expected 0 and 1")
    if len(labels) < 2:
        raise DataFault(f"{where}: found the label {labels.pop()} only, expected conversions and others")
