"""A fitted pipeline as an ONNX file: one input per feature, one output of probabilities."""

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from onnx import helper
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from skl2onnx.helpers.onnx_helper import select_model_inputs_outputs
from sklearn.pipeline import Pipeline

from examples import categories_of

OUTPUT = "probabilities"
# tree ensembles of newer ai.onnx.ml versions are not run everywhere
OPSET = {"": 17, "ai.onnx.ml": 3}


def to_onnx(pipeline: Pipeline, examples: pd.DataFrame, features: list[str], name: str) -> bytes:
    """The pipeline with an input [N, 1] per feature (float32 or string) and one output [N, 2] (float32)."""
    categories = categories_of(examples, features)
    inputs = [(f, (StringTensorType if f in categories else FloatTensorType)([None, 1])) for f in features]
    options = {id(pipeline): {"zipmap": False, "output_class_labels": False}}
    full = convert_sklearn(pipeline, name, inputs, target_opset=OPSET, options=options)
    model = select_model_inputs_outputs(full, OUTPUT)
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info(OUTPUT, onnx.TensorProto.FLOAT, ["N", 2]))
    model.graph.name = name
    # the converter keeps them in a set, whose order changes from run to run
    opsets = sorted(model.opset_import, key=lambda opset: opset.domain)
    del model.opset_import[:]
    model.opset_import.extend(opsets)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def run_onnx(artifact: bytes, table: pd.DataFrame, features: list[str]) -> np.ndarray:
    """Raw probability of conversion per row, by ONNX Runtime."""
    session = onnxruntime.InferenceSession(artifact, providers=["CPUExecutionProvider"])
    feeds = {name: table[name].to_numpy().reshape(-1, 1) for name in features}
    return session.run([OUTPUT], feeds)[0][:, 1]
