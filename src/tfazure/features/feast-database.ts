import { Fn, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { POSTGRES_API, POSTGRES_SIZES, POSTGRES_VERSION, STORAGE_API, VAULT_API } from '../../facts/azure/features-feast';
import { REGIONS } from '../../facts/azure/regions';
import { AzapiResource } from '../../terraform/raw';
import { RawEphemeral } from '../../terraform/raw/raw-ephemeral';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { workspaceStoreId } from '../workspace/workspace-store';
import { vaultIdOf } from './platform-parts';

/** The body of `Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01`, as far as it is used, without its password. */
interface ServerBody {
  readonly sku: { readonly name: string; readonly tier: string };
  readonly properties: {
    readonly version: string;
    readonly administratorLogin: string;
    readonly authConfig: { readonly activeDirectoryAuth: 'Disabled'; readonly passwordAuth: 'Enabled' };
    readonly storage: { readonly storageSizeGB: number; readonly autoGrow: 'Enabled' };
    readonly backup: { readonly backupRetentionDays: number; readonly geoRedundantBackup: 'Disabled' };
    readonly highAvailability: { readonly mode: 'ZoneRedundant' | 'SameZone' | 'Disabled' };
    readonly network: { readonly publicNetworkAccess: 'Disabled' };
    readonly dataEncryption: { readonly type: 'AzureKeyVault'; readonly primaryKeyURI: string; readonly primaryUserAssignedIdentityId: string };
  };
}

/** What Feast signs in as, and the database that it has. */
const NAME = 'feast';

/** How long backups are kept: https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-backup-restore */
const BACKUP_DAYS = { lasting: 35, trial: 7 } as const;

/**
 * The database of Feast: Azure Database for PostgreSQL, private, with the platform's key. Its password is made of the one secret that Azure has made up already and that opens
 * nothing: a key of a storage account whose keys are off. Terraform (1.11 or later) reads it at each run, keeps it nowhere, and hands on what it makes of it, to the server and to a
 * secret of the platform's vault, as values that are written and never read.
 */
export class FeastDatabase extends Construct {
  public readonly resource: TerraformResource;
  /** The id of the secret with all that Feast has to know. */
  public readonly secretId: string;
  public readonly secretName: string;
  public readonly vaultUri: string;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, storeName: string, isProtected: boolean) {
    super(scope, id);
    const serverName = `${storeName}-${stableSuffix(platform.nameSuffix, storeName)}`;
    const password = this.password(storeName);
    const server = new AzapiResource<ServerBody>(this, 'Resource', {
      type: 'Microsoft.DBforPostgreSQL/flexibleServers',
      apiVersion: POSTGRES_API,
      name: serverName,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'UserAssigned', identityIds: [platform.keyIdentityId] },
      body: this.server(),
      sensitiveBody: { properties: { administratorLoginPassword: password } },
      timeouts: { create: '60m', update: '60m' },
      dependsOn: keyOf(platform, this),
      lifecycle: { preventDestroy: isProtected },
    });
    const database = new AzapiResource(this, 'Database', {
      type: 'Microsoft.DBforPostgreSQL/flexibleServers/databases',
      apiVersion: POSTGRES_API,
      name: NAME,
      parentId: server.id,
      body: { properties: { charset: 'UTF8', collation: 'en_US.utf8' } },
      lifecycle: { preventDestroy: isProtected },
    });
    privateEndpoint(this, 'Endpoint', platform, 'postgres', storeName, server.id);
    sendLogs(this, 'Logs', server.id, platform.logAnalyticsWorkspaceId);
    this.resource = server;
    this.vaultUri = `https://${platform.platformName}-${platform.nameSuffix}.vault.azure.net`;
    this.secretName = `${storeName}-database`;
    const secret = new AzapiResource(this, 'Secret', {
      type: 'Microsoft.KeyVault/vaults/secrets',
      apiVersion: VAULT_API,
      name: this.secretName,
      parentId: vaultIdOf(platform),
      tags: platform.tags,
      body: { properties: { contentType: 'application/yaml' } },
      sensitiveBody: { properties: { value: settings(serverName, password) } },
      dependsOn: [database],
    });
    this.secretId = secret.id;
  }

  private server(): ServerBody {
    const { platform } = this;
    const { deletionProtection } = platform.profile.settings;
    const size = deletionProtection ? 'lasting' : 'trial';
    const standby = REGIONS[platform.location]?.zones ? 'ZoneRedundant' : 'SameZone';
    return {
      sku: POSTGRES_SIZES[size],
      properties: {
        version: POSTGRES_VERSION,
        administratorLogin: NAME,
        authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' },
        storage: { storageSizeGB: 32, autoGrow: 'Enabled' },
        backup: { backupRetentionDays: BACKUP_DAYS[size], geoRedundantBackup: 'Disabled' },
        highAvailability: { mode: deletionProtection ? standby : 'Disabled' },
        network: { publicNetworkAccess: 'Disabled' },
        dataEncryption: { type: 'AzureKeyVault', primaryKeyURI: platform.versionedEncryptionKeyId!, primaryUserAssignedIdentityId: platform.keyIdentityId },
      },
    };
  }

  /** Of capitals, small letters and digits, as PostgreSQL on Azure wants passwords; another one for each store. */
  private password(storeName: string): string {
    const keys = new RawEphemeral(this, 'Key', 'azapi_resource_action', 'azapi', {
      type: `Microsoft.Storage/storageAccounts@${STORAGE_API}`,
      resource_id: workspaceStoreId(this.platform),
      action: 'listKeys',
      method: 'POST',
      response_export_values: ['keys'],
    });
    return `Aa1-${Fn.sha256(Fn.join(':', [Token.asString(keys.interpolationForAttribute('output.keys[0].value')), storeName]))}`;
  }
}

/** As `feature_store.yaml` has it: https://docs.feast.dev/reference/online-stores/postgres */
function settings(serverName: string, password: string): string {
  return [`host: ${serverName}.postgres.database.azure.com`, 'port: 5432', `database: ${NAME}`, 'db_schema: public', `user: ${NAME}`, `password: ${password}`, 'sslmode: require', ''].join('\n');
}
