import { Example, TARGETS } from './example';

/** How each place says that nine of ten requests go to the champion, and one to the challenger. */
const SPLIT: Record<string, RegExp> = {
  awscdk: /"InitialVariantWeight": ?90.*"InitialVariantWeight": ?10\b/s,
  tfaws: /"InitialVariantWeight": ?90.*"InitialVariantWeight": ?10\b/s,
  tfgcp: /"name": ?"champion","percent": ?90.*"name": ?"challenger","percent": ?10\b/s,
  tfazure: /"percent": ?90,.*"variant": ?"champion".*"percent": ?10,.*"variant": ?"challenger"/s,
  tfk8s: /"weight": ?90.*"weight": ?10\b/s,
};

/**
 * How it says that what is new begins with a tenth, and is watched for twenty minutes: on Azure ten more, since logs arrive late. In a cluster, where the Gateway divides
 * between the two already, it comes as a whole beside the old one, and is asked 40 times, each half a minute.
 */
const CANARY: Record<string, RegExp> = {
  awscdk: /"CanarySize": \{\s*"Type": "CAPACITY_PERCENT",\s*"Value": 10\s*\},\s*"Type": "CANARY",\s*"WaitIntervalInSeconds": 1200/,
  tfaws: /"Type":"CANARY","WaitIntervalInSeconds":1200,"CanarySize":\{"Type":"CAPACITY_PERCENT","Value":10\}/,
  tfgcp: /"steps":\[\{"percent":10,"seconds":1200\},\{"percent":100,"seconds":1200\}\]/,
  tfazure: /"steps": \[\s*10,\s*100\s*\],.*"watchSeconds": 1800/s,
  tfk8s: /"count":40,.*"interval":"30s".*"blueGreen":\{/s,
};

/** What sends it back when the endpoint's own alarms would go off. */
const GUARD: Record<string, RegExp> = {
  awscdk: /"AutoRollbackConfiguration": \{\s*"Alarms": \[/,
  tfaws: /"AutoRollbackConfiguration":\{"Alarms":\[\{/,
  tfgcp: /"guards":\[\{"title":"acme-ml-fraud: failed requests in percent above 0\.5"/,
  tfazure: /"alarms": \[\s*"\$\{lower\(azurerm_monitor/,
  tfk8s: /"postPromotionAnalysis":\{/,
};

/** What serves is no resource where only a rollout of ours knows who serves … */
const OWNED: Record<string, RegExp> = {
  tfgcp: /"path": ?"[^"]*:deployModel"/,
  tfazure: /"type": "Microsoft\.MachineLearningServices\/workspaces\/onlineEndpoints\/deployments@/,
};

/** … and elsewhere the old one is kept, an apply fails before it removes it, or the controller keeps it. */
const KEPT: Record<string, RegExp> = {
  awscdk: /"AWS::SageMaker::EndpointConfig"(?:(?!"Type":).)*"UpdateReplacePolicy": "Retain"/s,
  tfaws: /"postcondition": \[\s*\{\s*"condition": "[^"]*jsondecode\(self\.properties\)\.EndpointConfigName ==/,
  tfk8s: /"kind": ?"Rollout"/,
};

describe.each(TARGETS)('a champion and a challenger on %s', (target) => {
  const example = new Example('ab-canary', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('share the requests nine to one', () => expect(example.text).toMatch(SPLIT[target]!));

  test('let a new model take over step by step where the place can, and watch it', () => expect(example.text).toMatch(CANARY[target]!));

  test('come back by themselves when requests fail or take too long', () => {
    expect(example.text).toMatch(GUARD[target]!);
    expect(example.text).toContain('acme-ml-fraud: more than 0.5 % of the requests fail');
    expect(example.text).toContain('acme-ml-fraud: one of 100 requests takes more than 250 ms');
  });

  test('are deployments that no stack could delete while they serve', () => {
    if (OWNED[target]) expect(example.text).not.toMatch(OWNED[target]!);
    else expect(example.text).toMatch(KEPT[target]!);
  });

  test('keep a tenth of the requests, where a service of the cloud does', () => {
    if (target === 'tfk8s') expect(example.text).not.toMatch(/capture/);
    else expect(example.text).toMatch(/"InitialSamplingPercentage": ?10\b|"sampling_rate": ?0\.1\b|"samplingRate": ?0\.1\b/);
  });

  test('take at most 15 lines of their user beside imports and the lines that all places share; on a cluster 30, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 30 : 15);
  });
});
