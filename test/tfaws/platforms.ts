import { App, S3Backend, TerraformStack, Testing } from 'cdktf';
import { MlPlatform, MlPlatformProps } from '../../src/tfaws';
import { synthApp, SynthesizedStack } from '../support/terraform';

export const LEAST: MlPlatformProps = { region: 'eu-west-1', accountId: '123456789012', platformName: 'acme-ml' };

export const EXISTING_KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const EXISTING_NETWORK = { networkId: 'vpc-0a1b2c3d', privateSubnetIds: ['subnet-0a', 'subnet-0b'] };

export interface Stage {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly platform: MlPlatform;
  synth(): SynthesizedStack;
}

export function newApp(): App {
  return Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
}

export function stackIn(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: `${name}.tfstate`, region: 'eu-west-1' });
  return stack;
}

/** An App with one stack that holds a platform `Ml`. */
export function stage(props: Partial<MlPlatformProps> = {}): Stage {
  const app = newApp();
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', { ...LEAST, ...props });
  return { app, stack, platform, synth: () => synthApp(app).stack('ml') };
}

export function synth(props: Partial<MlPlatformProps> = {}): SynthesizedStack {
  return stage(props).synth();
}
