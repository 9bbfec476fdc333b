"""Runs training/train.py on tables in the folder given, with a platform at the URL given; a JSON line per case."""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from deltalake import write_deltalake

sys.path.insert(0, str(Path(__file__).parents[3] / "training"))
import train  # noqa: E402
from onnx_export import run_onnx, to_onnx  # noqa: E402
from pipelines import gradient_boosting, round_thresholds  # noqa: E402

FOLDER, URL = sys.argv[1:]
DAY_MS = 86_400_000
rng = np.random.default_rng(7)
ROWS = 1_500


def rows() -> pd.DataFrame:
    """Conversions follow company size and source; calls say nothing, meetings are always 0. The last 90 days convert all."""
    size = rng.lognormal(2, 1, ROWS)
    source = rng.choice(["REFERRAL", "SOCIAL", ""], ROWS)
    odds = 1.5 * (np.log(size) - 2) + np.where(source == "REFERRAL", 1.5, -0.5)
    as_of = np.sort(rng.integers(0, 400 * DAY_MS, ROWS))
    label = (rng.random(ROWS) < 1 / (1 + np.exp(-odds))).astype("int32")
    label[as_of > 310 * DAY_MS] = 1
    return pd.DataFrame(
        {
            "lead_id": [f"lead-{at}" for at in range(ROWS)],
            "as_of": as_of,
            "company_size": np.where(rng.random(ROWS) < 0.2, np.nan, size),
            "call_time": rng.exponential(60, ROWS),
            "meetings": np.zeros(ROWS),
            "referral_source": [each or None for each in source],
            "label": label,
            "outcome_at": np.where(label == 1, as_of + 5, as_of + 9),
            "created_at": as_of - DAY_MS,
        }
    )


def run(name: str, table: pd.DataFrame | None, *arguments: str, to: str = URL) -> None:
    lake = f"{FOLDER}/{name}"
    if table is not None:
        write_deltalake(f"{lake}/gold/training_set", table, mode="overwrite")
    sys.argv = ["train.py", "--gold", lake, "--register", to, "--request", f"request-{name}", *arguments]
    output, errors, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            train.main()
        except SystemExit as end:
            status = end.code
    print(json.dumps({"name": name, "status": status, "output": output.getvalue(), "errors": errors.getvalue()}), flush=True)


def compare_neighbours() -> None:
    """Boosted trees on neighbouring float32 values: their thresholds lie between two of them."""
    values = np.float32(30.15) + np.arange(400, dtype=np.float32) * np.spacing(np.float32(30.15))
    table = pd.DataFrame({"lead_age": rng.choice(values, 4_000), "industry": rng.choice(["TRADING", ""], 4_000).astype(object)})
    label = (table.lead_age > values[200]) ^ (rng.random(4_000) < 0.2)
    pipeline = gradient_boosting(table, list(table)).fit(table, label)
    before = pipeline.predict_proba(table)[:, 1]
    after = round_thresholds(pipeline).predict_proba(table)[:, 1]
    difference = np.abs(run_onnx(to_onnx(pipeline, table, list(table), "neighbours"), table, list(table)) - after).max()
    facts = {"unchanged": bool((before == after).all()), "difference": float(difference)}
    print(json.dumps({"name": "neighbours", "status": 0, "output": json.dumps(facts), "errors": ""}))


good = rows()
run("good", good)
run("good", None)
run("away", good, "--algorithm", "logistic", to="http://127.0.0.1:9/graphql")
run("few", good[:100])
run("one-class", good.assign(label=np.int32(0)))
run("other-labels", good.assign(label=np.int32(2)))
run("no-label", good.drop(columns="label"))
run("constant", good.assign(company_size=1.0, call_time=2.0, referral_source="SOCIAL"))
run("absent", None)
Path(FOLDER, "damaged", "gold", "training_set", "_delta_log").mkdir(parents=True)
Path(FOLDER, "damaged", "gold", "training_set", "_delta_log", f"{0:020}.json").write_text("no log")
run("damaged", None)
token = os.environ.pop("LEAD_SCORING_TOKEN")
run("refused", good, "--algorithm", "logistic")
os.environ["LEAD_SCORING_TOKEN"] = token
compare_neighbours()
