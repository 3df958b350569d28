import { fileUri, monitorFiles, MonitorFacts, MonitorJob, MonitorPlace, scheduleName } from './drift-monitor';
import { machines, MONITOR_FOLDERS } from './drift-service';
import { Properties } from './serving-config';

const HOUR_SECONDS = 3_600;

/** What CloudFormation calls the types of the jobs, and of what starts them. */
export const JOB_TYPES: Readonly<Record<MonitorJob, { readonly resource: string; readonly monitoringType: string }>> = {
  'data-quality': { resource: 'AWS::SageMaker::DataQualityJobDefinition', monitoringType: 'DataQuality' },
  'model-quality': { resource: 'AWS::SageMaker::ModelQualityJobDefinition', monitoringType: 'ModelQuality' },
  'bias': { resource: 'AWS::SageMaker::ModelBiasJobDefinition', monitoringType: 'ModelBias' },
  'attribution': { resource: 'AWS::SageMaker::ModelExplainabilityJobDefinition', monitoringType: 'ModelExplainability' },
};

/**
 * The definition of a job, without its name and tags: it is taken once, so that another content is another definition.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-dataqualityjobdefinition.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelqualityjobdefinition.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelbiasjobdefinition.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelexplainabilityjobdefinition.html
 */
export function jobDefinition(job: MonitorJob, monitor: MonitorFacts, place: MonitorPlace): Properties {
  return { ...PARTS[job](monitor, place), ...alwaysTheSame(monitor, place) };
}

const PARTS: Readonly<Record<MonitorJob, (monitor: MonitorFacts, place: MonitorPlace) => Properties>> = {
  'data-quality': dataQuality,
  'model-quality': modelQuality,
  bias,
  attribution,
};

/**
 * `EnableNetworkIsolation` stays off, since a container that is isolated puts no metrics; the platform's network isolates it already.
 *
 * Of a job that joins ground truth the joining may take as long again: twice the time fits between two runs, or it was refused.
 */
function alwaysTheSame({ maxRunSeconds }: MonitorFacts, { roleArn, subnetIds, securityGroupId, keyArn }: MonitorPlace): Properties {
  return {
    RoleArn: roleArn,
    JobResources: {
      ClusterConfig: machines(keyArn),
    },
    NetworkConfig: {
      EnableInterContainerTrafficEncryption: true,
      EnableNetworkIsolation: false,
      VpcConfig: { Subnets: subnetIds, SecurityGroupIds: [securityGroupId] },
    },
    StoppingCondition: { MaxRuntimeInSeconds: maxRunSeconds },
  };
}

/** Metrics are put by the job itself, once its environment says so; `emit_metrics` in the constraints is on unless somebody turns it off. */
const METRICS = { publish_cloudwatch_metrics: 'Enabled' } as const;

function dataQuality(monitor: MonitorFacts, place: MonitorPlace): Properties {
  const { preprocessor, constraints, statistics } = monitorFiles(monitor, place);
  return {
    DataQualityAppSpecification: { ImageUri: place.images.analyzer, RecordPreprocessorSourceUri: fileUri(place, preprocessor), Environment: METRICS },
    DataQualityBaselineConfig: {
      ConstraintsResource: { S3Uri: fileUri(place, constraints) },
      StatisticsResource: { S3Uri: fileUri(place, statistics) },
    },
    DataQualityJobInput: { EndpointInput: endpointInput(place) },
    DataQualityJobOutputConfig: outputs('data-quality', place),
  };
}

/** `ProblemType`: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelQualityAppSpecification.html */
const PROBLEMS: Readonly<Record<string, string>> = { binary: 'BinaryClassification', multiclass: 'MulticlassClassification', regression: 'Regression' };

function modelQuality(monitor: MonitorFacts, place: MonitorPlace): Properties {
  return {
    ModelQualityAppSpecification: {
      ImageUri: place.images.analyzer,
      ProblemType: PROBLEMS[monitor.schema.prediction.problem]!,
      Environment: METRICS,
    },
    ModelQualityJobInput: joined(monitor, place),
    ModelQualityJobOutputConfig: outputs('model-quality', place),
  };
}

/** Clarify joins ground truth first, also for metrics that compare no answer with what was right: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelBiasJobInput.html */
function bias(monitor: MonitorFacts, place: MonitorPlace): Properties {
  return {
    ModelBiasAppSpecification: {
      ImageUri: place.images.clarify!,
      ConfigUri: fileUri(place, monitorFiles(monitor, place).bias),
      Environment: METRICS,
    },
    ModelBiasJobInput: joined(monitor, place),
    ModelBiasJobOutputConfig: outputs('bias', place),
  };
}

function attribution(monitor: MonitorFacts, place: MonitorPlace): Properties {
  const { attribution: config, attributionBaseline } = monitorFiles(monitor, place);
  return {
    ModelExplainabilityAppSpecification: { ImageUri: place.images.clarify!, ConfigUri: fileUri(place, config), Environment: METRICS },
    ModelExplainabilityBaselineConfig: { ConstraintsResource: { S3Uri: fileUri(place, attributionBaseline) } },
    ModelExplainabilityJobInput: { EndpointInput: { ...endpointInput(place), ...where(monitor) } },
    ModelExplainabilityJobOutputConfig: outputs('attribution', place),
  };
}

function endpointInput({ endpointName }: MonitorPlace): Properties {
  return { EndpointName: endpointName, LocalPath: MONITOR_FOLDERS.requests, S3InputMode: 'File', S3DataDistributionType: 'FullyReplicated' };
}

/** Of an answer in CSV, the first column. */
const FIRST = '0';

/** Where in an answer the prediction is: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_EndpointInput.html */
function answer(monitor: MonitorFacts): Properties {
  const { threshold } = monitor.schema.prediction;
  return { ...where(monitor), ...(threshold !== undefined && { ProbabilityThresholdAttribute: threshold }) };
}

function where({ schema: { prediction: { threshold } } }: MonitorFacts): Properties {
  return threshold === undefined ? { InferenceAttribute: FIRST } : { ProbabilityAttribute: FIRST };
}

/**
 * Which requests a run looks at: those that are so old that what was right is known, of a time as long as the longest between two runs.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-schedule.html#model-monitor-model-quality-schedule-offsets
 */
function offsets({ groundTruth: truth, windowSeconds }: MonitorFacts): Properties {
  const delay = Math.ceil((truth?.delaySeconds ?? 0) / HOUR_SECONDS);
  return { StartTimeOffset: `-PT${delay + Math.ceil(windowSeconds / HOUR_SECONDS)}H`, EndTimeOffset: `-PT${delay}H` };
}

/** Requests with what was right. */
function joined(monitor: MonitorFacts, place: MonitorPlace): Properties {
  return {
    EndpointInput: { ...endpointInput(place), ...answer(monitor), ...offsets(monitor) },
    GroundTruthS3Input: { S3Uri: monitor.groundTruth!.path.uri },
  };
}

/** Below the folder SageMaker makes others by endpoint, schedule and hour: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-interpreting-results.html */
function outputs(job: MonitorJob, { reportsUri, keyArn }: MonitorPlace): Properties {
  return {
    KmsKeyId: keyArn,
    MonitoringOutputs: [{ S3Output: { LocalPath: MONITOR_FOLDERS.output, S3Uri: `${reportsUri}/${job}`, S3UploadMode: 'EndOfJob' } }],
  };
}

/**
 * What starts a job: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-monitoringschedule.html. It goes on after a run that
 * failed, as the first one may whose baseline is not there yet.
 *
 * @param expression as `monitoringExpression` gives it
 * @param definition the name of the definition
 */
export function monitoringSchedule(job: MonitorJob, { name }: MonitorFacts, expression: string, definition: string): Properties {
  return {
    MonitoringScheduleName: scheduleName(name, job),
    MonitoringScheduleConfig: {
      ScheduleConfig: { ScheduleExpression: expression },
      MonitoringType: JOB_TYPES[job].monitoringType,
      MonitoringJobDefinitionName: definition,
    },
  };
}
