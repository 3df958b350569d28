import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DATA_ACCESS_KINDS, DATA_ACCESS_SERVICES } from '../../facts/gcp/audit-events';
import { LoggingProjectBucketConfig } from '../../providers/google/logging-project-bucket-config';
import { LoggingProjectSink } from '../../providers/google/logging-project-sink';
import { ProjectIamAuditConfig } from '../../providers/google/project-iam-audit-config';

/** What the platform's log is to be. */
export interface AuditLogProps {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  readonly keyId: string;
  readonly keptDays: number;
  readonly after: ITerraformDependable[];
}

/** Who did what, what the network let through and what was asked of DNS: https://docs.cloud.google.com/logging/docs/audit/understanding-audit-logs */
const KEPT_LOGS = [
  'cloudaudit.googleapis.com%2Factivity',
  'cloudaudit.googleapis.com%2Fdata_access',
  'cloudaudit.googleapis.com%2Fpolicy',
  'cloudaudit.googleapis.com%2Fsystem_event',
  'compute.googleapis.com%2Ffirewall',
  'compute.googleapis.com%2Fnat_flows',
  'compute.googleapis.com%2Fvpc_flows',
  'dns.googleapis.com%2Fdns_queries',
];

/**
 * Records access to data, and keeps audit, flow, firewall and DNS logs in an encrypted log bucket for as long as the profile says.
 *
 * The audit configuration of a service belongs to the project: two platforms of one project say the same, and the last that is destroyed takes it along.
 */
export class AuditLog extends Construct {
  public readonly bucket: TerraformResource;

  public constructor(scope: Construct, id: string, settings: AuditLogProps) {
    super(scope, id);
    const { project, location, name, after } = settings;
    DATA_ACCESS_SERVICES.forEach((service) => new ProjectIamAuditConfig(this, `Access-${service.split('.')[0]}`, {
      project,
      service,
      auditLogConfig: DATA_ACCESS_KINDS.map((logType) => ({ logType })),
      dependsOn: after,
    }));
    const bucket = new LoggingProjectBucketConfig(this, 'Bucket', {
      project,
      location,
      bucketId: `${name}-audit`,
      description: `Audit, flow, firewall and DNS logs of the platform ${name}`,
      retentionDays: settings.keptDays,
      cmekSettings: { kmsKeyName: settings.keyId },
      dependsOn: after,
    });
    new LoggingProjectSink(this, 'Sink', {
      project,
      name: `${name}-audit`,
      description: `Sends the logs of the platform ${name} to its log bucket`,
      destination: `logging.googleapis.com/${bucket.id}`,
      filter: KEPT_LOGS.map((log) => `logName="projects/${project}/logs/${log}"`).join(' OR '),
      uniqueWriterIdentity: true,
    });
    this.bucket = bucket;
  }
}
