"""Hands a trained version over: to an MLflow server that the platform follows, or to the platform itself."""

import base64
import json
import logging
import os
import urllib.error
import urllib.request

# it reports to its makers otherwise, and waits for minutes for a server that is away
for name, value in {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2", "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true"}.items():
    os.environ.setdefault(name, value)

REQUEST_TAG = "lead_scoring.request"
MUTATION = """mutation ($input: RegisterModelVersionInput!) {
  registerModelVersion(input: $input) { version }
}"""


class Refusal(Exception):
    """A version that the platform or MLflow does not take."""


class Unreachable(Exception):
    """A server that cannot be reached now."""


def find_in_mlflow(uri: str, model: str, request: str) -> int | None:
    """Number of the version that was registered for a request, if there is one."""
    if not request:
        return None
    with _mlflow_errors(uri):
        client = _client(uri)
        versions = client.search_model_versions(f"name = '{model}'")
        found = [version for version in versions if client.get_run(version.run_id).data.tags.get(REQUEST_TAG) == request]
        return int(found[0].version) if found else None


def log_to_mlflow(uri: str, experiment: str, artifact: bytes, manifest: dict, facts: dict) -> int:
    """Logs file, metrics and manifest in one run, and registers the version under the model's name.

    Aliases and stages are the platform's to set: it takes the version, and writes them back.
    """
    import mlflow
    import onnx
    import onnxruntime
    from mlflow.models import ModelSignature
    from mlflow.types import Schema

    inputs = Schema.from_json(json.dumps(manifest["signature"]["inputs"]))
    outputs = Schema.from_json(json.dumps(manifest["signature"]["outputs"]))
    tags = {REQUEST_TAG: facts["request"], "lead_scoring.alert": facts["alert"]}
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    with _mlflow_errors(uri):
        _client(uri)
        mlflow.set_tracking_uri(uri)
        mlflow.set_experiment(experiment)
        with mlflow.start_run(tags={name: value for name, value in tags.items() if value}, description=manifest["description"]):
            mlflow.log_params({"gold": facts["gold"], "gold_version": facts["goldVersion"]})
            mlflow.log_metrics(manifest["metrics"])
            logged = mlflow.onnx.log_model(
                onnx.load_model_from_string(artifact),
                name="model",
                signature=ModelSignature(inputs=inputs, outputs=outputs),
                metadata={"lead_scoring.manifest": json.dumps(manifest)},
                registered_model_name=manifest["model"],
                # else MLflow loads the model to find them out
                pip_requirements=[f"onnxruntime=={onnxruntime.__version__}"],
            )
    return int(logged.registered_model_version)


def register_version(url: str, artifact: bytes, manifest: dict, facts: dict) -> int:
    """Registers the version by GraphQL. A request that was registered before gives the version of then."""
    given = {
        "manifest": manifest,
        "artifactBase64": base64.b64encode(artifact).decode(),
        "reason": f"trained on {facts['gold']}, version {facts['goldVersion']}",
    }
    if facts["request"]:
        given["idempotencyKey"] = facts["request"]
    body = json.dumps({"query": MUTATION, "variables": {"input": given}}).encode()
    token = os.environ.get("LEAD_SCORING_TOKEN", "")
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=300) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        raise (Unreachable if error.code in (429, 502, 503, 504) else Refusal)(f"{url}: {_cut(error.read())}") from error
    except (urllib.error.URLError, OSError) as error:
        raise Unreachable(f"{url}: {error}") from error
    if answer.get("errors"):
        raise Refusal("; ".join(error["message"] for error in answer["errors"]))
    return answer["data"]["registerModelVersion"]["version"]


def _client(uri: str):
    from mlflow import MlflowClient

    client = MlflowClient(uri, registry_uri=uri)
    client.search_registered_models(max_results=1)
    return client


class _mlflow_errors:
    """Turns MLflow's errors into those of this module."""

    def __init__(self, uri: str):
        self.uri = uri

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type, error, _trace) -> None:
        from mlflow.exceptions import MlflowException, RestException

        if isinstance(error, RestException):
            raise Refusal(f"{self.uri}: {error}") from error
        if isinstance(error, (MlflowException, OSError)):
            raise Unreachable(f"{self.uri}: {error}") from error


def _cut(body: bytes) -> str:
    return body[:500].decode(errors="replace")
