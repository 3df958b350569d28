import { Construct, RootConstruct } from 'constructs';
import { Problems } from '../../../src/core/private';
import { requireNamespace, requireNewServiceAccount, serviceAccountName } from '../../../src/core/training/service-account-plan';
import { codesOf } from '../../support/refusals';

function refused(check: (problems: Problems, scope: Construct) => void): string[] {
  const scope = new Construct(new RootConstruct('App'), 'Accounts');
  return codesOf(() => {
    const problems = new Problems(scope);
    check(problems, scope);
    problems.throwIfAny();
  });
}

test('an account is named after its id, unless its name is said', () => {
  const problems = new Problems(new RootConstruct('App'));
  expect(serviceAccountName('VisionTrainer', {}, problems)).toBe('vision-trainer');
  expect(serviceAccountName('VisionTrainer', { serviceAccountName: 'other' }, problems)).toBe('other');
  expect(() => problems.throwIfAny()).not.toThrow();
});

test.each(['My_SA!é', 'a/b', '-a', 'a'.repeat(64)])("the id '%s' names no account", (id) => {
  expect(refused((problems) => serviceAccountName(id, {}, problems))).toEqual(['training/service-account-name']);
});

test.each(['', 'Upper', 'a.b', 'a-'])("the name '%s' names no account", (name) => {
  expect(refused((problems) => serviceAccountName('Trainer', { serviceAccountName: name }, problems))).toEqual(['training/service-account-name']);
});

test.each(['', 'Not A Namespace', '-a', 'a.b', 'a'.repeat(64)])("'%s' is no namespace", (namespace) => {
  expect(refused((problems) => requireNamespace(namespace, problems))).toEqual(['training/namespace']);
});

test('a name that is known only at deployment is believed', () => {
  expect(refused((problems) => {
    requireNamespace('${var.namespace}', problems);
    serviceAccountName('Trainer', { serviceAccountName: '${var.name}' }, problems);
  })).toEqual([]);
});

test('a second account of the same namespace and name is refused', () => {
  const second = (namespace: string, name: string) => refused((problems, scope) => {
    Object.assign(new Construct(scope, 'First'), { namespace: 'vision', serviceAccountName: 'trainer' });
    requireNewServiceAccount(scope, namespace, name, problems);
  });
  expect(second('vision', 'trainer')).toEqual(['training/service-account-twice']);
  expect(second('language', 'trainer')).toEqual([]);
  expect(second('vision', 'other')).toEqual([]);
});
