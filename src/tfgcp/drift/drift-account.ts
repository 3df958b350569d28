import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IIdentity } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { stableSuffix } from '../../core/private';
import { FOREIGN_REQUESTS_ROLE } from '../../facts/gcp/drift-permissions';
import { ROLES } from '../../facts/gcp/roles';
import { BigqueryDatasetIamMember } from '../../providers/google/bigquery-dataset-iam-member';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { Identity } from '../identity/identity';
import { bucketOf } from '../jobs/data-access';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnBucket } from '../storage/store-access';
import { DriftRoles } from './drift-roles';
import { DriftTables } from './drift-tables';
import { RequestLog } from './request-log';

/** What an account works with. */
export interface DriftAccountProps {
  readonly platform: IMlPlatform;
  readonly roles: DriftRoles;
  readonly tables: DriftTables;
  /** The captured requests; none of a batch output. */
  readonly requests?: RequestLog;
}

/** The service account of a monitor's runs: it reads requests, baseline and ground truth, writes its own tables and its log, and starts what retrains. */
export class DriftAccount extends Construct {
  public readonly resource: TerraformResource;
  public readonly email: string;
  public readonly member: string;
  public readonly accountId: string;
  /** What has to be granted before a run. */
  public readonly rights: ITerraformDependable[];

  public constructor(scope: Construct, id: string, plan: DriftMonitorPlan, { platform, roles, tables, requests }: DriftAccountProps) {
    super(scope, id);
    const { project, platformName } = platform;
    const account = new ServiceAccount(this, 'Resource', {
      project,
      // The whole name of a monitor may be too long for an account.
      accountId: `${platformName}-drift-${stableSuffix(plan.name)}`,
      displayName: `${plan.name}: drift`,
      description: `Runs of the monitor ${plan.name} work as this account`,
    });
    const { member } = account;
    this.resource = account;
    this.email = account.email;
    this.member = member;
    this.accountId = account.id;
    const identity = Identity.serviceAccount(account.email);
    tables.admit(this, 'Keeps', roles.nameOf('keep'), member);
    new ProjectIamMember(this, 'Runs', { project, role: roles.nameOf('run'), member });
    new ProjectIamMember(this, 'Logs', { project, role: ROLES.logWriter, member });
    if (requests) this.letRead(requests, project, roles);
    this.grantFolders(plan, identity);
    this.rights = this.node.children.filter((child) => child !== account) as unknown as ITerraformDependable[];
    plan.baseline.renewedBy?.grantRead(identity);
  }

  private letRead({ project, datasetId }: RequestLog, own: string, roles: DriftRoles): void {
    const role = project === own ? roles.nameOf('readRequests') : FOREIGN_REQUESTS_ROLE;
    new BigqueryDatasetIamMember(this, 'ReadsRequests', { project, datasetId, role, member: this.member });
  }

  private grantFolders({ baseline, source, groundTruth }: DriftMonitorPlan, identity: IIdentity): void {
    const read: ArtifactPath[] = [baseline.path, ...(source.kind === 'batch' ? [source.path] : []), ...(groundTruth ? [groundTruth.path] : [])];
    read.forEach((path) => grantOnBucket(this, bucketOf(path), ROLES.objectViewer, identity, path.key.replace(/\/*$/, '/')));
  }
}
