"""Writes small ONNX files that do not fit, and one that does, to test/fixtures/models, with a list of what is wrong.

The registry must refuse each with its reason and stay up; the tests read `models.json` beside the files.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx.onnx_ml_pb2 import NodeProto, ValueInfoProto

from manifest import write_json

TARGET = Path(__file__).parent.parent / "test" / "fixtures" / "models"
COLUMNS = ["company_size", "page_views", "time_on_site"]
WEIGHTS = np.array([[0.01], [0.1], [0.001]], dtype=np.float32)
FLOAT, STRING = TensorProto.FLOAT, TensorProto.STRING


@dataclass(frozen=True)
class Case:
    """One file: what is wrong with it (None: nothing), its graph, and how its signature departs from the usual."""

    fault: str | None
    inputs: list[ValueInfoProto]
    nodes: list[NodeProto]
    outputs: list[ValueInfoProto]
    opset: int = 17
    columns: tuple[str, ...] = tuple(COLUMNS)
    initializers: tuple = ()


def tensor(name: str, kind: int, width: int) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, ["N", width])


def logistic(source: str = "features", target: str = "probability") -> list[NodeProto]:
    """σ(source · weights), with 0 for what is missing."""
    return [
        helper.make_node("IsNaN", [source], ["missing"]),
        helper.make_node("Where", ["missing", "zero", source], ["known"]),
        helper.make_node("MatMul", ["known", "weights"], ["log_odds"]),
        helper.make_node("Sigmoid", ["log_odds"], [target]),
    ]


def by_column(names: list[str], kinds: dict[str, int]) -> tuple[list[ValueInfoProto], list[NodeProto]]:
    """An input per column; text columns are cast to numbers before all are joined."""
    inputs = [tensor(name, kinds.get(name, FLOAT), 1) for name in names]
    casts = [helper.make_node("Cast", [n], [f"{n}_number"], to=FLOAT) for n in names if kinds.get(n) == STRING]
    parts = [f"{name}_number" if kinds.get(name) == STRING else name for name in names]
    return inputs, [*casts, helper.make_node("Concat", parts, ["features"], axis=1), *logistic()]


def input_cases() -> dict[str, Case]:
    """The file that fits, and those whose inputs do not."""
    one, probability = [tensor("features", FLOAT, 3)], [tensor("probability", FLOAT, 1)]
    misnamed = by_column(["company_size", "page_vues", "time_on_site"], {})
    mistyped = by_column(COLUMNS, {"page_views": STRING})
    four = numpy_helper.from_array(np.full((4, 1), 0.1, dtype=np.float32), "weights")
    no_such = ("company_size", "page_views", "shoe_size")
    return {
        "single-tensor": Case(None, one, logistic(), probability),
        "wrong-input-name": Case("has an input page_vues instead of page_views", *misnamed, probability),
        "wrong-input-type": Case("page_views is a string tensor, float in the signature", *mistyped, probability),
        "wrong-width": Case(
            "takes 4 features, the signature has 3",
            [tensor("features", FLOAT, 4)],
            logistic(),
            probability,
            initializers=(four,),
        ),
        "unknown-feature": Case("its signature names shoe_size", one, logistic(), probability, columns=no_such),
    }


def graph_cases() -> dict[str, Case]:
    """Those whose output is of no use, that cannot be loaded, or that load and then fail."""
    one, probability = [tensor("features", FLOAT, 3)], [tensor("probability", FLOAT, 1)]
    floats = helper.make_tensor_type_proto(FLOAT, [])
    maps = helper.make_sequence_type_proto(helper.make_map_type_proto(TensorProto.INT64, floats))
    both = helper.make_node("Concat", ["probability"] * 2, ["both"], axis=1)
    zipmap = helper.make_node("ZipMap", ["both"], ["zipped"], domain="ai.onnx.ml", classlabels_int64s=[0, 1])
    three = helper.make_node("Concat", ["probability"] * 3, ["classes"], axis=1)
    foreign = helper.make_node("Divine", ["features"], ["probability"], domain="com.example")
    five = numpy_helper.from_array(np.array([5, 1], dtype=np.int64), "shape")
    reshape = helper.make_node("Reshape", ["raw", "shape"], ["probability"])
    minus = helper.make_node("Neg", ["raw"], ["negative"])
    log = helper.make_node("Log", ["negative"], ["probability"])
    raw = logistic(target="raw")
    zipped = [helper.make_value_info("zipped", maps)]
    return {
        "zipmap-output": Case("its only output is a sequence of maps", one, [*logistic(), both, zipmap], zipped),
        "three-classes": Case("its output has three columns", one, [*logistic(), three], [tensor("classes", FLOAT, 3)]),
        "unsupported-operator": Case("uses an operator of another domain", one, [foreign], probability),
        "unsupported-opset": Case("asks for operator set 99", one, logistic(), probability, opset=99),
        "fails-when-run": Case(
            "can only be run on five rows at once", one, [*raw, reshape], probability, initializers=(five,)
        ),
        "nan-output": Case("gives NaN for every row", one, [*raw, minus, log], probability),
    }


def write(name: str, case: Case) -> dict:
    """Writes one file; returns its entry in the list."""
    usual = [numpy_helper.from_array(WEIGHTS, "weights"), numpy_helper.from_array(np.float32([0]), "zero")]
    own = {tensor.name for tensor in case.initializers}
    initializers = [*case.initializers, *(tensor for tensor in usual if tensor.name not in own)]
    graph = helper.make_graph(case.nodes, name, case.inputs, case.outputs, initializers)
    opsets = [
        helper.make_opsetid("", case.opset),
        helper.make_opsetid("ai.onnx.ml", 3),
        helper.make_opsetid("com.example", 1),
    ]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="make_bad_models")
    (TARGET / f"{name}.onnx").write_bytes(model.SerializeToString())
    output = case.outputs[0]
    width = output.type.tensor_type.shape.dim[1].dim_value if output.type.HasField("tensor_type") else 2
    signature = {
        "inputs": [{"name": column, "type": "float", "required": False} for column in case.columns],
        "outputs": [{"name": output.name, "type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, width]}}],
    }
    return {"file": f"{name}.onnx", "fault": case.fault, "signature": signature}


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    entries = [write(name, case) for name, case in (input_cases() | graph_cases()).items()]
    write_json(TARGET / "models.json", {"models": entries})
