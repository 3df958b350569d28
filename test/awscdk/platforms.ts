import { App, Stack } from 'aws-cdk-lib/core';
import { MlPlatform, MlPlatformProps } from '../../src/awscdk';
import { AlertChannel, Budget, Duration, Retention, Severity } from '../../src/core';
import { SynthesizedApp, synthesize, testApp } from '../support/cloudformation';

// The validator of AWS CDK takes seconds at each synthesis; `checkers.test.ts` switches it on where it is what is tested.
process.env.CDK_VALIDATION = 'false';

export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';
export const ENV = { region: REGION, account: ACCOUNT };

/** Everything that a platform can have. */
export const EVERYTHING: MlPlatformProps = {
  platformName: 'acme-ml',
  alerts: [
    AlertChannel.email('ml@acme.io'),
    AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL),
    AlertChannel.existing('arn:aws:sns:eu-west-1:123456789012:oncall', Severity.CRITICAL),
  ],
  budget: Budget.monthly(20_000),
  artifacts: { replicaRegion: 'eu-central-1', retention: Retention.locked(Duration.days(30)) },
  tags: { team: 'ml' },
};

export interface Made {
  readonly app: App;
  readonly stack: Stack;
  readonly ml: MlPlatform;
}

/** An app with a platform `Ml` in a stack `Acme`. */
export function platform(props: MlPlatformProps = {}, env: { readonly region?: string; readonly account?: string } = ENV): Made {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env });
  return { app, stack, ml: new MlPlatform(stack, 'Ml', props) };
}

export function synthesized(props?: MlPlatformProps): SynthesizedApp {
  return synthesize(platform(props).app);
}
