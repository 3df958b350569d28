import { SecretPlan } from '../../core/jobs/job-environment';
import { isUnresolved, Problems } from '../../core/private';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { requireResourceId, resourceNameOf } from '../platform/resource-ids';
import { TrainingJobProps } from './training-job-props';

/** The address of a secret, with or without a version: https://learn.microsoft.com/en-us/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers */
const SECRET = /^https:\/\/([a-z0-9-]{3,24})\.vault\.azure\.net\/secrets\/([A-Za-z0-9-]{1,127})(?:\/[0-9a-f]{32})?$/i;

/** Notes secrets that cannot be granted: an address names a vault and not where it lies, which a right has to be given on. */
export function checkSecrets(secrets: readonly SecretPlan[], props: TrainingJobProps, problems: Problems): void {
  (props.secretVaultIds ?? []).forEach((vaultId) => requireResourceId(vaultId, 'Microsoft.KeyVault/vaults', 'a vault of secrets', problems));
  cloudSecrets(secrets).forEach(({ variable, secret: { secretId } }) => {
    const [, vault] = SECRET.exec(secretId) ?? [];
    if (isUnresolved(secretId) || vault === undefined) {
      problems.add('job/secret', `the secret of '${variable}' is '${secretId}', which is no address of a secret: give a literal 'https://….vault.azure.net/secrets/…'`);
    } else if (!vaultIdOf(vault, props)) {
      problems.add(
        'job/secret',
        `the secret of '${variable}' lies in the vault '${vault}', which is not the platform's own ('${platformVault(props.platform)}'), and a right to it needs the vault's id: add that to 'secretVaultIds'`,
      );
    }
  });
}

/** The ids of the secrets that a job may read, each once. */
export function secretScopes(secrets: readonly SecretPlan[], props: TrainingJobProps): string[] {
  const scopes = cloudSecrets(secrets).map(({ secret }) => {
    const [, vault, name] = SECRET.exec(secret.secretId)!;
    return `${vaultIdOf(vault!, props)!}/secrets/${name!}`;
  });
  return [...new Set(scopes)];
}

function cloudSecrets(secrets: readonly SecretPlan[]): SecretPlan[] {
  return secrets.filter(({ secret }) => secret.kind === 'cloud');
}

function vaultIdOf(vault: string, { platform, secretVaultIds = [] }: TrainingJobProps): string | undefined {
  const given = secretVaultIds.find((id) => resourceNameOf(id).toLowerCase() === vault.toLowerCase());
  if (given) return given;
  return vault.toLowerCase() === platformVault(platform).toLowerCase() ? `${platform.resourceGroupId}/providers/Microsoft.KeyVault/vaults/${platformVault(platform)}` : undefined;
}

/** As `MlPlatform` names its vault. */
function platformVault({ platformName, nameSuffix }: IMlPlatform): string {
  return `${platformName}-${nameSuffix}`;
}
