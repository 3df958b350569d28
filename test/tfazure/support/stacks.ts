import { App, AzurermBackend, TerraformStack, Testing } from 'cdktf';
import { MlPlatform, MlPlatformProps } from '../../../src/tfazure';
import { synthApp, SynthesizedApp, SynthesizedStack } from '../../support/terraform';

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
export const SHARED = `/subscriptions/${SUBSCRIPTION}/resourceGroups/shared`;
export const SOMEBODY = '99999999-8888-7777-6666-555555555555';

/** An App with a stack `ml`; each test makes its own. */
export class Bench {
  public readonly app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  public readonly stack = this.newStack('ml');

  public newStack(name: string): TerraformStack {
    const stack = new TerraformStack(this.app, name);
    new AzurermBackend(stack, { resourceGroupName: 'acme-state', storageAccountName: 'acmestate', containerName: 'terraform', key: `${name}.tfstate` });
    return stack;
  }

  public platform(props: Partial<MlPlatformProps> = {}): MlPlatform {
    return new MlPlatform(this.stack, 'Ml', { location: 'westeurope', subscriptionId: SUBSCRIPTION, ...props });
  }

  public synth(): SynthesizedApp {
    return synthApp(this.app);
  }
}

/** The stack of a platform of these props. */
export function synthesized(props: Partial<MlPlatformProps> = {}, more: (platform: MlPlatform) => void = () => undefined): SynthesizedStack {
  const bench = new Bench();
  more(bench.platform(props));
  return bench.synth().stack('ml');
}

export const EXISTING = {
  network: {
    networkId: `${SHARED}/providers/Microsoft.Network/virtualNetworks/hub`,
    privateSubnetIds: [`${SHARED}/providers/Microsoft.Network/virtualNetworks/hub/subnets/ml`],
    endpointSubnetId: `${SHARED}/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints`,
  },
  key: {
    keyId: 'https://acme.vault.azure.net/keys/ml',
    versionedKeyId: 'https://acme.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef',
    keyVaultId: `${SHARED}/providers/Microsoft.KeyVault/vaults/acme`,
    location: 'westeurope',
    identityId: `${SHARED}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/encryption`,
    identityClientId: SUBSCRIPTION,
  },
  artifacts: { storageAccountId: `${SHARED}/providers/Microsoft.Storage/storageAccounts/acmedata`, containerName: 'models' },
  registry: { registryId: `${SHARED}/providers/Microsoft.ContainerRegistry/registries/acme`, registryUri: 'acme.azurecr.io' },
};
