import { deepFreeze, refuse } from '../private';

/** How much harm a wrong prediction can do. */
export enum RiskRating {
  /** Little. */
  LOW = 'Low',
  /** Some. */
  MEDIUM = 'Medium',
  /** Much. */
  HIGH = 'High',
  /** Nobody knows yet. */
  UNKNOWN = 'Unknown',
}

/** One measured value of a model. */
export interface ModelCardMetric {
  /** What was measured: `auc`. */
  readonly metricName: string;

  /** The value. */
  readonly value: number;

  /**
   * What it was measured on.
   * @default - not said
   */
  readonly dataset?: string;
}

/** What a model card says. Each text has at most 1024 characters. */
export interface ModelCardProps {
  /** What the model does. */
  readonly description: string;

  /** Who answers for it. */
  readonly owner: string;

  /** What it is meant for, and by whom. */
  readonly intendedUse: string;

  /**
   * What it is not meant for, and where it is known to fail.
   * @default - not said
   */
  readonly limitations?: string;

  /**
   * How much harm a wrong prediction can do.
   * @default RiskRating.UNKNOWN
   */
  readonly riskRating?: RiskRating;

  /**
   * What it was trained on.
   * @default - not said
   */
  readonly trainingData?: string;

  /**
   * Whom it may treat unfairly, and what was done about it.
   * @default - not said
   */
  readonly ethicalConsiderations?: string;

  /**
   * What was measured.
   * @default - nothing
   */
  readonly metrics?: ModelCardMetric[];

  /**
   * Whatever else there is to say, by its heading.
   * @default - nothing
   */
  readonly details?: Record<string, string>;
}

/** What SageMaker takes, the narrowest: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards-json-schema.html */
const LONGEST_TEXT = 1024;

/**
 * What people have to know of a model before they use it. It is checked when it is made, and travels with the version: a model card of SageMaker, labels and a
 * description elsewhere.
 *
 * @example
 * import { ModelCard, RiskRating } from 'ml-platform-constructs';
 *
 * const card = ModelCard.of({
 *   description: 'Scores card payments for fraud',
 *   owner: 'payments-ml@acme.io',
 *   intendedUse: 'Holds a payment for review; never refuses one by itself',
 *   riskRating: RiskRating.MEDIUM,
 *   metrics: [{ metricName: 'auc', value: 0.93, dataset: 'holdout-2026-06' }],
 * });
 */
export class ModelCard {
  /**
   * Throws `models/card`, with all that is wrong.
   *
   * @param props what it says
   */
  public static of(props: ModelCardProps): ModelCard {
    const wrong = [...missing(props), ...tooLong(props), ...noMetric(props)];
    if (wrong.length > 0) refuse('models/card', `the model card cannot be published: ${wrong.join('; ')}`);
    return new ModelCard(deepFreeze({ ...props, metrics: (props.metrics ?? []).map((metric) => ({ ...metric })), details: { ...props.details } }));
  }

  private constructor(
    /** What it says. */
    public readonly content: ModelCardProps,
  ) {}
}

function missing({ description, owner, intendedUse }: ModelCardProps): string[] {
  return Object.entries({ description, owner, intendedUse }).filter(([, text]) => text.trim() === '').map(([name]) => `give its '${name}'`);
}

function tooLong({ description, owner, intendedUse, limitations, trainingData, ethicalConsiderations, details }: ModelCardProps): string[] {
  return Object.entries({ ...details, description, owner, intendedUse, limitations, trainingData, ethicalConsiderations })
    .filter(([, text]) => (text ?? '').length > LONGEST_TEXT)
    .map(([name, text]) => `'${name}' has ${text!.length} characters: shorten it to ${LONGEST_TEXT}`);
}

function noMetric({ metrics = [] }: ModelCardProps): string[] {
  return metrics.filter(({ metricName, value }) => metricName.trim() === '' || !Number.isFinite(value))
    .map(({ metricName, value }) => `'${metricName}' of ${value} is no measurement: give a name and a number`);
}
