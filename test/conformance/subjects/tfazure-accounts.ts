import { Attributes, SynthesizedStack } from '../../support/terraform';
import { all, isKey, target } from './tfazure-references';

export const encryptedAccount = (stack: SynthesizedStack, account: Attributes | undefined) =>
  isKey(stack, account?.customer_managed_key?.key_vault_key_id) && account?.infrastructure_encryption_enabled === true;

/** Nobody without an address on its list passes a firewall that denies; a list of addresses is a door. */
export const accountIsPublic = (account: Attributes) =>
  account.allow_nested_items_to_be_public !== false || account.network_rules?.default_action !== 'Deny' || account.network_rules.ip_rules.length > 0;

/** Accounts that services keep for themselves: those of workspaces. */
export const isOfService = (stack: SynthesizedStack, account: Attributes) =>
  all(stack, 'azurerm_machine_learning_workspace').some(({ storage_account_id }) => target(stack, storage_account_id) === account);

/** A folder of a container, and the account that has it. */
export interface Folder {
  readonly account: string;
  readonly container: string;
  /** With a slash at its end. */
  readonly path: string;
}

/** `https://account.blob.core.windows.net/container/path`, and `abfss://container@account.dfs.core.windows.net/path`. */
export function folderAt(address: string): Folder {
  const [, spark, , account = '', container] = /^(?:abfss:\/\/([^@]+)@|(https:\/\/))(\$\{[^}]*\}|[^./]+)\.(?:dfs|blob)\.core\.windows\.net\/(.*)$/.exec(address) ?? [];
  const [first = '', ...rest] = (container ?? '').split('/');
  const path = spark === undefined ? rest.join('/') : [first, ...rest].join('/');
  return { account, container: spark ?? first, path: `${path.replace(/\/*$/, '')}/` };
}

const ROLES = { read: ['Storage Blob Data Reader', 'Storage Blob Data Contributor'], write: ['Storage Blob Data Contributor'] } as const;

/** Who may read, or write, what lies in a folder. */
export function blobMembers(stack: SynthesizedStack, right: keyof typeof ROLES, { account, container, path }: Folder): string[] {
  const isThere = ({ scope }: Attributes) => {
    const found = target(stack, scope);
    if (found?.container_access_type !== undefined) return found.name === container && target(stack, found.storage_account_id)?.name === account;
    return found?.name === account && String(scope).endsWith(`/containers/${container}`);
  };
  const reaches = ({ condition }: Attributes) => {
    const [, prefix] = /blobs:path\] StringStartsWith '([^']*)'/.exec(condition ?? '') ?? [];
    return condition === undefined || (prefix !== undefined && path.startsWith(prefix));
  };
  return all(stack, 'azurerm_role_assignment').filter((grant) => (ROLES[right] as readonly string[]).includes(grant.role_definition_name as string) && isThere(grant) && reaches(grant))
    .map(({ principal_id }) => principal_id as string);
}
