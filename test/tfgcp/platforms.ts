import { App, GcsBackend, TerraformStack, Testing } from 'cdktf';
import { IMlPlatform, MlPlatform, MlPlatformAttributes, MlPlatformProps } from '../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../support/terraform';

export const LEAST: MlPlatformProps = { project: 'acme-ml', projectNumber: '123456789012', location: 'europe-west4', platformName: 'acme-ml' };

export const EXISTING_KEY = 'projects/acme-keys/locations/europe-west4/keyRings/ml/cryptoKeys/data';
export const EXISTING_NETWORK = {
  networkId: 'projects/acme-net/global/networks/shared',
  privateSubnetIds: ['projects/acme-net/regions/europe-west4/subnetworks/ml'],
};

/** What another program knows of a platform that is deployed. */
export const ATTRIBUTES: MlPlatformAttributes = {
  platformName: 'acme-ml',
  project: 'acme-ml',
  location: 'europe-west4',
  projectNumber: '123456789012',
  networkId: 'projects/acme-ml/global/networks/acme-ml',
  privateSubnetIds: ['projects/acme-ml/regions/europe-west4/subnetworks/acme-ml'],
  podRangeName: 'pods',
  serviceRangeName: 'services',
  encryptionKeyId: 'projects/acme-ml/locations/europe-west4/keyRings/acme-ml/cryptoKeys/data',
  artifactsBucketName: 'acme-ml-artifacts-123456',
  registryProject: 'acme-ml',
  registryLocation: 'europe-west4',
  registryRepositoryId: 'acme-ml-registry',
  repositories: ['training', 'serving'],
  storageAgent: 'service-123456789012@gs-project-accounts.iam.gserviceaccount.com',
  trainingAccount: 'acme-ml-training@acme-ml.iam.gserviceaccount.com',
  servingAccount: 'acme-ml-serving@acme-ml.iam.gserviceaccount.com',
  pipelineAccount: 'acme-ml-pipeline@acme-ml.iam.gserviceaccount.com',
  criticalChannelIds: ['projects/acme-ml/notificationChannels/1'],
  warningChannelIds: ['projects/acme-ml/notificationChannels/2'],
  infoChannelIds: [],
  tags: { platform: 'acme-ml', environment: 'production' },
};

export function importedPlatform(stack: TerraformStack): IMlPlatform {
  return MlPlatform.fromAttributes(stack, 'Ml', ATTRIBUTES);
}

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
