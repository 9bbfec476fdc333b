"""Converts a fitted classifier to ONNX, measures it on a holdout, and registers it as a model version.

    register(model, X, y, name="lead-conversion", url="http://localhost:4000/graphql", token=TOKEN)

The model is of scikit-learn, LightGBM, XGBoost or CatBoost, alone or at the end of a Pipeline. X is a DataFrame of features
(missing: NaN, or "" for a category) and y their labels, 0 or 1: rows that the model has not seen, as metrics and reference
window are of them. The file takes float64: as float32, some values would lie on the other side of a threshold. One that is
more than 1e-6 from `predict_proba` in any row, or in copies with missing, unseen and extreme values, is refused.
"""

import base64, copy, hashlib, json, sys, tempfile, time, urllib.request
from unittest import mock

import numpy as np
import pandas as pd
from onnx import TensorProto, compose, helper, load, numpy_helper
from onnxruntime import InferenceSession
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, StringTensorType
from skl2onnx.operator_converters.common import concatenate_variables
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.preprocessing import OrdinalEncoder

OPSETS, FLOAT, DOUBLE, TOLERANCE, WINDOW_ROWS = {"": 17, "ai.onnx.ml": 3}, TensorProto.FLOAT, TensorProto.DOUBLE, 1e-6, 2_000
texts = lambda X: list(X.select_dtypes(exclude=["number", "bool"]))
MUTATION = "mutation($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { model version } }"


def register(model, X, y, *, name, url, token=None, via="graphql", description=None, calibration=None, scored_at=None):
    """Returns name and version. calibration: {"method": "PLATT", "slope": …, "intercept": …}; scored_at: epoch ms of rows."""
    X, y = X.astype({column: float for column in X if column not in texts(X)}), np.asarray(y).astype(int)
    check(file := to_onnx(model, X), model, X)
    manifest = {"model": name, "description": description or f"{name} by register.py"}
    manifest |= describe(model, X, y, calibration, [time.time() * 1000] if scored_at is None else scored_at)
    if via == "mlflow":
        import mlflow
        mlflow.set_tracking_uri(url)
        with mlflow.start_run():
            mlflow.log_metrics(manifest["metrics"])
            extras = {"signature": mlflow.models.infer_signature(X), "metadata": {"lead_scoring.manifest": json.dumps(manifest)}}
            logged = mlflow.onnx.log_model(file, name="model", registered_model_name=name, **extras)
        return name, int(logged.registered_model_version)
    variables = {"input": {"manifest": manifest, "artifactBase64": base64.b64encode(file.SerializeToString()).decode()}}
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    request = urllib.request.Request(url, json.dumps({"query": MUTATION, "variables": variables}).encode(), headers)
    answer = json.load(urllib.request.urlopen(request))
    if answer.get("errors"):
        raise ValueError("\n".join(error["message"] for error in answer["errors"]))
    return tuple(answer["data"]["registerModelVersion"].values())


def to_onnx(model, X):
    """From one tensor [N, 1] per column to `probabilities` [N, 2], float64."""
    types = [(name, (StringTensorType if name in texts(X) else DoubleTensorType)([None, 1])) for name in X]
    columns, classifier = (model[:-1], model[-1]) if hasattr(model, "steps") else (columns_of(model, X), model)
    first, (last, element) = convert_sklearn(columns, initial_types=types, **in_float64()).graph, classifier_graph(classifier)
    last = compose.add_prefix_graph(last, "classifier_")
    first.node.append(helper.make_node("Cast", [first.output[0].name], ["table"], to=element))
    first.output[0].CopyFrom(helper.make_tensor_value_info("table", element, None))
    last.node.append(helper.make_node("Cast", [last.output[1].name], ["probabilities"], to=DOUBLE))
    last.output.pop()
    last.output[0].CopyFrom(helper.make_tensor_value_info("probabilities", DOUBLE, ["N", 2]))
    graph = compose.merge_graphs(first, last, [("table", last.input[0].name)], name="classifier")
    return helper.make_model(graph, opset_imports=[helper.make_opsetid(*each) for each in OPSETS.items()], ir_version=8)


def columns_of(model, X):
    """For a classifier without a Pipeline: numbers as they are, categories by LightGBM's codes, NaN where it has none."""
    known = dict(zip(texts(X), getattr(getattr(model, "booster_", None), "pandas_categorical", None) or []))
    if texts(X) and not known:
        raise ValueError(f"{texts(X)}: found categories, expected a Pipeline that encodes them before the classifier")
    coder = lambda name: OrdinalEncoder(categories=[known[name]], handle_unknown="use_encoded_value", unknown_value=np.nan)
    steps = [(name, coder(name) if name in known else "passthrough", [name]) for name in X]
    return ColumnTransformer(steps).fit(X.astype({name: object for name in known}))


def classifier_graph(model):
    """The graph of a classifier on one table [N, F], and the type in which its library compares features."""
    family, shape = type(model).__module__.split(".")[0], [None, model.n_features_in_]
    if family == "catboost":
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            model.save_model(file.name, format="onnx")
            graph = load(file.name).graph
        graph.output[1].name = graph.node.pop().input[0]  # of its ZipMap
        return graph, FLOAT
    if family == "sklearn":
        is_float = type(model).__name__.startswith(("DecisionTree", "ExtraTrees", "GradientBoosting", "RandomForest"))
        types = [("table", (FloatTensorType if is_float else DoubleTensorType)(shape))]
        graph = convert_sklearn(model, initial_types=types, options={"zipmap": False}, **in_float64()).graph
        return graph, FLOAT if is_float else DOUBLE
    from onnxmltools import convert_lightgbm, convert_xgboost
    from onnxmltools.convert.common.data_types import FloatTensorType as Table
    if family == "xgboost":
        model = copy.deepcopy(model)
        model.get_booster().feature_names = None  # the converter reads f0, f1, …
        return convert_xgboost(model, initial_types=[("table", Table(shape))], target_opset=15).graph, FLOAT
    def double_trees(operator, *args, make=helper.make_node, **attributes):
        for name in {"nodes_values", "class_weights"} & attributes.keys():  # thresholds and leaves
            attributes[f"{name}_as_tensor"] = numpy_helper.from_array(np.array(attributes.pop(name), np.float64))
        return make(operator, *args, **attributes)
    with mock.patch.object(helper, "make_node", double_trees):
        return convert_lightgbm(model, initial_types=[("table", Table(shape))], target_opset=15, zipmap=False).graph, DOUBLE


def in_float64():
    """Options of convert_sklearn that leave out the operators which compute in float32."""
    def impute(scope, operator, container):
        table, statistics = concatenate_variables(scope, operator.inputs, container), operator.raw_operator.statistics_
        missing, values = map(scope.get_unique_variable_name, ("missing", "values"))
        container.add_initializer(values, DOUBLE, [1, len(statistics)], statistics)
        container.add_node("IsNaN", [table], [missing], op_version=13)
        container.add_node("Where", [missing, values, table], [operator.outputs[0].full_name], op_version=16)
    return dict(target_opset=OPSETS, black_op={"LinearClassifier", "Scaler"}, custom_conversion_functions={SimpleImputer: impute})


def check(file, model, X):
    """Holds the file to `predict_proba`, on the rows and on copies of some with each column missing, unseen or extreme."""
    trials = {name: ["", "never seen"] if name in texts(X) else [np.nan, 0, -1, 1e-9, -1e12, 1e12] for name in X}
    copies = [X.head(5).assign(**{name: value}) for name in X for value in trials[name]]
    rows = pd.concat([X, *copies, X.head(1).assign(**{name: values[0] for name, values in trials.items()})], ignore_index=True)
    inputs = rows.assign(**{name: rows[name].astype(object).fillna("") for name in texts(X)})
    found = InferenceSession(file.SerializeToString()).run(None, {name: inputs[[name]].to_numpy() for name in X})[0][:, 1]
    expected = model.predict_proba(rows.astype(X.dtypes))[:, 1]
    worst = int(np.argmax(np.nan_to_num(np.abs(found - expected), nan=1)))
    if not abs(found[worst] - expected[worst]) <= TOLERANCE:
        raise ValueError(f"{rows.iloc[worst].to_dict()}: the file gives {found[worst]}, predict_proba {expected[worst]}")


def describe(model, X, y, calibration, times):
    """The manifest: signature, metrics, and a window of at most 2,000 rows with the scores of the library."""
    p, family = model.predict_proba(X)[:, 1], type(model[-1] if hasattr(model, "steps") else model).__module__.split(".")[0]
    p = 1 / (1 + ((1 - p) / p) ** calibration["slope"] * np.exp(-calibration["intercept"])) if calibration else p
    order, chosen = np.argsort(-p, kind="stable"), np.sort(np.random.default_rng(0).permutation(len(X))[:WINDOW_ROWS])
    window = X.iloc[chosen].astype(object).where(X.notna(), None).to_dict("list")
    inputs = [{"name": name, "type": "string" if name in texts(X) else "double", "required": False} for name in X]
    return {
        "framework": f"{family} {sys.modules[family].__version__}",
        "signature": {"inputs": inputs, "outputs": [
            {"name": "probabilities", "type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 2]}}]},
        "calibration": calibration or {"method": "IDENTITY"},
        "metrics": {"auc": roc_auc_score(y, p), "brier": brier_score_loss(y, p), "logLoss": log_loss(y, p),
                    "ece": sum(abs((p[part] - y[part]).sum()) for part in np.array_split(order, 15)) / len(y),
                    "liftAt10": y[order[: max(1, len(y) // 10)]].mean() / y.mean(), "rows": len(y), "positives": int(y.sum())},
        "holdoutDigest": hashlib.sha256(X.to_csv(index=False).encode() + y.tobytes()).hexdigest(),
        "referenceWindow": {"from": int(min(times)), "until": int(max(times)), "rows": len(chosen), "features": window,
                            "scores": p[chosen].tolist()},
        "scoreTolerance": 1e-4 if calibration else TOLERANCE,
    }
