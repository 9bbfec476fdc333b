"""The preprocessing of numbers for a linear model, for scikit-learn and, operator by operator, for ONNX."""

import numpy as np
from skl2onnx import update_registered_converter
from skl2onnx.algebra.onnx_ops import (
    OnnxAdd,
    OnnxCast,
    OnnxClip,
    OnnxConcat,
    OnnxDiv,
    OnnxIsNaN,
    OnnxLog,
    OnnxSub,
    OnnxWhere,
)
from skl2onnx.common.data_types import FloatTensorType
from sklearn.base import BaseEstimator, TransformerMixin

FLOAT = 1


class LogScaler(TransformerMixin, BaseEstimator):
    """ln(1 + x), standardised; missing becomes the mean, and a column of its own says that it was missing.

    From [N, K] makes [N, 2K]: the numbers, then the missing flags. A negative number counts as 0.
    """

    def fit(self, x: np.ndarray, y: object = None) -> "LogScaler":
        logs = self._logs(x)
        self.mean_ = np.nanmean(logs, axis=0).astype(np.float32)
        self.scale_ = np.nanstd(logs, axis=0).astype(np.float32)
        self.n_features_in_ = x.shape[1]
        return self

    def transform(self, x: np.ndarray) -> np.ndarray:
        missing = np.isnan(np.asarray(x, dtype=np.float32))
        scaled = (self._logs(x) - self.mean_) / self.scale_
        return np.concatenate([np.where(missing, np.float32(0), scaled), missing.astype(np.float32)], axis=1)

    @staticmethod
    def _logs(x: np.ndarray) -> np.ndarray:
        # np.maximum keeps NaN
        return np.log(np.maximum(np.asarray(x, dtype=np.float32), np.float32(0)) + np.float32(1))


def _shape(operator: object) -> None:
    operator.outputs[0].type = FloatTensorType([None, 2 * operator.raw_operator.n_features_in_])


def _convert(scope: object, operator: object, container: object) -> None:
    scaler, opset = operator.raw_operator, container.target_opset
    zero, one = np.array(0, dtype=np.float32), np.array([1], dtype=np.float32)
    x = operator.inputs[0]
    missing = OnnxIsNaN(x, op_version=opset)
    # Clip of NaN is not defined alike everywhere: take it out first
    known = OnnxWhere(missing, zero.reshape(1), x, op_version=opset)
    logs = OnnxLog(OnnxAdd(OnnxClip(known, zero, op_version=opset), one, op_version=opset), op_version=opset)
    centred = OnnxSub(logs, scaler.mean_, op_version=opset)
    scaled = OnnxDiv(centred, scaler.scale_, op_version=opset)
    filled = OnnxWhere(missing, zero.reshape(1), scaled, op_version=opset)
    flags = OnnxCast(missing, to=FLOAT, op_version=opset)
    joined = OnnxConcat(filled, flags, axis=1, op_version=opset, output_names=operator.outputs[:1])
    joined.add_to(scope, container)


update_registered_converter(LogScaler, "LeadScoringLogScaler", _shape, _convert)
