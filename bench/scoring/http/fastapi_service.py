"""POST /score-lead as FastAPI, ONNX Runtime and, with DATABASE_URL, one durable insert per score serve it, in one process.

MODEL names the ONNX file, MANIFEST its facts, PORT the port.
"""

import json
import math
import os
import time
import uuid
from contextlib import asynccontextmanager
from datetime import datetime, timezone

import asyncpg
import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, Field

TABLE = """CREATE TABLE IF NOT EXISTS prediction (
  id uuid PRIMARY KEY, lead_id text NOT NULL, model text NOT NULL, version integer NOT NULL, raw double precision NOT NULL,
  probability double precision NOT NULL, grade text NOT NULL, features jsonb NOT NULL, scored_at timestamptz NOT NULL,
  latency_ms double precision NOT NULL)"""
INSERT = "INSERT INTO prediction VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
POOL = 16

with open(os.environ["MANIFEST"], encoding="utf-8") as file:
    manifest = json.load(file)
inputs = manifest["signature"]["inputs"]
calibration = manifest["calibration"]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["MODEL"], options, providers=["CPUExecutionProvider"])


class Lead(BaseModel):
    lead_id: str = Field(min_length=1, max_length=200)
    company_size: float | None = Field(None, ge=0, le=1e9)
    industry: str | None = Field(None, max_length=200)
    page_views: float | None = Field(None, ge=0, le=1e9)
    time_on_site: float | None = Field(None, ge=0, le=1e9)
    form_completion_time: float | None = Field(None, ge=0, le=1e9)
    referral_source: str | None = Field(None, max_length=200)
    created_at: datetime | None = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = None
    if url := os.environ.get("DATABASE_URL"):
        app.state.pool = await asyncpg.create_pool(url, min_size=POOL, max_size=POOL)
        await app.state.pool.execute(TABLE)
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/score-lead")
async def score_lead(lead: Lead):
    started = time.perf_counter()
    now = datetime.now(timezone.utc)
    features = lead.model_dump(exclude={"lead_id", "created_at"})
    if lead.created_at:
        features["lead_age"] = max(0.0, (now - lead.created_at).total_seconds()) / 86_400
    raw = float(session.run(["probabilities"], tensors(features))[0][0, 1])
    probability = calibrate(raw)
    latency_ms = (time.perf_counter() - started) * 1_000
    if app.state.pool:
        row = (uuid.uuid4(), lead.lead_id, "lead-conversion", 1, raw, probability, grade(probability))
        await app.state.pool.execute(INSERT, *row, json.dumps(features), now, latency_ms)
    return {
        "lead_id": lead.lead_id,
        "lead_score": probability,
        "score_category": grade(probability),
        "model_version": "lead-conversion:1",
        "prediction_timestamp": now.isoformat(),
        "latency_ms": latency_ms,
    }


def tensors(features):
    return {column["name"]: tensor(column["type"], features.get(column["name"])) for column in inputs}


def tensor(kind, value):
    if kind == "string":
        return np.array([[value or ""]], dtype=object)
    return np.array([[math.nan if value is None else value]], dtype=np.float32)


def calibrate(raw):
    log_odds = math.log(raw / (1 - raw))
    return 1 / (1 + math.exp(-(calibration["slope"] * log_odds + calibration["intercept"])))


def grade(probability):
    return "A" if probability >= 0.4 else "B" if probability >= 0.2 else "C" if probability >= 0.08 else "D"


uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", access_log=False, loop="uvloop", http="httptools")
