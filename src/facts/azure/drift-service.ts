/** What begins the names of all that is made for a monitor; a subscription of Event Grid takes 64 characters, and no `_`, by which names of signals tell the monitor from the signal. */
export const MONITOR_NAME = {
  what: 'a monitor of Azure ML',
  minLength: 3,
  maxLength: 40,
  pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
  allowed: 'lower-case letters, digits and hyphens, a letter first and no hyphen last',
  separator: '-',
};

/** What the program of a monitor measures, and how much fits into the tags of a run, in which its numbers travel. */
export const MONITOR = {
  name: 'Azure ML',
  measures: ['jensen-shannon', 'psi', 'l-infinity'],
  qualityMetrics: ['accuracy', 'precision', 'recall', 'f1', 'auc', 'rmse', 'mae', 'r2'],
  biasMetrics: ['demographic-parity-difference', 'disparate-impact', 'equal-opportunity-difference'],
  requestFormats: ['json-instances', 'json-records', 'csv'],
  baselineFormats: ['csv', 'json-lines', 'parquet'],
  batchFormats: ['csv', 'json-lines', 'parquet'],
  mostFeatures: 100,
  mostSegments: 10,
  leastDistanceHours: 1,
  longestRunHours: 24,
} as const;

/**
 * The Spark of monitors: the smallest machine, and the version that Azure ML's own components run with.
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#configure-a-serverless-spark-compute-pool and
 * https://github.com/Azure/azureml-assets/blob/4b41f8c/assets/model_monitoring/components/model_monitor/model_data_collector_preprocessor/spec.yaml
 */
export const MONITOR_SPARK = { instanceType: 'standard_e4s_v3', runtimeVersion: '3.4' } as const;

/** What a component of a monitor asks of Spark, packages included, as those of Azure ML: the same source. */
export const SPARK_SETTINGS = {
  'spark.driver.cores': 4,
  'spark.driver.memory': '28g',
  'spark.executor.cores': 4,
  'spark.executor.memory': '28g',
  'spark.executor.instances': 1,
  'spark.dynamicAllocation.enabled': true,
  'spark.dynamicAllocation.minExecutors': 1,
  'spark.dynamicAllocation.maxExecutors': 4,
  'spark.synapse.library.python.env': [
    'channels:',
    '  - defaults',
    'dependencies:',
    '  - pip:',
    '    - azure-storage-file-datalake~=12.13.2',
    '    - azure-ai-ml~=1.30.0',
    '    - azureml-mlflow~=1.61.0',
    '    - mltable~=1.6.3',
    '    - azureml-fsspec~=1.3.1',
    '    - fsspec~=2023.4.0',
    '    - numpy<2.0.0',
    'name: momo-base-spark',
    '',
  ].join('\n'),
} as const;
