import { Problems } from '../private';
import { Feature } from './feature';
import { FeatureGroupProps } from './feature-group';
import { FeatureService } from './feature-service';

export type FeatureType = 'int' | 'float' | 'string' | 'bool' | 'timestamp' | 'vector';

/** Of what a key may be: other types are not equal to themselves in every store. */
const KEY_TYPES = ['int', 'string'];

/** Notes what is wrong with the columns of a group. */
export function checkColumns(props: FeatureGroupProps, service: FeatureService, problems: Problems): void {
  const { groupName, entityKeys, eventTime, features } = props;
  if (entityKeys.length === 0) {
    problems.add('features/no-entity-key', `'${groupName}' has no key, so that nobody could say whose values they are: name the column in 'entityKeys', as in [Feature.string('customer_id')]`);
  }
  if (!eventTime) {
    problems.add('features/no-event-time', `'${groupName}' has no event time, so that later values could not be told from earlier ones: name the column in 'eventTime'`);
  }
  if (features.length === 0) problems.add('features/no-features', `'${groupName}' has no features: name one or more`);
  entityKeys.filter(({ type }) => !KEY_TYPES.includes(type)).forEach(({ name, type }) => {
    problems.add('features/key-type', `the key '${name}' of '${groupName}' is a ${type}: keys are Feature.int or Feature.string`);
  });
  const names = [...entityKeys.map(({ name }) => name), ...(eventTime ? [eventTime] : []), ...features.map(({ name }) => name)];
  names.filter((name, i) => names.indexOf(name) !== i).forEach((name) => {
    problems.add('features/twice', `'${groupName}' has two columns '${name}': keys, event time and features are columns of one table, and the first two are not repeated among the features`);
  });
  if (names.length > service.mostColumns) {
    problems.add('features/too-many', `'${groupName}' has ${names.length} columns, but a group of ${service.name} takes ${service.mostColumns}: divide it`);
  }
  names.forEach((name) => checkName(groupName, name, service, problems));
  features.forEach((feature) => checkDimension(groupName, feature, service, problems));
}

function checkName(groupName: string, name: string, { name: service, columnRule, reserved }: FeatureService, problems: Problems): void {
  if (Object.hasOwn(reserved, name)) {
    problems.add('features/reserved', `a column of '${groupName}' is called '${name}', which is ${reserved[name]!} of ${service}: give it another name`);
  } else if (!/^[a-z](?:[a-z0-9_]*[a-z0-9])?$/.test(name)) {
    problems.add('features/name', `'${name}' cannot name a column of '${groupName}': give lower-case letters, digits and underscores, a letter first and no underscore last`);
  } else if (name.length > columnRule.maxLength || name.length < columnRule.minLength || !columnRule.pattern.test(name)) {
    const { what, minLength, maxLength, allowed } = columnRule;
    problems.add('features/name', `'${name}' (${name.length} characters) is to name ${what} in '${groupName}', which takes ${minLength} to ${maxLength}: ${allowed}`);
  }
}

function checkDimension(groupName: string, { name, dimension = 0 }: Feature, service: FeatureService, problems: Problems): void {
  const { mostDimensions = Infinity } = service;
  if (dimension <= mostDimensions) return;
  problems.add('features/dimension', `the vector '${name}' of '${groupName}' has ${dimension} numbers, but ${service.name} takes ${mostDimensions}: divide it`);
}
