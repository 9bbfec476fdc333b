"""The batch job in Python: python_batch.py --lake LAKE --specification batch.json --output TABLE [--processes 2].

Two processes, each with one ONNX session of one thread: pyarrow reads row groups of the data files, numpy builds the
matrix, delta-rs appends the predictions. Delta to Delta. The start of the processes and of their sessions is not counted.
"""

import argparse, json, multiprocessing, os, time

import numpy as np
import onnxruntime as ort
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake

from measure import measure

BATCH_ROWS = 4096
SCHEMA = pa.schema([
    ("job_id", pa.string()), ("lead_id", pa.string()), ("as_of", pa.int64()), ("model", pa.string()), ("model_version", pa.int32()),
    ("raw_score", pa.float64()), ("probability", pa.float64()), ("points", pa.int32()), ("grade", pa.string()),
    ("feature_digest", pa.string()), ("gold_version", pa.int64()), ("scored_at", pa.int64()), ("engine", pa.string())])
GRADES = np.array(["D", "C", "B", "A"])


def open_session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def matrix_of(batch, columns):
    """float32 [N, F]; NaN where a value is missing."""
    values = np.empty((batch.num_rows, len(columns)), np.float32)
    for at, name in enumerate(columns):
        values[:, at] = batch.column(name).to_numpy(zero_copy_only=False)
    return values


def calibrated(raw, calibration):
    if calibration["method"] == "IDENTITY":
        return raw
    bounded = np.clip(raw, 1e-7, 1 - 1e-7)
    return 1 / (1 + np.exp(-(calibration["slope"] * np.log(bounded / (1 - bounded)) + calibration["intercept"])))


def predictions(batch, raw, specification):
    rows, limits = batch.num_rows, specification["gradeLimits"]
    probability = calibrated(raw, specification["calibration"])
    grade = GRADES[np.searchsorted([limits["C"], limits["B"], limits["A"]], probability, side="right")]
    constant = lambda value, kind: pa.repeat(pa.scalar(value, kind), rows)
    return pa.RecordBatch.from_pydict({
        "job_id": constant("python", pa.string()), "lead_id": batch.column("lead_id").cast(pa.string()), "as_of": batch.column("as_of"),
        "model": constant(specification["model"], pa.string()), "model_version": constant(specification["version"], pa.int32()),
        "raw_score": raw, "probability": probability,
        "points": np.clip(np.floor(100 * probability + 0.5), 1, 99).astype(np.int32), "grade": pa.array(grade, pa.string()),
        "feature_digest": batch.column("feature_digest").cast(pa.string()), "gold_version": constant(0, pa.int64()),
        "scored_at": constant(int(time.time() * 1000), pa.int64()), "engine": constant("python", pa.string())}, SCHEMA)


def work(connection, next_group, args, specification):
    session = open_session(os.path.join(os.path.dirname(args.specification), specification["artifact"]))
    columns = [column["name"] for column in specification["signature"]["inputs"]]
    output = next(each["name"] for each in specification["signature"]["outputs"] if each["tensor-spec"]["dtype"].startswith("float"))
    matrix = session.get_inputs()[0].name
    assert len(session.get_inputs()) == 1 and matrix not in columns, "found an input per column, expected one matrix"
    connection.send("ready")
    groups, batches = connection.recv(), []
    while (group := take(next_group)) < len(groups):
        path, at = groups[group]
        wanted = ["lead_id", "as_of", "feature_digest", *columns]
        for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS, [at], wanted, use_threads=False):
            found = session.run([output], {matrix: matrix_of(batch, columns)})[0]
            batches.append(predictions(batch, found.reshape(batch.num_rows, -1)[:, -1].astype(np.float64), specification))
    table = pa.Table.from_batches(batches, SCHEMA)
    write_deltalake(args.output, table, mode="append")
    connection.send(table.num_rows)


def take(counter):
    with counter.get_lock():
        counter.value += 1
        return counter.value - 1


def main():
    parser = argparse.ArgumentParser()
    for name in ("--lake", "--specification", "--output"):
        parser.add_argument(name, required=True)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    with open(args.specification, encoding="utf-8") as file:
        specification = json.load(file)
    DeltaTable.create(args.output, SCHEMA, mode="ignore")
    spawned = multiprocessing.get_context("spawn")  # delta-rs takes no forked process
    pipes, next_group = [spawned.Pipe() for _ in range(args.processes)], spawned.Value("q", 0)
    workers = [spawned.Process(target=work, args=(theirs, next_group, args, specification)) for _, theirs in pipes]
    for worker in workers:
        worker.start()
    for ours, theirs in pipes:
        theirs.close()  # a worker that dies ends its pipe
        assert ours.recv() == "ready"

    def run():
        paths = [path.removeprefix("file://") for path in DeltaTable(f"{args.lake}/gold/features").file_uris()]
        groups = [(path, at) for path in paths for at in range(pq.ParquetFile(path).num_row_groups)]
        for ours, _ in pipes:
            ours.send(groups)
        return sum(ours.recv() for ours, _ in pipes)

    measure(run)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
