"""What processing jobs of AWS's own images leave, and runs of monitoring schedules.

A job ends at once. Of a baseline it leaves what the images' own documentation prints, as small as its readers can read; of a run it leaves what a test says.
https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-statistics.html, https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html,
https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-processing-job-analysis-results.html
"""

import json
from typing import Any

from moto.s3.models import s3_backends

from ..identity import ACCOUNT
from .kinds import Record

_COLUMNS = {"amount": "Fractional", "country": "String", "sex": "String", "fraud": "Integral"}
_CONSTRAINTS = {
    "version": 0.0,
    "features": [{"name": name, "inferred_type": kind, "completeness": 1.0} for name, kind in _COLUMNS.items()],
    "monitoring_config": {"evaluate_constraints": "Enabled", "emit_metrics": "Enabled", "datatype_check_threshold": 1.0},
}
_STATISTICS = {"version": 0.0, "dataset": {"item_count": 100}, "features": [{"name": name, "inferred_type": kind} for name, kind in _COLUMNS.items()]}
_ANALYSIS = {"version": "1.0", "explanations": {"kernel_shap": {"label0": {"global_shap_values": {"amount": 0.6, "country": 0.3, "sex": 0.1}, "expected_value": 0.2}}}}
_LEFT_BY = {
    "sagemaker-model-monitor-analyzer": {"constraints.json": _CONSTRAINTS, "statistics.json": _STATISTICS},
    "sagemaker-clarify-processing": {"analysis.json": _ANALYSIS},
}


def leave_results(job: Record) -> None:
    """Puts the results of a job where its request wants them."""
    found = (files for image, files in _LEFT_BY.items() if image in job["AppSpecification"]["ImageUri"])
    for name, content in next(found, {}).items():
        _write(job, name, content)


def job_of_schedule(schedule: Record, definition: Record, name: str, run: dict[str, Any]) -> Record:
    """The job of a run: its schedule, how it ended, and the files that it left."""
    output = next(part for key, part in definition.items() if key.endswith("JobOutputConfig"))
    spec = next(part for key, part in definition.items() if key.endswith("AppSpecification"))
    job = {
        "ProcessingJobName": name,
        "ProcessingJobStatus": run.get("status", "Completed"),
        "MonitoringScheduleArn": schedule["MonitoringScheduleArn"],
        "AppSpecification": {"ImageUri": spec["ImageUri"]},
        "ProcessingOutputConfig": {
            "KmsKeyId": output.get("KmsKeyId"),
            "Outputs": [{"OutputName": "result", "S3Output": _of_run(part["S3Output"], name)} for part in output["MonitoringOutputs"]],
        },
        "RoleArn": definition["RoleArn"],
    }
    for file, content in run.get("files", {}).items():
        _write(job, file, content)
    return job


def _of_run(output: Record, job_name: str) -> Record:
    """Each run has a folder of its own below that of the definition; SageMaker calls it after endpoint, schedule and hour."""
    return {**output, "S3Uri": f"{output['S3Uri']}/{job_name}"}


def _write(job: Record, file: str, content: Any) -> None:
    uri = job["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]
    bucket, _, folder = uri.removeprefix("s3://").partition("/")
    s3_backends[ACCOUNT]["aws"].put_object(bucket, f"{folder}/{file}", json.dumps(content).encode())

