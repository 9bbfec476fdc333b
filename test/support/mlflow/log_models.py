"""Logs models to the MLflow server at MLFLOW_TRACKING_URI, a set for each prefix given: PREFIX-plain and so on."""

import sys

import mlflow
import mlflow.onnx
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType
from sklearn.linear_model import LogisticRegression

COLUMNS = ["lead_age", "meetings"]
OPSETS = {"": 17, "ai.onnx.ml": 3}
REQUIREMENTS = ["onnx"]

rng = np.random.default_rng(20261122)
matrix = rng.normal(size=(200, 2)).astype(np.float32)
frame = pd.DataFrame(matrix, columns=COLUMNS)
labels = (matrix.sum(axis=1) > 0).astype(int)


def train(strength):
    return LogisticRegression(C=strength).fit(matrix, labels)


def to_onnx(model, zipmap):
    inputs = [("features", FloatTensorType([None, 2]))]
    return convert_sklearn(model, initial_types=inputs, options={id(model): {"zipmap": zipmap}}, target_opset=OPSETS)


def log(name, onnx_model, signature, tags=None, metrics=None):
    with mlflow.start_run():
        if metrics:
            mlflow.log_metrics(metrics)
        mlflow.onnx.log_model(
            onnx_model,
            name="model",
            signature=signature,
            registered_model_name=name,
            pip_requirements=REQUIREMENTS,
            tags=tags,
        )


aucs = [0.80, 0.85, 0.90]
models = [train(strength) for strength in (0.1, 1.0, 10.0)]
probabilities = models[0].predict_proba(matrix).astype(np.float32)
named = infer_signature(frame, {"probabilities": probabilities})
unnamed = infer_signature(matrix, probabilities)
calibrated = {"lead_scoring.calibration": '{"method": "PLATT", "slope": 1.5, "intercept": 0.25}'}

for prefix in sys.argv[1:]:
    for at, model in enumerate(models):
        figures = {"roc_auc": aucs[at], "ece": 0.01, "not_a_number": float("nan"), "endless": float("inf")}
        log(f"{prefix}-plain", to_onnx(model, False), named, calibrated, figures)
    log(f"{prefix}-matrix", to_onnx(models[0], False), unnamed, {"lead_scoring.columns": "lead_age, meetings"})
    log(f"{prefix}-zipmap", to_onnx(models[0], True), unnamed, {"lead_scoring.columns": "lead_age, meetings"})
    log(f"{prefix}-unsigned", to_onnx(models[0], False), None)
    with mlflow.start_run():
        mlflow.sklearn.log_model(
            models[0],
            name="model",
            registered_model_name=f"{prefix}-sklearn",
            pip_requirements=["scikit-learn"],
            serialization_format="cloudpickle",
        )
