"""Calibration, and how good calibrated probabilities are."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

# float32 has no probability between these and 0 or 1 that its logit could be trusted for
SMALLEST = 1e-7


def logit(probability: np.ndarray) -> np.ndarray:
    """ln(p / (1 − p)), finite also at 0 and 1."""
    clipped = np.clip(probability.astype(np.float64), SMALLEST, 1 - SMALLEST)
    return np.log(clipped / (1 - clipped))


def fit_platt(raw: np.ndarray, label: np.ndarray) -> dict[str, float | str]:
    """Platt's calibration: the slope and intercept that make logit(raw) most likely on a slice the model has not seen."""
    fit = LogisticRegression(C=np.inf, tol=1e-8).fit(logit(raw).reshape(-1, 1), label)
    return {
        "method": "PLATT",
        "slope": round(float(fit.coef_[0, 0]), 6),
        "intercept": round(float(fit.intercept_[0]), 6),
    }


def calibrated(raw: np.ndarray, platt: dict) -> np.ndarray:
    """The probability the platform reports for a raw one."""
    return 1 / (1 + np.exp(-(platt["slope"] * logit(raw) + platt["intercept"])))


def measure(probability: np.ndarray, label: np.ndarray) -> dict[str, float]:
    """AUC, Brier score, log loss, calibration error; and the best tenth: its conversion rate, and how far above average."""
    top = np.argsort(-probability, kind="stable")[: len(label) // 10]
    precision = float(label[top].mean())
    figures = {
        "auc": roc_auc_score(label, probability),
        "brier": brier_score_loss(label, probability),
        "logLoss": log_loss(label, probability),
        "ece": expected_calibration_error(probability, label),
        "liftAt10": precision / float(label.mean()),
        "precisionAt10": precision,
        "rows": len(label),
        "positives": int(label.sum()),
    }
    return {name: value if isinstance(value, int) else round(float(value), 5) for name, value in figures.items()}


def expected_calibration_error(probability: np.ndarray, label: np.ndarray, bins: int = 15) -> float:
    """Mean distance between predicted and seen conversion rate over bins of equal mass."""
    order = np.argsort(probability, kind="stable")
    parts = np.array_split(order, bins)
    return sum(len(part) / len(label) * abs(probability[part].mean() - label[part].mean()) for part in parts)
