import { nearest, Problems } from '../private';
import { DriftService } from './drift-service';
import { ModelSchema } from './model-schema';
import { RequestFormat } from './request-format';

/** Of what a feature may be: a distribution of others is not compared by any monitor. */
const TYPES = ['int', 'float', 'string', 'bool'] as const;

export interface SchemaColumn {
  readonly name: string;
  readonly type: (typeof TYPES)[number];
}

/** What requests hold, and what is answered. */
export interface SchemaPlan {
  readonly features: readonly SchemaColumn[];
  readonly prediction: {
    readonly problem: 'binary' | 'multiclass' | 'regression';
    readonly column: string;
    readonly positive?: string;
    readonly threshold?: number;
  };
  readonly requestFormat: RequestFormat;
  readonly recordId?: string;
}

export function planSchema(schema: ModelSchema, service: DriftService, ofEndpoint: boolean, problems: Problems): SchemaPlan {
  const { features, prediction, recordId } = schema;
  const requestFormat = schema.requestFormat ?? service.requestFormats[0]!;
  if (features.length === 0) problems.add('drift/no-features', 'the schema has no features, so that there is nothing to watch: name what requests hold');
  features.filter(({ type }) => !(TYPES as readonly string[]).includes(type)).forEach(({ name, type }) => {
    problems.add('drift/feature-type', `the feature '${name}' is a ${type}, of which no monitor compares distributions: leave it out, or watch a number that is made of it`);
  });
  const names = [...features.map(({ name }) => name), prediction.column, ...(recordId === undefined ? [] : [recordId])];
  names.filter((name, i) => names.indexOf(name) !== i).forEach((name) => {
    problems.add('drift/feature-twice', `two columns of the schema are called '${name}': features, prediction and record id are columns of one table`);
  });
  names.filter((name) => !/^[a-z](?:[a-z0-9_]{0,62})$/.test(name)).forEach((name) => {
    problems.add('drift/feature-name', `'${name}' cannot name a column of what is watched: give up to 63 lower-case letters, digits and underscores, a letter first`);
  });
  if (features.length > (service.mostFeatures ?? Infinity)) {
    problems.add('drift/too-many-features', `the schema has ${features.length} features, but ${service.name} takes ${service.mostFeatures}: watch those that count most`);
  }
  if (ofEndpoint && !service.requestFormats.includes(requestFormat)) {
    problems.add('drift/request-format', `requests are said to be ${requestFormat}, which ${service.name} cannot read: it takes ${service.requestFormats.join(', ')}`);
  }
  return {
    requestFormat,
    recordId,
    features: features.map(({ name, type }) => ({ name, type: type as SchemaColumn['type'] })),
    prediction: {
      problem: prediction.problem as SchemaPlan['prediction']['problem'],
      column: prediction.column,
      positive: prediction.positive,
      threshold: prediction.threshold,
    },
  };
}

/** Notes a feature that the schema does not have. */
export function requireFeature(name: string, wish: string, { features }: SchemaPlan, problems: Problems): void {
  const names = features.map((feature) => feature.name);
  if (names.includes(name)) return;
  const like = names.length > 0 ? ` (nearest: '${nearest(name, names)}')` : '';
  problems.add('drift/unknown-feature', `${wish} '${name}', which the schema of the endpoint does not have${like}: name one of its features, or add it`);
}

/** How data says yes and no, whatever users do. */
const TRUTHS: ReadonlyMap<string, string> = new Map([['true', 'true'], ['True', 'true'], ['1', 'true'], ['false', 'false'], ['False', 'false'], ['0', 'false']]);

/** The value of a feature by which some records are told from others, as monitors write it; notes what no record can have. */
export function planValue(feature: string, value: string, wish: string, schema: SchemaPlan, problems: Problems): string {
  requireFeature(feature, wish, schema, problems);
  const type = schema.features.find(({ name }) => name === feature)?.type;
  if (value === '') {
    problems.add('drift/value', `${wish} '${feature}' without a value, which every monitor takes for missing: give a value that records have`);
  } else if (type === 'float') {
    problems.add('drift/value', `${wish} '${feature}', a number with a fraction, of which hardly two are equal: take a feature of string, int or bool that stands for its ranges`);
  } else if (type === 'int' && !/^-?(?:0|[1-9]\d*)$/.test(value)) {
    problems.add('drift/value', `${wish} '${feature}' = '${value}', but its values are whole numbers: give one`);
  } else if (type === 'bool' && !TRUTHS.has(value)) {
    problems.add('drift/value', `${wish} '${feature}' = '${value}', but its values are true and false: give one of them`);
  }
  return type === 'bool' ? TRUTHS.get(value) ?? value : value;
}
