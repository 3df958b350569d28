import { Severity } from '../observability';
import { BiasThreshold } from './bias-threshold';
import { DriftMeasure } from './drift-measure';
import { Facet } from './facet';
import { QualityThreshold } from './quality-threshold';

/** What follows when a threshold of a signal is crossed. */
export interface SignalOptions {
  /**
   * Which channels are told.
   * @default Severity.WARNING
   */
  readonly severity?: Severity;

  /**
   * Whether the monitor's retraining is started.
   * @default - true; false for data quality and bias, which people have to look at first
   */
  readonly retrains?: boolean;
}

/** How much of a feature may be broken, in percent of the records, 0 to 100. */
export interface DataQualityLimits {
  /**
   * Missing values.
   * @default 5
   */
  readonly missingPercent?: number;

  /**
   * Values of another type than the schema's.
   * @default 1
   */
  readonly typeErrorPercent?: number;

  /**
   * Numbers outside of what the baseline has, and texts that it does not have.
   * @default 10
   */
  readonly outOfRangePercent?: number;
}

/** When the quality of data is bad. */
export interface DataQualityOptions extends SignalOptions, DataQualityLimits {
  /**
   * Other limits of single features, by their names. Throws `drift/unknown-feature`.
   * @default - all have the same
   */
  readonly features?: Record<string, DataQualityLimits>;
}

/** When distributions have moved too far. */
export interface DistributionOptions extends SignalOptions {
  /**
   * How far is too far: between 0 and 1, by PSI above 0. Throws `drift/threshold`.
   * @default - 0.1; 0.2 by PSI
   */
  readonly threshold?: number;

  /**
   * By what they are compared.
   * @default - what the monitor's service has: DriftMeasure.L_INFINITY on SageMaker, DriftMeasure.JENSEN_SHANNON elsewhere
   */
  readonly measure?: DriftMeasure;
}

/** When the distributions of features have moved too far. */
export interface DataDriftOptions extends DistributionOptions {
  /**
   * Other thresholds of single features, by their names. Throws `drift/unknown-feature`.
   * @default - all have the same
   */
  readonly features?: Record<string, number>;
}

/** When a group is treated too differently. */
export interface BiasOptions extends SignalOptions {
  /**
   * How differently it may be treated.
   * @default [BiasThreshold.demographicParityDifference(0.1), BiasThreshold.disparateImpact(0.8)]
   */
  readonly thresholds?: BiasThreshold[];
}

/** When features count for something else than they did. */
export interface AttributionOptions extends SignalOptions {
  /**
   * The least likeness of the order of features by what they count for (NDCG): between 0 and 1. Throws `drift/threshold`.
   * @default 0.9
   */
  readonly threshold?: number;
}

/**
 * One thing that a monitor measures, and when it is bad. `docs/drift.md` says what each is on each target.
 *
 * @example
 * import { DriftSignal, Facet, QualityMetric, QualityThreshold, Severity } from 'ml-platform-constructs';
 *
 * const signals = [
 *   DriftSignal.dataQuality({ missingPercent: 2, severity: Severity.CRITICAL }),
 *   DriftSignal.dataDrift({ threshold: 0.1, features: { country: 0.25 } }),
 *   DriftSignal.predictionDrift(),
 *   DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
 *   DriftSignal.bias([Facet.of('sex', 'female')]),
 * ];
 */
export class DriftSignal {
  /**
   * Missing values, values of a wrong type, values outside of what the model has learned from. Throws `drift/threshold`, at the monitor.
   *
   * @param options when it is bad
   */
  public static dataQuality(options: DataQualityOptions = {}): DriftSignal {
    return new DriftSignal('data-quality', options, { _dataQuality: options });
  }

  /**
   * Features whose values are distributed otherwise than the model has learned.
   *
   * @param options when it is bad
   */
  public static dataDrift(options: DataDriftOptions = {}): DriftSignal {
    return new DriftSignal('data-drift', options, { _distribution: options });
  }

  /**
   * Predictions that are distributed otherwise than what was to be predicted in the baseline.
   *
   * @param options when it is bad
   */
  public static predictionDrift(options: DistributionOptions = {}): DriftSignal {
    return new DriftSignal('prediction-drift', options, { _distribution: options });
  }

  /**
   * How right predictions were; needs `groundTruth` (`drift/no-ground-truth`).
   *
   * @param thresholds one or more
   * @param options what follows
   */
  public static modelQuality(thresholds: QualityThreshold[], options: SignalOptions = {}): DriftSignal {
    return new DriftSignal('model-quality', options, { _quality: thresholds });
  }

  /**
   * Whether groups of people are treated alike. Throws `drift/no-facet`, at the monitor, without a group.
   *
   * @param facets the groups, each held against all others
   * @param options when it is bad
   */
  public static bias(facets: Facet[], options: BiasOptions = {}): DriftSignal {
    return new DriftSignal('bias', options, { _facets: facets, _bias: options.thresholds });
  }

  /**
   * What features count for in the model's answers.
   *
   * @param options when it is bad
   */
  public static attributionDrift(options: AttributionOptions = {}): DriftSignal {
    return new DriftSignal('attribution-drift', options, { _attribution: options });
  }

  /** Which channels are told. */
  public readonly severity: Severity;

  /** Whether retraining is started. */
  public readonly retrains: boolean;

  /** @internal */
  public readonly _dataQuality?: DataQualityOptions;

  /** @internal */
  public readonly _distribution?: DataDriftOptions;

  /** @internal */
  public readonly _quality?: QualityThreshold[];

  /** @internal */
  public readonly _facets?: Facet[];

  /** @internal */
  public readonly _bias?: BiasThreshold[];

  /** @internal */
  public readonly _attribution?: AttributionOptions;

  private constructor(
    /** `data-quality`, `data-drift`, `prediction-drift`, `model-quality`, `bias` or `attribution-drift`. */
    public readonly kind: string,
    { severity = Severity.WARNING, retrains }: SignalOptions,
    what: Partial<Pick<DriftSignal, '_dataQuality' | '_distribution' | '_quality' | '_facets' | '_bias' | '_attribution'>>,
  ) {
    this.severity = severity;
    this.retrains = retrains ?? !['data-quality', 'bias'].includes(kind);
    this._dataQuality = what._dataQuality;
    this._distribution = what._distribution;
    this._quality = what._quality;
    this._facets = what._facets;
    this._bias = what._bias;
    this._attribution = what._attribution;
  }
}
