import { monitorImages, MONITOR_REGIONS } from './drift-images';
import { MonitorFacts } from './drift-monitor';

export interface MonitorProblem {
  readonly code: string;
  readonly message: string;
}

export interface MonitorCheck {
  /** Absent where it is known only at deployment. */
  readonly region?: string;
  /** How the job runs that is to retrain: `managed`, `batch` or in a cluster; absent for a pipeline, or without one. */
  readonly retrainedIn?: string;
  /** The pipeline that is to retrain; absent without one. */
  readonly pipeline?: string;
}

/** What only SageMaker refuses of a monitor. */
export function monitorProblems(monitor: MonitorFacts, check: MonitorCheck): MonitorProblem[] {
  const own = [time, requests, labels, clarify].flatMap((problems) => problems(monitor));
  return [...place(monitor, check), ...own, ...retraining(check), ...pipelines(check)];
}

function place({ signals: { bias, attribution } }: MonitorFacts, { region }: MonitorCheck): MonitorProblem[] {
  if (region === undefined) {
    return [{
      code: 'drift/region',
      message: "the region is known only when the stack is deployed, but the images of the jobs lie in another account in each: give the stack its region ('env')",
    }];
  }
  const images = monitorImages(region);
  if (!images) {
    return [{ code: 'drift/region', message: `SageMaker Model Monitor has no image in '${region}': take one of ${MONITOR_REGIONS.join(', ')}, or serve from a cluster and take DriftMonitorKind.evidently(…)` }];
  }
  if (images.clarify === undefined && (bias ?? attribution)) {
    return [{ code: 'drift/region', message: `Clarify, which measures bias and attribution, has no image in '${region}': leave these signals out` }];
  }
  return [];
}

/**
 * Requests are joined with ground truth first, by a job that may take as long as the one after it: of an hour each has 1800 seconds.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringStoppingCondition.html
 */
function time({ signals: { modelQuality, bias }, distanceSeconds, maxRunSeconds }: MonitorFacts): MonitorProblem[] {
  // Core refuses what is longer than the distance.
  if (!(modelQuality ?? bias) || maxRunSeconds * 2 <= distanceSeconds || maxRunSeconds >= distanceSeconds) return [];
  return [{
    code: 'drift/schedule-short',
    message: `a run may take ${maxRunSeconds / 60} minutes, and as long again before it, in which SageMaker joins ground truth, but the next one begins after ${distanceSeconds / 60}: `
      + `give a 'maxRunTime' of ${Math.floor(distanceSeconds / 120)} minutes at most, or a longer distance between runs`,
  }];
}

/** The analyzer joins a label with one request, and Clarify reads columns, of CSV only as requests are captured: the script that makes columns of JSON is for data quality alone. */
function requests({ schema: { requestFormat }, signals: { modelQuality, bias, attribution } }: MonitorFacts): MonitorProblem[] {
  const asked = [...(modelQuality ? ['model quality'] : []), ...(bias ? ['bias'] : []), ...(attribution ? ['attribution'] : [])];
  if (asked.length === 0 || requestFormat === 'csv') return [];
  return [{
    code: 'drift/request-format',
    message: `${asked.join(' and ')} of requests in ${requestFormat} is asked for, of which SageMaker Model Monitor reads CSV only: take RequestFormat.CSV, or leave the signals out`,
  }];
}

/** Labels of two kinds are 1 and 0 to the analyzer: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-metrics-cw.html */
function labels({ schema: { prediction }, signals: { modelQuality, predictionDrift, bias } }: MonitorFacts): MonitorProblem[] {
  const { problem, positive, threshold } = prediction;
  if (problem !== 'binary' || positive === '1') return [];
  // Of probabilities Clarify makes 1 and 0, too.
  if (!modelQuality && !((predictionDrift ?? bias) && threshold !== undefined)) return [];
  return [{
    code: 'drift/positive-label',
    message: `what is positive of '${prediction.column}' is called '${positive}', but SageMaker Model Monitor knows 1 and 0 only: write 1 and 0 into data and ground truth, and leave 'positive' out`,
  }];
}

function clarify({ signals: { bias, attribution }, groundTruth, baseline }: MonitorFacts): MonitorProblem[] {
  return [
    ...(bias && !groundTruth ? [{
      code: 'drift/no-ground-truth', message: "bias is to be measured, but Clarify looks only at answers for which it is known what was right: give 'groundTruth'",
    }] : []),
    ...(attribution && baseline.format !== 'csv' ? [{
      code: 'drift/format', message: `attribution is to be measured, but Clarify reads the data of the baseline as requests are, which is CSV, and it is ${baseline.format}: write CSV`,
    }] : []),
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePipeline.html */
const PIPELINE_NAME = /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,255}$/;

function pipelines({ pipeline }: MonitorCheck): MonitorProblem[] {
  if (pipeline === undefined || PIPELINE_NAME.test(pipeline)) return [];
  return [{
    code: 'drift/pipeline-name',
    message: `'${pipeline}' is to be started, but no pipeline of SageMaker is called so: give its name without the rest of its ARN, letters, digits and hyphens: 'retrain-fraud'`,
  }];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html: Step Functions reaches API servers with a public address only. */
function retraining({ retrainedIn }: MonitorCheck): MonitorProblem[] {
  if (retrainedIn === undefined || retrainedIn === 'managed' || retrainedIn === 'batch') return [];
  return [{
    code: 'drift/retrain-place',
    message: 'the job that is to retrain runs in a cluster, whose API server Step Functions does not reach: take TrainingBackend.managed() or .batch(), or DriftMonitorKind.evidently(…) in that cluster',
  }];
}
