"""The examples that `npm run training:export` wrote, and their split by time."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

CSV = Path(__file__).parent / "data" / "examples.csv"
CATEGORIES = ["industry", "country", "referral_source", "licence_type"]
DAY_MS = 86_400_000


@dataclass(frozen=True)
class Split:
    """Examples in order of scoring time: a model learns from the past, and is judged on what came later."""

    train: pd.DataFrame
    calibrate: pd.DataFrame
    holdout: pd.DataFrame

    def times(self) -> dict[str, int]:
        """Where the slices end, in epoch milliseconds (exclusive)."""
        return {
            "trainUntil": int(self.calibrate.as_of.iloc[0]),
            "calibrateUntil": int(self.holdout.as_of.iloc[0]),
            "holdoutUntil": int(self.holdout.as_of.iloc[-1]) + 1,
        }


def read_examples() -> pd.DataFrame:
    """One row per example. Numbers are float32 (missing: NaN), as the model's inputs are; categories text (missing: "")."""
    header = pd.read_csv(CSV, nrows=0).columns
    features = feature_names(header)
    numbers = [name for name in features if name not in CATEGORIES]
    table = pd.read_csv(CSV, keep_default_na=False, na_values={name: [""] for name in numbers})
    return table.astype({name: np.float32 for name in numbers}).astype({name: object for name in CATEGORIES})


def feature_names(columns: pd.Index) -> list[str]:
    """The features, in the order of the feature vector."""
    return [name for name in columns if name not in ("lead_id", "as_of", "label", "truth")]


def split_by_time(examples: pd.DataFrame, train: float = 0.6, calibrate: float = 0.15) -> Split:
    """Cuts at the two scoring times below which the given shares of examples lie."""
    ordered = examples.sort_values(["as_of", "lead_id"], ignore_index=True)
    shares = (train, train + calibrate)
    # examples of one time lie on one side of a cut
    first, second = (ordered.as_of.searchsorted(ordered.as_of.iloc[int(len(ordered) * share)]) for share in shares)
    return Split(ordered[:first], ordered[first:second], ordered[second:])


def categories_of(examples: pd.DataFrame, features: list[str]) -> list[str]:
    """The features that are text, in order."""
    return [name for name in features if examples[name].dtype == object]


def json_values(column: pd.Series) -> list[float | int | str | None]:
    """Values of a feature as JSON has them: null when missing, whole numbers without a point."""
    if column.dtype == object:
        return [value or None for value in column]
    return [None if np.isnan(value) else _shortest(value) for value in column]


def _shortest(value: np.float32) -> float | int:
    number = json.loads(str(value))
    return int(number) if float(number).is_integer() else number
