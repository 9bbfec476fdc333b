"""Trains a version of a model on the lake's gold/training_set, and hands it to MLflow or to the platform.

    python training/train.py --gold data/lake --mlflow http://127.0.0.1:5000
    LEAD_SCORING_TOKEN=… python training/train.py --gold data/lake --register http://127.0.0.1:4000/graphql

Decisions are split by time: the first 60 % train, the next 15 % calibrate, the last 25 % are the holdout that metrics and
reference window are of. As the platform's training command it takes its settings from the environment: RETRAIN_MODEL,
RETRAIN_REQUEST, RETRAIN_ALERT, LAKE_URL, MLFLOW_TRACKING_URI. A request that was trained before is not trained again.

Exit status: 0 registered; 65 the data are at fault; 69 the version was refused; 75 MLflow or the platform is away, try again.
"""

import argparse
import json
import os
import sys
import time

import pandas as pd
from sklearn.metrics import log_loss
from sklearn.pipeline import Pipeline

from evaluation import calibrated, fit_platt, measure
from examples import Split, split_by_time
from gold import DataFault, TrainingSet, informative, matured, read_training_set, require_enough
from manifest import framework, reference_sample, reference_window, signature
from onnx_export import run_onnx, to_onnx
from pipelines import SEED, gradient_boosting, logistic_regression, round_thresholds
from publish import Refusal, Unreachable, find_in_mlflow, log_to_mlflow, register_version

BUILDERS = {"logistic": logistic_regression, "boosting": gradient_boosting}
# of a slice: below, its figures are chance
LEAST_SLICE_ROWS = 50


def main() -> None:
    arguments = parse_arguments(sys.argv[1:], os.environ)
    try:
        print(json.dumps(run(arguments)))
    except DataFault as fault:
        sys.exit(fail(fault, 65))
    except Refusal as refusal:
        sys.exit(fail(refusal, 69))
    except Unreachable as outage:
        sys.exit(fail(outage, 75))


def run(arguments: argparse.Namespace) -> dict:
    """Trains and publishes; facts about the version."""
    started = time.monotonic()
    known = find_in_mlflow(arguments.mlflow, arguments.model, arguments.request) if arguments.mlflow else None
    if known is not None:
        return {"model": arguments.model, "version": known, "repeated": True}
    data = read_training_set(arguments.gold, arguments.gold_version)
    say(f"{data.url}, version {data.version}: {len(data.rows)} rows")
    artifact, manifest = train(data, arguments)
    facts = {"gold": data.url, "goldVersion": data.version, "request": arguments.request, "alert": arguments.alert}
    if arguments.mlflow:
        version = log_to_mlflow(arguments.mlflow, arguments.experiment or arguments.model, artifact, manifest, facts)
    else:
        version = register_version(arguments.register, artifact, manifest, facts)
    seconds = round(time.monotonic() - started, 1)
    return {"model": arguments.model, "version": version, "metrics": manifest["metrics"], "seconds": seconds}


def train(data: TrainingSet, arguments: argparse.Namespace) -> tuple[bytes, dict]:
    """The ONNX file of the better model, and its manifest."""
    rows = matured(data, arguments.maturity_days)
    require_enough(rows, arguments.min_rows, f"{data.url}, decisions of {arguments.maturity_days:g} days ago or earlier")
    split = split_by_time(rows)
    for name, part in {"train": split.train, "calibrate": split.calibrate, "holdout": split.holdout}.items():
        require_enough(part, LEAST_SLICE_ROWS, f"{data.url}, slice {name}")
    features = informative(split.train, data.features)
    if not features:
        raise DataFault(f"{data.url}: found no feature with more than one value, expected one at least")
    left_out = [name for name in data.features if name not in features]
    say(f"{len(split.train)} train, {len(split.calibrate)} calibrate, {len(split.holdout)} holdout", *left_out_of(left_out))
    names = list(BUILDERS) if arguments.algorithm == "best" else [arguments.algorithm]
    candidates = [fit(name, split, features) for name in names]
    name, pipeline, artifact, platt, _ = min(candidates, key=lambda candidate: candidate[-1])
    return artifact, describe(name, pipeline, artifact, platt, split, features, arguments)


def fit(name: str, split: Split, features: list[str]) -> tuple[str, Pipeline, bytes, dict, float]:
    """A fitted model as an ONNX file, calibrated, with its log loss on the calibration slice: candidates compete by it."""
    pipeline = round_thresholds(BUILDERS[name](split.train, features).fit(split.train[features], split.train.label))
    artifact = to_onnx(pipeline, split.train, features, f"lead-scoring-{name}")
    raw, label = run_onnx(artifact, split.calibrate, features), split.calibrate.label.to_numpy()
    platt = fit_platt(raw, label)
    if not platt["slope"] > 0:
        raise DataFault(f"{name}: found a calibration slope of {platt['slope']}, expected a positive one: nothing was learned")
    loss = float(log_loss(label, calibrated(raw, platt)))
    say(f"{name}: {len(artifact):,} bytes, log loss {loss:.4f} on the calibration slice")
    return name, pipeline, artifact, platt, loss


def describe(name: str, pipeline: Pipeline, artifact: bytes, platt: dict, split: Split, features: list[str], arguments) -> dict:
    """The manifest. Metrics are of the file; scores of the reference window are the library's, to hold the file to them."""
    sample = reference_sample(split, SEED)
    reference = calibrated(pipeline.predict_proba(sample[features])[:, 1], platt)
    probability = calibrated(run_onnx(artifact, split.holdout, features), platt)
    return {
        "model": arguments.model,
        "description": arguments.description or f"{name} on {len(split.train)} decisions until {day(split.calibrate.as_of.iloc[0])}",
        "framework": framework(),
        "command": "training/train.py",
        "signature": signature(split.train, features),
        "calibration": platt,
        "metrics": measure(probability, split.holdout.label.to_numpy()),
        "split": split.times(),
        "referenceWindow": reference_window(sample, features, reference),
    }


def parse_arguments(arguments: list[str], environment: "os._Environ[str]") -> argparse.Namespace:
    """Arguments, with the environment of the platform's training command as their defaults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=environment.get("LAKE_URL"), help="the lake: folder or s3:// URL")
    parser.add_argument("--gold-version", type=int, help="version of gold/training_set; the newest by default")
    parser.add_argument("--mlflow", help="MLflow server to log to; MLFLOW_TRACKING_URI by default")
    parser.add_argument("--experiment", help="experiment in MLflow; the model's name by default")
    parser.add_argument("--register", help="GraphQL URL of a platform without MLflow; its token is LEAD_SCORING_TOKEN")
    parser.add_argument("--model", default=environment.get("RETRAIN_MODEL", "lead-conversion"))
    parser.add_argument("--request", default=environment.get("RETRAIN_REQUEST", ""), help="id: trained once")
    parser.add_argument("--alert", default=environment.get("RETRAIN_ALERT", ""), help="id of the alert, for the record")
    parser.add_argument("--description", help="one line about the version")
    parser.add_argument("--algorithm", choices=[*BUILDERS, "best"], default="best")
    parser.add_argument("--maturity-days", type=float, default=90, help="younger decisions are left out")
    parser.add_argument("--min-rows", type=int, default=1_000)
    given = parser.parse_args(arguments)
    if given.mlflow is None and given.register is None:
        given.mlflow = environment.get("MLFLOW_TRACKING_URI")
    if not given.gold:
        parser.error("--gold or LAKE_URL: found nothing, expected a lake")
    if (given.mlflow is None) == (given.register is None):
        parser.error("--mlflow and --register: expected one of them")
    return given


def left_out_of(names: list[str]) -> list[str]:
    return [f"left out, as they have one value: {', '.join(names)}"] if names else []


def day(at: int) -> str:
    return str(pd.Timestamp(int(at), unit="ms").date())


def say(*parts: str) -> None:
    print("; ".join(parts), flush=True)


def fail(error: Exception, status: int) -> int:
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
