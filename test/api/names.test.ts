import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assembly, type ClassType } from '@jsii/spec';

const file = join(__dirname, '..', '..', '.jsii');
const assembly: Assembly | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

const TARGETS = ['awscdk', 'tfaws', 'tfgcp', 'tfazure', 'tfk8s'];
const TERRAFORM = TARGETS.filter((target) => target !== 'awscdk');

/** The properties and methods of a type, those that it inherits included. */
function membersOf(target: string, type: string): string[] {
  const namesOf = (fqn: string): string[] => {
    const { properties = [], methods = [], base, interfaces = [] } = assembly!.types![fqn] as ClassType;
    const inherited = [...(base ? [base] : []), ...interfaces].filter((other) => assembly!.types![other]);
    return [...[...properties, ...methods].map(({ name }) => name), ...inherited.flatMap(namesOf)];
  };
  return namesOf(`${assembly!.name}.${target}.${type}`);
}

beforeAll(() => {
  if (!assembly) throw new Error('there is no .jsii: compile first, with npm run build');
});

/** One concept has one name, whichever target it is on: a program moves by its imports. */
test.each([
  ['MlPlatformProps', TARGETS, ['existingNetwork', 'existingEncryptionKey', 'existingArtifacts', 'existingRegistry']],
  ['MlPlatformProps', TERRAFORM, ['provider']],
  ['MlPlatformAttributes', TARGETS, ['platformName', 'profile', 'tags']],
  ['MlPlatformAttributes', TERRAFORM, ['provider']],
  ['MlPlatform', TARGETS, ['fromAttributes', 'dashboard', 'personaRole', 'personaRoleResource']],
  ['MlPlatform', TERRAFORM, ['networkResource']],
  ['ArtifactStoreProps', TARGETS, ['platform']],
  ['ArtifactStore', TARGETS, ['fromExisting', 'growthAlarm', 'resource']],
  ['ContainerRegistryProps', TARGETS, ['platform']],
  ['ContainerRegistry', TARGETS, ['fromExisting']],
  ['AlarmProps', TARGETS, ['platform', 'alarmName']],
  ['Alarm', TARGETS, ['resource']],
  ['DashboardProps', TARGETS, ['platform', 'dashboardName']],
  ['Dashboard', TARGETS, ['resource']],
  ['TrainingClusterProps', TARGETS, ['platform']],
  ['TrainingCluster', TARGETS, ['fromExisting', 'quotas', 'nodeGroupNames']],
  ['TrainingCluster', TERRAFORM.filter((target) => target !== 'tfk8s'), ['workloadsStack', 'resource', 'nodeGroupResources']],
  ['TrainingCluster', ['awscdk'], ['resource', 'nodeGroupResources']],
  ['ITrainingCluster', TERRAFORM.filter((target) => target !== 'tfk8s'), ['workloadsStack']],
  ['ExistingTrainingCluster', TARGETS, ['nodeGroups']],
  ['IMlPlatform', TARGETS, []],
  ['Metric', TARGETS, []],
  ['Identity', TARGETS, []],
  ['ExistingNetwork', TERRAFORM, []],
  ['ExistingEncryptionKey', TERRAFORM, []],
  ['ExistingArtifacts', TERRAFORM, []],
  ['ExistingRegistry', TERRAFORM, ['repositories']],
])('%s is on %j, with %j', (type, targets, names) => {
  const lacking = targets.flatMap((target) => {
    const members = membersOf(target, type);
    return names.filter((name) => !members.includes(name)).map((name) => `${target}.${type}.${name}`);
  });
  expect(lacking).toEqual([]);
});
