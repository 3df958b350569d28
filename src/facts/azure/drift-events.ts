/** What a workspace tells of its runs: https://learn.microsoft.com/en-us/azure/event-grid/event-schema-machine-learning */
export const WORKSPACE_TOPIC = 'Microsoft.MachineLearningServices.Workspaces';
export const RUN_STATUS_CHANGED = 'Microsoft.MachineLearningServices.RunStatusChanged';

/**
 * Where an event says that a threshold was crossed, and in which words: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#create-an-event-subscription
 * and `model_monitor_evaluate_metrics_threshold/evaluate_metrics_threshold.py` of https://github.com/Azure/azureml-assets/tree/4b41f8c/assets/model_monitoring/components/src
 */
export const BREACH = {
  tag: 'azureml_modelmonitor_threshold_breached',
  begins: "The signal '",
  goesOn: "' has failed due to one or more features violating metric thresholds",
} as const;

/** What the program of a monitor writes onto its own run: whose numbers they are, and the numbers, in pieces. */
export const NUMBERS = { monitor: 'ml_platform_monitor', signal: 'ml_platform_signal', time: 'ml_platform_time', piece: 'ml_platform_values_', pieces: 30 } as const;

/** Where events of a run stand: `data.RunTags.…` in Microsoft's filter. */
export const RUN_TAGS = 'data.RunTags';

/** What ends a run, and what is after its end: https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/workspaces/jobs, `status` */
export const ENDED = ['Completed', 'Failed', 'Canceled'] as const;
