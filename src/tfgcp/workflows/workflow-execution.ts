import { Fn, ITerraformDependable, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { executionsWish, finishedExecution, inheritProviders, RestfulOperation, wishesOf } from '../../terraform';
import { ContentId } from '../../terraform/raw/content-id';
import { templateText } from '../jobs/template-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { googleWish } from '../platform/platform-providers';

/** How workflows are started by Terraform. */
export interface ExecutionStarter {
  readonly platform: IMlPlatform;
  /** `projects/…/locations/…/workflows/…`, as it is known in a plan. */
  readonly workflowName: string;
  readonly ready: readonly ITerraformDependable[];
  readonly deployer?: string;
  readonly provider?: TerraformProvider;
}

/**
 * An execution of a workflow that Terraform waits for. It is started anew each time its argument becomes another one, also where that is undone: an apply that was
 * interrupted may have changed the cloud and not the state. What an earlier argument needed, such as the right to read an older model, goes after the execution: being made
 * before it is destroyed makes it so.
 */
export class WorkflowExecution extends Construct {
  public readonly resource: TerraformResource;
  /** `projects/…/locations/…/workflows/…/executions/…`, whose argument Workflows keeps. */
  public readonly executionName: string;

  public constructor(scope: Construct, id: string, argument: object, starter: ExecutionStarter) {
    super(scope, id);
    useExecutions(this, starter);
    const content = new ContentId(this, 'Content', templateText(argument));
    const execution = new RestfulOperation(this, 'Resource', {
      method: 'POST',
      path: executionsOf(starter.workflowName),
      body: { argument: templateText({ ...argument, id: content.id }) },
      poll: finishedExecution(),
      exports: ['name'],
      dependsOn: [...starter.ready],
      lifecycle: { createBeforeDestroy: true },
    });
    this.resource = execution;
    this.executionName = execution.output('name');
  }
}

/**
 * What is done when all of it goes: an execution at the destroy. It stands apart from releases, so that no release that fails and no change of one can start it; until
 * then it only looks whether the workflow is there.
 */
export class FarewellExecution extends Construct {
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, argument: object, starter: ExecutionStarter) {
    super(scope, id);
    useExecutions(this, starter);
    this.resource = new RestfulOperation(this, 'Resource', {
      method: 'GET',
      path: executionsOf(starter.workflowName),
      // Nothing of the list is kept.
      exports: ['nothing'],
      deleteMethod: 'POST',
      deletePath: executionsOf(starter.workflowName),
      deleteBody: { argument: templateText(argument) },
      pollDelete: finishedExecution(),
      dependsOn: [...starter.ready],
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

function useExecutions(scope: Construct, { platform, deployer, provider }: ExecutionStarter): void {
  const google = wishesOf(platform).find(({ kind }) => kind === 'google') ?? googleWish(platform.project, platform.location, undefined);
  const wish = executionsWish({ google, location: platform.location, ...(deployer ? { deployer } : {}), ...(provider ? { given: provider } : {}) });
  inheritProviders(scope, platform, wish);
}

/** It is one expression, since this is no call of Vertex AI. */
function executionsOf(workflowName: string): string {
  return Fn.join('/', ['', workflowName, 'executions']);
}
