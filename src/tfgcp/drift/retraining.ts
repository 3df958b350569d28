import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { RetrainPlan } from '../../core/drift/retrain-plan';
import { stableSuffix } from '../../core/private';
import { PIPELINE_TEMPLATE } from '../../facts/gcp/drift-limits';
import { ROLES } from '../../facts/gcp/roles';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { ServiceAccountIamMember } from '../../providers/google/service-account-iam-member';
import { WorkflowsWorkflow } from '../../providers/google/workflows-workflow';
import { writtenTexts } from '../../terraform';
import { Identity } from '../identity/identity';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnRepository } from '../storage/registry-access';
import { DriftRoles } from './drift-roles';
import { configuredText, logOf } from './monitor-config';
import { RETRAIN_WORKFLOW } from './runs/retrain-workflow';

/** What retrains. */
export interface RetrainingProps {
  readonly platform: IMlPlatform;
  readonly roles: DriftRoles;
  readonly keyId: string;
}

/** What is started, as the workflow knows it, and in which project. */
interface Started {
  readonly project: string;
  readonly config: object;
}

const DAY_SECONDS = 86_400;

/** The workflow that starts a retraining within its limits and waits for its end, and the service account that it works as. */
export class Retraining extends Construct {
  public readonly resource: TerraformResource;
  /** `projects/…/locations/…/workflows/…`. */
  public readonly workflowId: string;
  public readonly workflowName: string;

  public constructor(scope: Construct, id: string, plan: DriftMonitorPlan, { platform, roles, keyId }: RetrainingProps) {
    super(scope, id);
    const retraining = plan.retraining!;
    const { project, location, platformName, tags } = platform;
    const account = new ServiceAccount(this, 'Account', {
      project,
      accountId: `${platformName}-again-${stableSuffix(plan.name)}`,
      displayName: `${plan.name}: retraining`,
      description: `Starts retrainings for the monitor ${plan.name}`,
    });
    const { member } = account;
    const rights: ITerraformDependable[] = [new ProjectIamMember(this, 'Logs', { project, role: ROLES.logWriter, member })];
    const started = retraining.kind === 'job' ? this.startsJob(retraining) : this.startsPipeline(plan, retraining.pipelineName, platform);
    const right = retraining.kind === 'job' ? 'startJob' : 'startPipeline';
    rights.push(new ProjectIamMember(this, 'Starts', { project, role: roles.nameOf(right), member }));
    // A job of another platform may belong to another project.
    if (started.project !== project) rights.push(new ProjectIamMember(this, 'StartsElsewhere', { project: started.project, role: roles.nameOf(right, started.project), member }));
    if (retraining.kind === 'pipeline') rights.push(...this.letUsePipelines(retraining.pipelineName, platform, account));
    this.workflowName = `${plan.name}-retrain`;
    const self = `projects/${project}/locations/${location}/workflows/${this.workflowName}`;
    const config = writtenTexts({
      ...started.config,
      self,
      kind: retraining.kind,
      monitor: plan.name,
      log: logOf(platform, plan.name),
      cool_down: retraining.coolDownSeconds,
      most: retraining.maxRunsPerDay,
      horizon: Math.max(retraining.coolDownSeconds, DAY_SECONDS),
    });
    const workflow = new WorkflowsWorkflow(this, 'Resource', {
      project,
      region: location,
      name: this.workflowName,
      description: `Starts retrainings for the monitor ${plan.name}`,
      serviceAccount: account.id,
      cryptoKeyName: keyId,
      callLogLevel: 'LOG_ERRORS_ONLY',
      labels: { ...tags },
      // It is a definition, of which nothing is lost that the program does not say.
      deletionProtection: false,
      sourceContents: configuredText(RETRAIN_WORKFLOW, config),
      dependsOn: [...JobGround.of(platform).readyFor(this, 'workflows', 'workflowexecutions'), ...rights],
    });
    this.resource = workflow;
    this.workflowId = workflow.id;
  }

  /** Runs of a job are executions of its workflow, which has its name. */
  private startsJob({ job }: Extract<RetrainPlan, { readonly kind: 'job' }>): Started {
    const { plan, platform } = job._traits();
    const { project, location } = platform as IMlPlatform;
    return {
      project,
      config: {
        what: plan.name,
        api: 'https://workflowexecutions.googleapis.com/v1/',
        runs: `projects/${project}/locations/${location}/workflows/${plan.name}/executions`,
        // `result` says which executions did nothing, and is told in the full view only.
        list: { pageSize: 100, view: 'FULL', fields: 'executions(name,state,createTime,result),nextPageToken' },
        key: 'executions',
        going: ['ACTIVE', 'QUEUED'],
        well: ['SUCCEEDED', 'CANCELLED'],
        body: null,
      },
    };
  }

  /** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs */
  private startsPipeline({ name }: DriftMonitorPlan, template: string, platform: IMlPlatform): Started {
    const { project, location, encryptionKey, tags, artifacts, pipelineAccount } = platform;
    return {
      project,
      config: {
        what: template,
        api: `https://${location}-aiplatform.googleapis.com/v1/`,
        runs: `projects/${project}/locations/${location}/pipelineJobs`,
        list: { pageSize: 100, filter: `template_uri="${template}"`, orderBy: 'create_time desc', fields: 'pipelineJobs(name,state,createTime),nextPageToken' },
        key: 'pipelineJobs',
        going: ['PIPELINE_STATE_QUEUED', 'PIPELINE_STATE_PENDING', 'PIPELINE_STATE_RUNNING', 'PIPELINE_STATE_CANCELLING', 'PIPELINE_STATE_PAUSED'],
        well: ['PIPELINE_STATE_SUCCEEDED', 'PIPELINE_STATE_CANCELLED'],
        body: {
          displayName: `${name}-retraining`,
          templateUri: template,
          serviceAccount: pipelineAccount,
          encryptionSpec: { kmsKeyName: encryptionKey.keyId },
          labels: { ...tags, monitor: name },
          runtimeConfig: { gcsOutputDirectory: artifacts.path(`drift/${name}/pipelines`).uri },
        },
      },
    };
  }

  /** Whoever starts a pipeline reads its template, and lets it run as the account of pipelines. */
  private letUsePipelines(template: string, { project, pipelineAccount }: IMlPlatform, { email, member }: ServiceAccount): ITerraformDependable[] {
    const serviceAccountId = `projects/${project}/serviceAccounts/${pipelineAccount}`;
    const [, location, owner, repository] = PIPELINE_TEMPLATE.exec(template) as unknown as [string, string, string, string];
    const reading = new Construct(this, 'Template');
    grantOnRepository(reading, { location, repository, project: owner }, ROLES.registryReader, Identity.serviceAccount(email));
    return [
      new ServiceAccountIamMember(this, 'RunsAs', { serviceAccountId, role: ROLES.accountUser, member }),
      ...(reading.node.children as TerraformResource[]),
    ];
  }
}
