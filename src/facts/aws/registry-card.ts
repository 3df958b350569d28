import { schemaProblems } from './json-schema';
import schema from './model-package-card.json';

/** A model card, as core's plan says it. */
export interface CardFacts {
  readonly description: string;
  readonly owner: string;
  readonly intendedUse: string;
  readonly limitations?: string;
  readonly riskRating?: string;
  readonly trainingData?: string;
  readonly ethicalConsiderations?: string;
  readonly metrics?: ReadonlyArray<{ readonly metricName: string; readonly value: number; readonly dataset?: string }>;
  readonly details?: Readonly<Record<string, string>>;
}

/** What evaluations are called that do not say what was measured on. */
const EVALUATION = 'evaluation';

/** The card of a version, in the words of SageMaker. Fields that nobody filled are left out. */
export function cardContent(card: CardFacts): Record<string, unknown> {
  return filled({
    model_overview: { model_creator: card.owner },
    intended_uses: { purpose_of_model: card.description, intended_uses: card.intendedUse, risk_rating: card.riskRating ?? 'Unknown' },
    training_details: card.trainingData === undefined ? undefined : { training_observations: card.trainingData },
    evaluation_details: evaluations(card.metrics ?? []),
    additional_information: filled({
      ethical_considerations: card.ethicalConsiderations,
      caveats_and_recommendations: card.limitations,
      custom_details: card.details && Object.keys(card.details).length > 0 ? card.details : undefined,
    }),
  });
}

/**
 * What SageMaker would refuse, a sentence each. `model-package-card.json` is the schema that
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-details.html#model-card-schema publishes, without its descriptions and the definitions that
 * nothing in it refers to.
 */
export function cardProblems(content: Record<string, unknown>): string[] {
  return schemaProblems(content, schema);
}

function evaluations(metrics: NonNullable<CardFacts['metrics']>): unknown[] | undefined {
  const datasets = [...new Set(metrics.map(({ dataset }) => dataset))];
  if (datasets.length === 0) return undefined;
  return datasets.map((dataset) => filled({
    name: dataset ?? EVALUATION,
    datasets: dataset === undefined ? undefined : [dataset],
    metric_groups: [{
      name: EVALUATION,
      metric_data: metrics.filter((metric) => metric.dataset === dataset).map(({ metricName, value }) => ({ name: metricName, type: 'number', value })),
    }],
  }));
}

function filled(fields: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) => value === undefined || (isObject(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
