"""Trains both demo models on training/data/examples.csv and writes them to subgraphs/models/demo.

Run `npm run training:export` first; see README.md.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline

from evaluation import calibrated, fit_platt, measure
from examples import Split, feature_names, read_examples, split_by_time
from golden import golden_rows, write_golden
from manifest import framework, reference_sample, reference_window, signature, write_json
from onnx_export import run_onnx, to_onnx
from pipelines import SEED, gradient_boosting, logistic_regression

MODEL = "lead-conversion"
ROOT = Path(__file__).parent.parent
COMMAND = "npm run training:export && python training/train_demo.py"
DESCRIPTIONS = {
    1: "Logistic regression on ln(1 + number), missing flags and one-hot categories.",
    2: "Gradient-boosted trees on the same features; finds what they say together.",
}


def main() -> None:
    examples = read_examples()
    features = feature_names(examples.columns)
    split = split_by_time(examples)
    golden = golden_rows(split.holdout, features)
    builders = {1: logistic_regression, 2: gradient_boosting}
    expected = {}
    for version, build in builders.items():
        pipeline = build(split.train, features).fit(split.train[features], split.train.label)
        write_version(version, pipeline, split, features)
        expected[version] = pipeline.predict_proba(golden[features])[:, 1]
    write_golden(ROOT / "test" / "training" / "golden-probabilities.json", golden, features, expected)
    print(
        f"ceiling (the ground truth itself, holdout): AUC {roc_auc_score(split.holdout.label, split.holdout.truth):.4f}"
    )


def write_version(version: int, pipeline: Pipeline, split: Split, features: list[str]) -> None:
    """Writes the .onnx file and its manifest.

    Metrics are of probabilities that come from the file itself, by ONNX Runtime; the scores of the reference window are
    the pipeline's, so that registration can hold the file to them.
    """
    artifact = to_onnx(pipeline, split.train, features, f"{MODEL}-{version}")
    platt = fit_platt(run_onnx(artifact, split.calibrate, features), split.calibrate.label.to_numpy())

    def score(table: pd.DataFrame) -> np.ndarray:
        return calibrated(run_onnx(artifact, table, features), platt)

    sample = reference_sample(split, SEED)
    reference = calibrated(pipeline.predict_proba(sample[features])[:, 1], platt)
    probability, label = score(split.holdout), split.holdout.label.to_numpy()
    manifest = {
        "model": MODEL,
        "description": DESCRIPTIONS[version],
        "framework": framework(),
        "command": COMMAND,
        "signature": signature(split.train, features),
        "calibration": platt,
        "metrics": measure(probability, label),
        "split": split.times(),
        "referenceWindow": reference_window(sample, features, reference),
    }
    target = ROOT / "subgraphs" / "models" / "demo"
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{MODEL}-{version}.onnx").write_bytes(artifact)
    write_json(target / f"{MODEL}-{version}.json", manifest)
    print(f"version {version}: {len(artifact):,} bytes, {platt}, {manifest['metrics']}")
    print_slices(split.holdout, probability, label)


def print_slices(holdout: pd.DataFrame, probability: np.ndarray, label: np.ndarray) -> None:
    """AUC by age, and how the default grades would share the holdout out."""
    for name, chosen in {
        "0-7 days": holdout.lead_age <= 7,
        "7-21 days": (holdout.lead_age > 7) & (holdout.lead_age <= 21),
        "later": holdout.lead_age > 21,
    }.items():
        rows = chosen.to_numpy()
        print(f"  age {name}: {rows.sum()} rows, AUC {roc_auc_score(label[rows], probability[rows]):.4f}")
    for grade, low, high in (("A", 0.4, 1.01), ("B", 0.2, 0.4), ("C", 0.08, 0.2), ("D", 0.0, 0.08)):
        rows = (probability >= low) & (probability < high)
        print(f"  grade {grade}: {rows.mean():.1%} of leads, {label[rows].mean():.1%} convert")


if __name__ == "__main__":
    main()
