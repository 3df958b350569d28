import { App, GcsBackend, TerraformStack, Testing } from 'cdktf';
import { MlPlatform, MlPlatformProps } from '../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../support/terraform';

export const LEAST: MlPlatformProps = { project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4', platformName: 'acme-ml' };

export const EXISTING_KEY = 'projects/acme-keys/locations/europe-west4/keyRings/ml/cryptoKeys/data';
export const EXISTING_NETWORK = {
  networkId: 'projects/acme-net/global/networks/shared',
  privateSubnetIds: ['projects/acme-net/regions/europe-west4/subnetworks/ml'],
};

export interface Stage {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly platform: MlPlatform;
  synth(): SynthesizedStack;
}

export function stackIn(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new GcsBackend(stack, { bucket: 'acme-terraform-state', prefix: name });
  return stack;
}

/** An App with one stack that holds a platform `Ml`. */
export function stage(props: Partial<MlPlatformProps> = {}): Stage {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'ml');
  const platform = new MlPlatform(stack, 'Ml', { ...LEAST, ...props });
  return { app, stack, platform, synth: () => synthApp(app).stack('ml') };
}

export function synth(props: Partial<MlPlatformProps> = {}): SynthesizedStack {
  return stage(props).synth();
}

/** What mocks have to say of service accounts, because the provider checks the form of their names wherever they are used. */
export function mockedAccounts(stack: SynthesizedStack): string {
  return Object.entries(stack.resources('google_service_account')).map(([name, { account_id: id }]) => {
    const email = `${id as string}@acme-ml.iam.gserviceaccount.com`;
    const values = `email = "${email}"\n    member = "serviceAccount:${email}"\n    name = "projects/acme-ml/serviceAccounts/${email}"`;
    return `override_resource {\n  target = google_service_account.${name}\n  values = {\n    ${values}\n  }\n}`;
  }).join('\n');
}
