"""The two kinds of models, from the raw columns to a probability, preprocessing included."""

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

from examples import categories_of
from log_scaler import LogScaler

SEED = 20260701


def logistic_regression(train: pd.DataFrame, features: list[str]) -> Pipeline:
    """Version 1: linear in ln(1 + number), in whether a number is missing, and in the categories.

    A missing number becomes the mean, and a column of its own says that it was missing.
    """
    model = LogisticRegression(C=0.5, max_iter=5_000, random_state=SEED)
    return Pipeline([("columns", _columns(train, features, LogScaler())), ("model", model)])


def gradient_boosting(train: pd.DataFrame, features: list[str]) -> Pipeline:
    """Version 2: boosted trees, which find interactions and know a missing number for what it is."""
    model = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=260,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        l2_regularization=5.0,
        random_state=SEED,
    )
    return Pipeline([("columns", _columns(train, features, "passthrough")), ("model", model)])


def round_thresholds(pipeline: Pipeline) -> Pipeline:
    """Rounds the thresholds of boosted trees down to float32, as the ONNX file has them; others stay as they are.

    A threshold lies between two float32 values of a feature, and rounded to the nearest it may pass the upper one, which
    then goes to the other side. Rounded down it parts float32 values as before.
    """
    for trees in getattr(pipeline[-1], "_predictors", []):
        for tree in trees:
            exact = tree.nodes["num_threshold"]
            near = exact.astype(np.float32)
            tree.nodes["num_threshold"] = np.where(near > exact, np.nextafter(near, np.float32(-np.inf)), near)
    return pipeline


def _columns(train: pd.DataFrame, features: list[str], numbers: LogScaler | str) -> ColumnTransformer:
    """Numbers as told, categories one-hot.

    The empty string has a column of its own, which says "missing": then all of the feature's categories are 0. A
    category that training never saw is 0 everywhere, also there: unknown is not missing.
    """
    categories = categories_of(train, features)
    known = [[""] + sorted(set(train[name]) - {""}) for name in categories]
    one_hot = OneHotEncoder(categories=known, handle_unknown="ignore", sparse_output=False, dtype=np.float32)
    names = [name for name in features if name not in categories]
    return ColumnTransformer([("numbers", numbers, names), ("categories", one_hot, categories)])
