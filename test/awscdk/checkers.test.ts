import { rmSync } from 'node:fs';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { App, Stack } from 'aws-cdk-lib/core';
import { MlPlatform, MlPlatformProps, TrainingCluster } from '../../src/awscdk';
import { Profile, SchemaLock } from '../../src/core';
import { nag } from '../support/cdk-nag';
import { testApp } from '../support/cloudformation';
import { explanations, stale, unexplained } from '../support/findings';
import { everything as everythingWatched, watched } from './drift/monitors';
import { feastEverywhere, granted, SESSIONS, SHOPS, SPEND } from './features/stores';
import { ENV as JOB_ENV, jobsEverywhere } from './jobs/jobs';
import { ENV, EVERYTHING, platform } from './platforms';
import { everyVersion } from './registry/registries';
import { endpointsEverywhere } from './serving/endpoints';
import { EVERY_GROUP, everything, layer, Trained, trained } from './training/clusters';

const explained = explanations('awscdk').filter(({ tool }) => tool === 'cdk-nag');

describe('AwsSolutions, HIPAA.Security, NIST.800.53.R5 and PCI.DSS.321 of cdk-nag', () => {
  test.each([['a platform that says nothing', {}], ['a platform with everything', EVERYTHING]])('find nothing unexplained in %s', (_, props) => {
    expect(unexplained(nag(platform(props).app), explained)).toEqual([]);
  });

  test.each([['a cluster that says little', () => trained()], ['a cluster with everything', inhabited]])('find nothing unexplained in %s', (_, make) => {
    expect(unexplained(nag(make().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in jobs with everything, on SageMaker, on AWS Batch and in a cluster', () => {
    expect(unexplained(nag(worked().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in a registry of models with versions of each kind', () => {
    expect(unexplained(nag(everyVersion().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in endpoints with everything, on SageMaker and in a cluster', () => {
    expect(unexplained(nag(serving().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in a feature store with groups of each kind', () => {
    expect(unexplained(nag(granted().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in a feature store of Feast in a cluster', () => {
    expect(unexplained(nag(fed().app), explained)).toEqual([]);
  });

  test('find nothing unexplained in a monitor of everything', () => {
    expect(unexplained(nag(monitored()), explained)).toEqual([]);
  });

  test('find what each explanation explains', () => {
    const apps = [...[platform(EVERYTHING), inhabited(), worked(), everyVersion(), serving(), granted(), fed()].map(({ app }) => app), monitored()];
    expect(stale(apps.flatMap(nag), explained)).toEqual([]);
  });
});

/** A cluster with everything, and an account of pods that was granted to. */
function inhabited(): Trained {
  const made = everything();
  made.ml.artifacts.grantRead(made.cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  return made;
}

/** A cluster with everything, and jobs in all places. */
function worked(): Trained {
  const made = everything();
  jobsEverywhere(made.stack, made.ml, made.cluster);
  return made;
}

/** A cluster with everything, and endpoints in all places. */
function serving(): Trained {
  const made = everything();
  endpointsEverywhere(made.stack, made.ml, made.cluster);
  return made;
}

/** A cluster that says little, and a feature store of Feast in it. */
function fed(): Trained {
  const made = trained({}, { profile: Profile.staging() });
  feastEverywhere(made);
  return made;
}

/** A monitor of all that SageMaker measures. */
function monitored(): App {
  return watched(everythingWatched).made.app;
}

/** The rules that AWS CDK brings, as errors. */
function validated(make: (stack: Stack) => void, env = ENV): void {
  const app: App = testApp({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  try {
    delete process.env.CDK_VALIDATION;
    make(new Stack(app, 'Acme', { env }));
    app.synth();
  } finally {
    process.env.CDK_VALIDATION = 'false';
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

describe('the CloudFormation validator of AWS CDK', () => {
  test.each<[string, MlPlatformProps]>([['a platform that says nothing', {}], ['a platform with everything', EVERYTHING]])('takes %s', (_, props) => {
    expect(() => validated((stack) => new MlPlatform(stack, 'Ml', props))).not.toThrow();
  });

  test('takes a cluster with everything', () => {
    expect(() => validated((stack) => {
      const ml = new MlPlatform(stack, 'Ml', { kubectlLayer: layer(stack) });
      ml.addTrainingCluster('Train', { nodeGroups: EVERY_GROUP.filter(({ accelerator }) => accelerator?.model !== 'h100') });
    })).not.toThrow();
  });

  test('takes endpoints with everything, on SageMaker and in a cluster', () => {
    expect(() => validated((stack) => {
      const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml' });
      endpointsEverywhere(stack, ml, new TrainingCluster(stack, 'Train', { platform: ml, kubectlLayer: layer(stack), nodeGroups: EVERY_GROUP }));
    }, JOB_ENV)).not.toThrow();
  });

  test('takes jobs with everything, on SageMaker, on AWS Batch and in a cluster', () => {
    expect(() => validated((stack) => {
      const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml' });
      jobsEverywhere(stack, ml, new TrainingCluster(stack, 'Train', { platform: ml, kubectlLayer: layer(stack), nodeGroups: EVERY_GROUP }));
    }, JOB_ENV)).not.toThrow();
  });

  test('takes a feature store with groups of each kind', () => {
    expect(() => validated((stack) => {
      const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', profile: Profile.staging() });
      ml.addFeatureStore('Features', { groups: [SPEND, SHOPS, SESSIONS], lock: SchemaLock.none() });
    })).not.toThrow();
  });

  test('is listening', () => {
    expect(() => validated((stack) => new CfnTrail(stack, 'Wrong', { trailName: 'ml', s3BucketName: 'acme-audit', isLogging: true }))).toThrow('TrailName');
  });
});
