"""Models with the SHAP values of their own libraries, for the tests of explanations.

Writes to the folder given: NAME.onnx and NAME.json with rows, background and, per row, base, margin and contributions by
input column, in log-odds.
"""

import json
import sys
from pathlib import Path

import catboost
import lightgbm
import numpy as np
import onnx
import shap
import xgboost
from onnx import helper
from onnxmltools import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType as ToolsFloat
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from skl2onnx.helpers.onnx_helper import select_model_inputs_outputs
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

FOLDER = Path(sys.argv[1])
ROWS, EXPLAINED, NUMBERS = 1500, 100, 6
NAMES = ["company_size", "page_views", "website_visits", "time_on_site", "email_opens", "email_clicks"]
TEXTS = ["industry", "referral_source"]
rng = np.random.default_rng(20261129)


def numbers(missing: float) -> np.ndarray:
    """Whole numbers and fractions of 32 bits, with ties and missing values."""
    x = rng.normal(size=(ROWS, NUMBERS)).round(1)
    x[rng.random(x.shape) < missing] = np.nan
    return x.astype(np.float32)


def labels(x: np.ndarray, more: np.ndarray | float = 0.0) -> np.ndarray:
    known = np.nan_to_num(x)
    return (known[:, 0] * known[:, 1] + known[:, 2] + more + rng.normal(size=ROWS) > 0).astype(int)


def write(name, model, x, names, contributions, margin, output="probabilities"):
    """Contributions [rows, columns + 1], the base in the last column."""
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())
    as_rows = [[v if v is None or isinstance(v, str) else None if v != v else float(v) for v in row] for row in x.tolist()]
    case = {"names": names, "rows": EXPLAINED, "background": as_rows, "output": output, "margin": margin.tolist()}
    case |= {"base": contributions[:, -1].tolist(), "contributions": contributions[:, :-1].tolist()}
    (FOLDER / f"{name}.json").write_text(json.dumps(case))


def lightgbm_case(name: str, categories: list[int]) -> None:
    """LightGBM's own contributions, with missing values and sets of categories; its covers are counts of training rows."""
    x = numbers(0.15)
    for column in categories:
        x[:, column] = rng.integers(0, 12, ROWS)
    y = labels(x, np.isin(x[:, categories[0]], [1, 4, 7]) * 2.0 if categories else 0.0)
    options = {"n_estimators": 30, "num_leaves": 15, "verbose": -1, "n_jobs": 1, "min_data_per_group": 10}
    model = lightgbm.LGBMClassifier(**options).fit(x, y, categorical_feature=categories or "auto")
    converted = convert_lightgbm(model, name, [("x", ToolsFloat([None, NUMBERS]))], zipmap=False, target_opset=15)
    explained = x[:EXPLAINED]
    write(name, converted, x, NAMES, model.predict(explained, pred_contrib=True), model.predict(explained, raw_score=True))


def xgboost_case() -> None:
    """XGBoost's own contributions; its covers are sums of second derivatives, put into the file as hit rates."""
    x = numbers(0.15)
    model = xgboost.XGBClassifier(n_estimators=30, max_depth=4, n_jobs=1).fit(x, labels(x))
    converted = convert_xgboost(model, "xgboost", [("x", ToolsFloat([None, NUMBERS]))], target_opset=15)
    covers = {}
    for tree, text in enumerate(model.get_booster().get_dump(with_stats=True, dump_format="json")):
        collect_covers(json.loads(text), tree, covers)
    node = next(n for n in converted.graph.node if n.op_type == "TreeEnsembleClassifier")
    ids = {a.name: list(a.ints) for a in node.attribute}
    rates = [covers[key] for key in zip(ids["nodes_treeids"], ids["nodes_nodeids"], strict=True)]
    kept = [a for a in node.attribute if a.name != "nodes_hitrates"]
    del node.attribute[:]
    node.attribute.extend([*kept, helper.make_attribute("nodes_hitrates", [float(r) for r in rates])])
    matrix = xgboost.DMatrix(x[:EXPLAINED])
    booster = model.get_booster()
    write("xgboost", converted, x, NAMES, booster.predict(matrix, pred_contribs=True), booster.predict(matrix, output_margin=True))


def collect_covers(node: dict, tree: int, covers: dict, number: int = 0) -> int:
    """Covers by the converter's numbers: in preorder, the side "yes" first. Returns the number after the subtree."""
    covers[tree, number] = node["cover"]
    number += 1
    for child in sorted(node.get("children", []), key=lambda child: child["nodeid"] != node["yes"]):
        number = collect_covers(child, tree, covers, number)
    return number


def catboost_case() -> None:
    """CatBoost's own contributions: symmetrical trees, a missing value below all others."""
    x = numbers(0.15)
    model = catboost.CatBoostClassifier(iterations=20, depth=4, verbose=0, thread_count=1, random_seed=1, boost_from_average=False, allow_writing_files=False)
    model.fit(x, labels(x))
    path = FOLDER / "catboost.zipmap.onnx"
    model.save_model(str(path), format="onnx")
    converted = select_model_inputs_outputs(onnx.load(path), "probability_tensor")
    explained = catboost.Pool(x[:EXPLAINED])
    values = model.get_feature_importance(explained, type="ShapValues")
    write("catboost", converted, x, NAMES, values, model.predict(explained, prediction_type="RawFormulaVal"), "probability_tensor")


def by_feature(values: np.ndarray, owners: list[int], features: int) -> np.ndarray:
    summed = np.zeros((len(values), features))
    for column, owner in enumerate(owners):
        summed[:, owner] += values[:, column]
    return summed


def mixed() -> tuple[np.ndarray, np.ndarray]:
    x = numbers(0.15).astype(object)
    industry = rng.choice(["TRADING", "LOGISTICS", "RETAIL", ""], ROWS)
    source = rng.choice(["PARTNER", "GOOGLE_ADS", "EVENT"], ROWS)
    y = labels(x.astype(np.float32), (industry == "RETAIL") * 1.5 - (source == "EVENT") * 1.0)
    return np.column_stack([x, industry, source]), y


def convert_mixed(pipeline: Pipeline, names: list[str]) -> onnx.ModelProto:
    inputs = [(n, (StringTensorType if n in TEXTS else FloatTensorType)([None, 1])) for n in names]
    options = {id(pipeline): {"zipmap": False, "output_class_labels": False}}
    full = convert_sklearn(pipeline, "mixed", inputs, target_opset={"": 17, "ai.onnx.ml": 3}, options=options)
    return select_model_inputs_outputs(full, "probabilities")


def sklearn_case(name: str, model, number_steps, category_steps, owners_of) -> None:
    """A pipeline of scikit-learn, explained by shap on its encoded columns, which are summed to their features."""
    import pandas as pd

    names = NAMES + TEXTS
    x, y = mixed()
    table = pd.DataFrame(x, columns=names).astype({n: np.float32 for n in NAMES})
    columns = ColumnTransformer([("numbers", number_steps, NAMES), ("texts", category_steps, TEXTS)])
    pipeline = Pipeline([("columns", columns), ("model", model)]).fit(table, y)
    encoded = np.asarray(pipeline["columns"].transform(table), dtype=np.float32)
    if isinstance(model, LogisticRegression):
        masker = shap.maskers.Independent(encoded.astype(float), max_samples=ROWS)
        explainer = shap.LinearExplainer(model, masker)
    else:
        explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    values = explainer.shap_values(encoded[:EXPLAINED], **({} if isinstance(model, LogisticRegression) else {"check_additivity": False}))
    base = np.full((EXPLAINED, 1), np.ravel(explainer.expected_value)[-1])
    summed = by_feature(np.asarray(values), owners_of(encoded.shape[1]), len(names))
    margin = pipeline.decision_function(table[:EXPLAINED])
    raw = [[None if v != v else v for v in row] for row in table.to_numpy(dtype=object)]
    write(name, convert_mixed(pipeline, names), np.array(raw, dtype=object), names, np.hstack([summed, base]), margin)


def one_hot() -> OneHotEncoder:
    return OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=np.float32)


def one_hot_owners(columns: int) -> list[int]:
    """Numbers and their missing flags, then 4 industries and 3 sources."""
    before = columns - 7
    return [i % NUMBERS for i in range(before)] + [NUMBERS] * 4 + [NUMBERS + 1] * 3


def ordinal_owners(columns: int) -> list[int]:
    return list(range(columns))


lightgbm_case("lightgbm", [])
lightgbm_case("lightgbm-categories", [3, 4])
xgboost_case()
catboost_case()
imputed = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
sklearn_case("logistic-regression", LogisticRegression(), imputed, one_hot(), one_hot_owners)
sklearn_case("hist-gradient-boosting", HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=12), "passthrough", one_hot(), one_hot_owners)
ordinal = OrdinalEncoder(dtype=np.float32)
boosting = GradientBoostingClassifier(n_estimators=30, max_depth=4, random_state=1)
sklearn_case("gradient-boosting-ordinal", boosting, SimpleImputer(strategy="mean"), ordinal, ordinal_owners)
