"""Trains 300 trees of depth 6, writes FOLDER/model.onnx and rows.json, and prints shap's CPU time of an explanation, milliseconds.

Prints `{"one": …, "hundred": …, "library": …}`: medians over ROUNDS, one thread; `library` is LightGBM's own contributions
for 100 rows of a model of the same size.
"""

import json
import sys
import time
from pathlib import Path

import lightgbm
import numpy as np
import shap
from skl2onnx import to_onnx
from sklearn.ensemble import HistGradientBoostingClassifier

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(1)
x = rng.normal(size=(20_000, 13)).round(2).astype(np.float32)
x[rng.random(x.shape) < 0.1] = np.nan
known = np.nan_to_num(x)
y = (known[:, 0] * known[:, 1] + known[:, 2] * known[:, 3] + known[:, 4] + rng.normal(size=len(x)) > 0).astype(int)
model = HistGradientBoostingClassifier(max_iter=300, max_depth=6, max_leaf_nodes=64, min_samples_leaf=5).fit(x, y)
(folder / "model.onnx").write_bytes(to_onnx(model, x[:1], options={"zipmap": False}, target_opset={"": 17, "ai.onnx.ml": 3}).SerializeToString())
(folder / "rows.json").write_text(json.dumps([[None if v != v else v for v in row] for row in x[:2_000].tolist()]))


def cpu_ms(work) -> float:
    times = []
    for _ in range(rounds):
        since = time.process_time()
        work()
        times.append((time.process_time() - since) * 1000)
    return float(np.median(times))


explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
one = cpu_ms(lambda: explainer.shap_values(x[:1], check_additivity=False))
hundred = cpu_ms(lambda: explainer.shap_values(x[:100], check_additivity=False))
other = lightgbm.LGBMClassifier(n_estimators=300, max_depth=6, num_leaves=64, n_jobs=1, verbose=-1).fit(x, y)
library = cpu_ms(lambda: other.predict(x[:100], pred_contrib=True, num_threads=1))
print(json.dumps({"one": one, "hundred": hundred, "library": library}))
