import { MonitorImages } from './drift-images';

/** A column of what requests hold. */
export interface MonitoredColumn {
  readonly name: string;
  readonly type: string;
}

/** What requests hold, and what is answered. */
export interface MonitoredSchema {
  readonly features: readonly MonitoredColumn[];
  readonly prediction: { readonly problem: string; readonly column: string; readonly positive?: string; readonly threshold?: number };
  readonly requestFormat: string;
  /** Behind the features in a record that is a list; absent where there is none. */
  readonly recordId?: string;
}

export interface QualityLimits {
  readonly missingPercent: number;
  readonly typeErrorPercent: number;
  readonly outOfRangePercent: number;
}

/** What this almanac asks of a monitor; core's plan has it. */
export interface MonitorFacts {
  readonly name: string;
  readonly schema: MonitoredSchema;
  readonly baseline: { readonly path: { readonly uri: string; readonly key: string }; readonly format: string };
  readonly signals: {
    readonly dataQuality?: { readonly limits: QualityLimits; readonly features: Readonly<Record<string, QualityLimits>> };
    readonly dataDrift?: { readonly threshold: number; readonly features: Readonly<Record<string, number>> };
    readonly predictionDrift?: { readonly threshold: number };
    readonly modelQuality?: { readonly thresholds: ReadonlyArray<{ readonly metric: string; readonly value: number; readonly bound: string }> };
    readonly bias?: {
      readonly facets: ReadonlyArray<{ readonly feature: string; readonly values: readonly string[] }>;
      readonly thresholds: ReadonlyArray<{ readonly metric: string; readonly value: number }>;
    };
    readonly attribution?: { readonly threshold: number };
  };
  readonly groundTruth?: { readonly path: { readonly uri: string }; readonly delaySeconds: number };
  /** The least time between two runs. */
  readonly distanceSeconds: number;
  /** The longest one. */
  readonly windowSeconds: number;
  readonly maxRunSeconds: number;
}

/** What the engine knows of where a monitor works. */
export interface MonitorPlace {
  readonly partition: string;
  readonly platformName: string;
  readonly endpointName: string;
  /** The name of the model that answers there: Clarify asks it by an endpoint of its own. */
  readonly modelName: string;
  readonly roleArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly images: MonitorImages;
  /** The bucket in which its own files are. */
  readonly bucket: string;
  /** What tells the contents of a monitor apart: its files lie below. */
  readonly content: string;
  /** Where reports go. */
  readonly reportsUri: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The jobs of SageMaker that a monitor has. */
export type MonitorJob = 'data-quality' | 'model-quality' | 'bias' | 'attribution';

/** Which jobs measure what a monitor is to measure; the first one measures quality of data and all drift. */
export function monitorJobs({ signals: { dataQuality, dataDrift, predictionDrift, modelQuality, bias, attribution } }: MonitorFacts): MonitorJob[] {
  return [
    ...(dataQuality ?? dataDrift ?? predictionDrift ? ['data-quality' as const] : []),
    ...(modelQuality ? ['model-quality' as const] : []),
    ...(bias ? ['bias' as const] : []),
    ...(attribution ? ['attribution' as const] : []),
  ];
}

/** Of a job: the name of its schedule. */
export function scheduleName(monitor: string, job: MonitorJob): string {
  return `${monitor}-${job}`;
}

/** Where the files of all monitors are, of which each has a folder. */
export function filesKey(monitor: string): string {
  return `drift/files/${monitor}`;
}

/** What decides about the files of a monitor, as text: the same monitor has the same. */
export function contentOfFiles({ schema, baseline, signals }: MonitorFacts): string {
  const { dataQuality, dataDrift, predictionDrift, bias, attribution } = signals;
  const { problem, column, positive, threshold } = schema.prediction;
  return JSON.stringify([
    schema.features.map(({ name, type }) => [name, type]),
    [problem, column, positive, threshold, schema.requestFormat, schema.recordId],
    [baseline.path.key, baseline.format],
    dataQuality && Object.entries(dataQuality.features).map(([name, { missingPercent, typeErrorPercent, outOfRangePercent }]) => {
      return [name, missingPercent, typeErrorPercent, outOfRangePercent];
    }),
    dataDrift && Object.entries(dataDrift.features),
    predictionDrift?.threshold,
    bias && [bias.facets.map(({ feature, values }) => [feature, values])],
    attribution?.threshold,
  ]);
}

/** The keys of a monitor's files in the bucket. */
export interface MonitorFiles {
  readonly preprocessor: string;
  readonly bias: string;
  readonly attribution: string;
  readonly constraints: string;
  readonly statistics: string;
  readonly attributionBaseline: string;
  /** Is there when the baseline is. */
  readonly mark: string;
  /** Where runs that compute a baseline leave what they have. */
  readonly runs: string;
}

export function monitorFiles({ name }: MonitorFacts, { content }: MonitorPlace): MonitorFiles {
  const root = `${filesKey(name)}/${content}`;
  return {
    preprocessor: `${root}/preprocessor.py`,
    bias: `${root}/bias.json`,
    attribution: `${root}/attribution.json`,
    constraints: `${root}/baseline/constraints.json`,
    statistics: `${root}/baseline/statistics.json`,
    attributionBaseline: `${root}/baseline/analysis.json`,
    mark: `${root}/baseline/done.json`,
    runs: `${root}/runs`,
  };
}

/** The address of a key in the bucket of a monitor. */
export function fileUri({ bucket }: MonitorPlace, key: string): string {
  return `s3://${bucket}/${key}`;
}
