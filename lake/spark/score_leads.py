"""Scores the leads of a lake with one model version on Spark, into the Delta table `predictions`.

    python score_leads.py --lake LAKE --specification batch.json [--model models:/lead-conversion@champion]

Reads `gold/features` at one version and runs the bytes that the platform runs, on ONNX Runtime in a pandas UDF, with the
signature, calibration and grade limits of the specification (`npm run batch:specification` writes it). The job id is the
transaction of the commit: a job that is repeated adds nothing. `importPredictions` takes the rows into the log.
"""

import argparse, hashlib, json, math, os, time
from typing import Iterator

import pandas as pd
from pyspark.sql import Column, DataFrame, SparkSession, functions as F
from pyspark.sql.types import DoubleType, IntegerType, LongType, StringType, StructField, StructType

SUREST = 1e-7  # probabilities are at least this far from 0 and 1 where their log-odds are taken
ROUNDING = 1e-6  # a float32 sigmoid or softmax may leave 0 to 1 by this much
OPEN_LEADS = "NOT is_closed"
INTEGERS = {"tensor(int32)": 32, "tensor(int64)": 64}

PREDICTIONS = StructType([
    StructField("job_id", StringType(), False),
    StructField("lead_id", StringType(), False),
    StructField("as_of", LongType(), False),
    StructField("model", StringType(), False),
    StructField("model_version", IntegerType(), False),
    StructField("raw_score", DoubleType(), False),
    StructField("probability", DoubleType(), False),
    StructField("points", IntegerType(), False),
    StructField("grade", StringType(), False),
    StructField("feature_digest", StringType(), True),
    StructField("gold_version", LongType(), True),
    StructField("scored_at", LongType(), False),
    StructField("engine", StringType(), False),
])


class BatchFault(ValueError):
    """A job that cannot run: where, found, expected."""

    def __init__(self, where: str, found: object, expected: object):
        super().__init__(f"{where}: found {found}, expected {expected}")


class Model:
    """One ONNX file with its signature. Loaded once per Python worker: only its bytes travel."""

    def __init__(self, content: bytes, signature: dict):
        self.content, self.signature, self.session = content, signature, None
        self.columns = [column["name"] for column in signature["inputs"]]
        self.texts = {column["name"] for column in signature["inputs"] if column["type"] == "string"}
        self.output, self.width = probability_output(signature)

    def __getstate__(self):
        return self.__dict__ | {"session": None}

    def run(self, features: pd.DataFrame):
        """Raw probabilities, one per row; NaN where the model gave none."""
        import numpy as np
        values = self.load().run([self.output], self.feeds(features))[0].reshape(len(features), self.width)[:, -1].astype("float64")
        return np.where((values >= -ROUNDING) & (values <= 1 + ROUNDING), values.clip(0, 1), np.nan)

    def load(self):
        if self.session is None:
            import onnxruntime as ort
            options = ort.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 4
            self.session = ort.InferenceSession(self.content, options, providers=["CPUExecutionProvider"])
        return self.session

    def feeds(self, features: pd.DataFrame) -> dict:
        """Tensors by input: one per column, [N, 1] or [N], or one [N, F] of all columns in the order of the signature."""
        import numpy as np
        inputs = self.load().get_inputs()
        if len(inputs) == 1 and inputs[0].name not in self.columns:
            element = "float64" if inputs[0].type == "tensor(double)" else "float32"
            return {inputs[0].name: np.ascontiguousarray(features[self.columns].to_numpy("float64").astype(element))}
        return {each.name: self.tensor(features[each.name], each) for each in inputs}

    def tensor(self, values: pd.Series, each):
        shape = (-1,) if len(each.shape or ()) == 1 else (-1, 1)
        if each.type == "tensor(string)":
            return values.astype(object).where(values.notna(), "").to_numpy(object).reshape(shape)
        if each.type in INTEGERS:
            return whole_numbers(values.fillna(0).to_numpy("float64"), each).reshape(shape)
        return values.to_numpy("float64").astype("float64" if each.type == "tensor(double)" else "float32").reshape(shape)


def whole_numbers(values, each):
    """Values of an integer input; a missing one is 0, as of a lead without interactions."""
    bits = INTEGERS[each.type]
    wrong = values[(values != values.round()) | (values < -2.0 ** (bits - 1)) | (values >= 2.0 ** (bits - 1))]
    if len(wrong):
        raise BatchFault(f"feature {each.name}", wrong[0], f"a whole number, as the model takes int{bits}")
    return values.astype(f"int{bits}")


def probability_output(signature: dict) -> tuple[str, int]:
    """Name and width of the first float output with one or two columns; of two, the second is the positive class."""
    for output in signature["outputs"]:
        spec = output["tensor-spec"]
        if spec["dtype"].startswith("float") and spec["shape"][-1] in (1, 2):
            return output["name"], spec["shape"][-1]
    raise BatchFault("signature outputs", [output["name"] for output in signature["outputs"]], "a float output [-1, 1] or [-1, 2]")


def raw_score(model: Model) -> Column:
    """The model's raw probability as a column; null where it gave none, as Arrow takes NaN for null in a pandas Series."""
    @F.pandas_udf("double")
    def run(batches: Iterator[pd.DataFrame]) -> Iterator[pd.Series]:
        for batch in batches:
            yield pd.Series(model.run(batch))

    types = {name: "string" if name in model.texts else "double" for name in model.columns}
    return run(F.struct(*(F.col(name).cast(kind).alias(name) for name, kind in types.items())))


def calibrated(raw: Column, calibration: dict) -> Column:
    """IDENTITY: raw. PLATT: 1 / (1 + exp(-(slope * logit(raw) + intercept)))."""
    if calibration["method"] == "IDENTITY":
        return raw
    bounded = F.least(F.lit(1 - SUREST), F.greatest(F.lit(SUREST), raw))
    return 1 / (1 + F.exp(-(calibration["slope"] * F.log(bounded / (1 - bounded)) + calibration["intercept"])))


def graded(probability: Column, limits: dict) -> Column:
    """The best grade whose limit the probability reaches, D below all."""
    return F.when(probability >= limits["A"], "A").when(probability >= limits["B"], "B").when(probability >= limits["C"], "C").otherwise("D")


def predictions(features: DataFrame, model: Model, specification: dict, facts: dict) -> DataFrame:
    """Rows of the table `predictions`; `raw_score` is null where the model gave no probability."""
    rows = features.withColumn("raw_score", raw_score(model))
    rows = rows.withColumn("probability", calibrated(F.col("raw_score"), specification["calibration"]))
    rows = rows.withColumn("points", F.least(F.lit(99), F.greatest(F.lit(1), F.floor(100 * F.col("probability") + 0.5))))
    rows = rows.withColumn("grade", graded(F.col("probability"), specification["gradeLimits"]))
    constants = {**facts, "model": specification["model"], "model_version": specification["version"], "engine": "spark"}
    rows = rows.withColumns({name: F.lit(value) for name, value in constants.items()})
    return rows.select(*(F.col(field.name).cast(field.dataType).alias(field.name) for field in PREDICTIONS))


def unscored(features: DataFrame, scored: DataFrame, specification: dict) -> DataFrame:
    """Without the leads whose last prediction is of the same version and the same features."""
    last = scored.groupBy("lead_id").agg(F.max_by(F.struct("model", "model_version", "feature_digest"), "scored_at").alias("last"))
    same = last.where((F.col("last.model") == specification["model"]) & (F.col("last.model_version") == specification["version"]))
    same = same.select("lead_id", F.col("last.feature_digest").alias("feature_digest"))
    return features.join(same, ["lead_id", "feature_digest"], "left_anti")


def read_bytes(spark: SparkSession, path: str) -> bytes:
    """A file of this machine or the workspace, or one wherever Spark reads files."""
    if os.path.exists(path):
        with open(path, "rb") as file:
            return file.read()
    return bytes(spark.read.format("binaryFile").load(path).select("content").first()["content"])


def model_bytes(spark: SparkSession, specification: dict, source: str) -> bytes:
    """The ONNX file at a path or at an MLflow registry URI, checked against the digest of the specification."""
    if source.startswith("models:/"):
        import mlflow
        folder = mlflow.artifacts.download_artifacts(artifact_uri=source)
        flavor = mlflow.models.Model.load(folder).flavors.get("onnx")
        if flavor is None:
            raise BatchFault(source, "a model without the flavor onnx", "one that was logged by mlflow.onnx")
        with open(os.path.join(folder, flavor["data"]), "rb") as file:
            content = file.read()
    else:
        content = read_bytes(spark, source)
    digest = hashlib.sha256(content).hexdigest()
    if digest != specification["digest"]:
        raise BatchFault(source, f"a file with SHA-256 {digest}", f"{specification['digest']} of {specification['model']}:{specification['version']}")
    return content


def gold_version(spark: SparkSession, path: str) -> int:
    """The latest version of a Delta table."""
    return spark.sql(f"DESCRIBE HISTORY delta.`{path}` LIMIT 1").first()["version"]


def create_predictions(spark: SparkSession, path: str) -> None:
    """Creates the table where it is absent, with the protocol that every reader of the lake has."""
    from delta.tables import DeltaTable
    table = DeltaTable.createIfNotExists(spark).location(path).addColumns(PREDICTIONS)
    properties = {"delta.minReaderVersion": "1", "delta.minWriterVersion": "2", "delta.enableDeletionVectors": "false"}
    for name, value in properties.items():
        table = table.property(name, value)
    table.execute()


def score_leads(spark: SparkSession, args: argparse.Namespace) -> dict:
    """Runs the job. Returns its id, the version it read, rows written, rows without a probability, and seconds."""
    began = time.time()
    specification = json.loads(read_bytes(spark, args.specification))
    beside = os.path.join(os.path.dirname(args.specification), specification["artifact"])
    model = Model(model_bytes(spark, specification, args.model or beside), specification["signature"])
    gold, output = args.features or f"{args.lake}/gold/features", args.output or f"{args.lake}/predictions"
    version = gold_version(spark, gold) if args.gold_version is None else args.gold_version
    facts = {"job_id": args.job_id or job_id_of(specification, version, args), "gold_version": version}
    create_predictions(spark, output)
    features = spark.read.format("delta").option("versionAsOf", version).load(gold).where(args.filter)
    missing = sorted(set(model.columns) - set(features.columns))
    if missing:
        raise BatchFault(f"{gold} at version {version}", f"no column {', '.join(missing)}", "every input of the signature")
    scored = spark.read.format("delta").load(output)
    own = scored.where(F.col("job_id") == facts["job_id"])
    result = {"jobId": facts["job_id"], "goldVersion": version}
    if not own.isEmpty():
        return {**result, "isRepeat": True, "rows": own.count(), "seconds": time.time() - began}
    if args.only_changed:
        features = unscored(features, scored, specification)
    rows = predictions(features, model, specification, {**facts, "scored_at": math.floor(time.time() * 1000)})
    writer = rows.where(F.col("raw_score").isNotNull()).write.format("delta").mode("append")
    # two runs of one job at once: the second to commit adds nothing
    writer.option("txnAppId", facts["job_id"]).option("txnVersion", 1).save(output)
    written = own.count()
    # the rows before this job decide what was changed, and they are no longer the latest
    failed = None if args.only_changed else features.count() - written
    return {**result, "isRepeat": False, "rows": written, "failed": failed, "seconds": time.time() - began}


def job_id_of(specification: dict, version: int, args: argparse.Namespace) -> str:
    """Id of the same work, so that a job that is started twice is done once."""
    work = f"spark:{specification['model']}:{specification['version']}:{specification['gradePolicy']}:{version}"
    if args.filter == OPEN_LEADS and not args.only_changed:
        return work
    return f"{work}:{hashlib.sha256(json.dumps([args.filter, args.only_changed]).encode()).hexdigest()[:8]}"


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lake", required=True, help="folder of the lake: a path, s3://bucket/prefix on Databricks, s3a:// elsewhere")
    parser.add_argument("--specification", required=True, help="file that `npm run batch:specification` wrote")
    parser.add_argument("--model", help="path of the ONNX file, or models:/NAME/VERSION or models:/NAME@ALIAS; default: beside the specification")
    parser.add_argument("--features", help="Delta table of features (default LAKE/gold/features)")
    parser.add_argument("--output", help="Delta table of predictions (default LAKE/predictions)")
    parser.add_argument("--gold-version", type=int, help="version of the features to read (default: the latest)")
    parser.add_argument("--job-id", help="id of the job (default: by model, version, grade policy and version of the features)")
    parser.add_argument("--filter", default=OPEN_LEADS, help="SQL condition on the features (default: %(default)s)")
    parser.add_argument("--only-changed", action="store_true", help="skip leads whose last prediction has the same version and features")
    return parser.parse_args(argv)


def start_spark() -> SparkSession:
    """The session of the cluster; on a laptop a local one with Delta."""
    builder = SparkSession.builder.appName("score-leads")
    if "DATABRICKS_RUNTIME_VERSION" not in os.environ:
        builder = (builder.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                   .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                   .config("spark.databricks.delta.snapshotPartitions", "2"))
    return builder.getOrCreate()


if __name__ == "__main__":
    print(json.dumps(score_leads(start_spark(), parse())))
