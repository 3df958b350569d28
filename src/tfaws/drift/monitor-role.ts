import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { filesKey } from '../../facts/aws/drift-monitor';
import { imageRepositories, monitorRights } from '../../facts/aws/drift-rights';
import { EXECUTION_TRUST } from '../../facts/aws/execution-roles';
import { folder } from '../../facts/aws/sagemaker-job';
import { IamRole } from '../../providers/aws/iam-role';
import { Identity } from '../identity/identity';
import { JobRole } from '../jobs/job-role';
import { MonitorContext } from './drift-context';

/** Who the jobs of a monitor are: one role a monitor, which reads requests, what the model has learned from and ground truth, and writes reports. */
export class MonitorRole extends Construct {
  public readonly resource: IamRole;
  /** What has to be there before a job takes the role. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { platform, plan, captured, place, values }: MonitorContext) {
    super(scope, id);
    const { name, baseline, groundTruth, reports, signals } = plan;
    const { analyzer, clarify } = place.images;
    const images = [analyzer, ...(clarify !== undefined && (signals.bias ?? signals.attribution) ? [clarify] : [])];
    const role = new JobRole(this, 'Role', { platform, name, values, suffix: 'runs', description: 'jobs of the monitor', trust: EXECUTION_TRUST });
    const rights = role.allow(monitorRights({ attribution: signals.attribution !== undefined }), {
      ...values,
      repositories: imageRepositories(images, place.partition),
      subnets: place.subnetIds.map((subnet) => `arn:${place.partition}:ec2:${String(values.region)}:${String(values.account)}:subnet/${subnet}`),
    });
    this.ready = rights ? [rights] : [];
    this.resource = role.role;
    const identity = Identity._of(this.resource);
    [captured, baseline.path, ...(groundTruth ? [groundTruth.path] : [])].forEach(({ store, key }) => store.grantRead(identity, folder(key)));
    reports.store.grantWrite(identity, folder(reports.key));
    platform.artifacts.grantWrite(identity, folder(filesKey(name)));
  }
}
