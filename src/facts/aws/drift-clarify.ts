import { MonitoredSchema, MonitorFacts, MonitorPlace } from './drift-monitor';
import { MONITOR_MACHINE } from './drift-service';

/** A text as the value that data in CSV has: a number where it is one. */
const valueOf = (text: string) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);

/** Columns of requests, in their order. */
const headers = ({ features, recordId }: MonitoredSchema) => [...features.map(({ name }) => name), ...(recordId === undefined ? [] : [recordId])];

/** What a job of Clarify asks of bias: https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-config-json-monitor-bias-parameters.html */
export function biasConfig({ schema, signals }: MonitorFacts): Record<string, unknown> {
  const { column, positive } = schema.prediction;
  return {
    dataset_type: 'text/csv',
    headers: [...headers(schema), column],
    label: column,
    label_values_or_threshold: [valueOf(positive!)],
    facet: signals.bias!.facets.map(({ feature, values }) => ({ name_or_index: feature, value_or_threshold: values.map(valueOf) })),
    methods: { report: { name: 'report', title: 'Bias' }, post_training_bias: { methods: ['DPPL', 'DI', 'RD'] } },
  };
}

/**
 * What a job of Clarify asks of attribution: https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-config-json-monitor-model-explainability-parameters.html. It makes an
 * endpoint of its own from the model, whose name begins with the monitor's, and deletes it again; records to compare with it makes itself from the data.
 */
export function attributionConfig(monitor: MonitorFacts, place: MonitorPlace): Record<string, unknown> {
  return {
    dataset_type: 'text/csv',
    headers: headers(monitor.schema),
    methods: { report: { name: 'report', title: 'Attribution' }, shap: { num_samples: 100, agg_method: 'mean_abs', use_logit: false, save_local_shap_values: false } },
    predictor: {
      model_name: place.modelName,
      instance_type: MONITOR_MACHINE.instanceType,
      initial_instance_count: 1,
      content_type: 'text/csv',
      accept_type: 'text/csv',
      endpoint_name_prefix: monitor.name,
    },
  };
}

/** The same for the data of the baseline, which has a line of names, and what was to be predicted. */
export function attributionBaselineConfig(monitor: MonitorFacts, place: MonitorPlace): Record<string, unknown> {
  const { headers: _, ...config } = attributionConfig(monitor, place);
  return { ...config, label: monitor.schema.prediction.column };
}
