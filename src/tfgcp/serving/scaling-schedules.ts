import { Fn, TerraformLocal, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems, stableSuffix } from '../../core/private';
import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { SCHEDULE_PERMISSIONS } from '../../facts/gcp/serving-permissions';
import { CloudSchedulerJob } from '../../providers/google/cloud-scheduler-job';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { roleId } from '../identity/role-id';
import { JobGround } from '../jobs/job-ground';
import { templateText } from '../jobs/template-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { RolloutRunner } from './rollout-runner';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** What is scheduled. */
export interface ScheduledEndpoint {
  readonly platform: IMlPlatform;
  /** `projects/…/locations/…/endpoints/…`. */
  readonly endpoint: string;
  readonly runner: RolloutRunner;
}

/** What sets other limits of replicas at certain times: jobs of Cloud Scheduler that start the workflow of rollouts, which does one thing at a time. */
export class ScalingSchedules extends Construct {
  public readonly resources: TerraformResource[];

  public constructor(scope: Construct, id: string, plan: ModelEndpointPlan<ServicePlace>, { platform, endpoint, runner }: ScheduledEndpoint) {
    super(scope, id);
    const { schedules } = plan.variants[0]!.scaling;
    const dependsOn = schedules.length === 0 ? [] : [...JobGround.of(platform).readyFor(this, 'cloudscheduler'), this.letStart(plan.name, platform, runner), runner.resource];
    this.resources = schedules.map(({ name, when }, i) => new CloudSchedulerJob(this, name, {
      project: platform.project,
      region: platform.location,
      name: `${plan.name}-${name}`,
      description: `Sets the limits of replicas of the endpoint ${plan.name}`,
      schedule: crontabOf(when, 'Cloud Scheduler', new Problems()),
      timeZone: 'Etc/UTC',
      attemptDeadline: '180s',
      retryConfig: { retryCount: 3 },
      httpTarget: {
        httpMethod: 'POST',
        uri: `https://workflowexecutions.googleapis.com/v1/${runner.workflowName}/executions`,
        headers: { 'Content-Type': 'application/json' },
        body: Fn.base64encode(this.said(name, { endpoint, action: 'schedule', limits: limitsAt(plan, i) })),
        oauthToken: { serviceAccountEmail: runner.email, scope: SCOPE },
      },
      dependsOn,
    }));
  }

  /** It is a local value, since functions of Terraform take no text with quotes. */
  private said(name: string, argument: object): string {
    return new TerraformLocal(this, `${name}-body`, templateText({ argument: templateText(argument) })).asString;
  }

  private letStart(name: string, { project, platformName }: IMlPlatform, { member }: RolloutRunner): ProjectIamMember {
    const role = new ProjectIamCustomRole(this, 'Role', {
      project,
      roleId: roleId(platformName, `endpoint-schedule-${stableSuffix(name)}`),
      title: `${name}: schedules`,
      description: `How schedules of the endpoint ${name} start its workflow`,
      permissions: [...SCHEDULE_PERMISSIONS],
      stage: 'GA',
    });
    return new ProjectIamMember(this, 'Starts', { project, role: role.name, member });
  }
}

/** The limits of each variant from a time on: what is said of an endpoint holds for each of them, with the variant's own usual limits. */
function limitsAt({ variants }: ModelEndpointPlan, i: number): Record<string, object> {
  return Object.fromEntries(variants.map(({ name, scaling: { schedules } }) => {
    const { min, max } = schedules[i]!;
    return [name, { minReplicaCount: min, maxReplicaCount: max }];
  }));
}
