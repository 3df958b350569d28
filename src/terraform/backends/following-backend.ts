import { TerraformBackend, TerraformRemoteState, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { refuse } from '../../core/private';
import { deriveBackend } from './derive-backend';
import { BackendFacts, backendFacts, backendsOf, isBackendOverridden } from './stack-backend';

/**
 * The backend of a second stack, derived from the first one's when it is asked for: the first stack may get its backend after ours was made.
 *
 * It stands in the tree from the start, so that cdktf never gives the stack a local one; and it steps back where the user adds a backend.
 */
export class FollowingBackend extends TerraformBackend {
  public constructor(stack: TerraformStack, private readonly main: TerraformStack, private readonly suffix: string) {
    super(stack, 'FollowedBackend', 'following');
  }

  /** Where the second stack keeps its state. Refuses where the first stack's backend cannot be followed. */
  public facts(): BackendFacts {
    if (this.own) return backendFacts(this.own);
    if (isBackendOverridden(this.main)) {
      refuse('backends/unknown', `the backend of stack '${this.main.node.path}' is an override, which nothing can follow: use a backend construct, or declare a backend in the second stack (\`workloadsStack\` of the cluster)`);
    }
    const [followed] = backendsOf(this.main);
    return followed ? deriveBackend(backendFacts(followed), this.suffix) : this.defaultFacts();
  }

  public override toTerraform(): object {
    if (this.own) return {};
    const { type, config } = this.facts();
    return { terraform: { backend: { [type]: { ...config, ...(this.rawOverrides as object) } } } };
  }

  public override toHclTerraform(): object {
    return this.toTerraform();
  }

  public override toMetadata(): object {
    return this.own ? {} : { backend: this.facts().type };
  }

  public override getRemoteStateDataSource(scope: Construct, name: string, fromStack: string): TerraformRemoteState {
    if (this.own) return this.own.getRemoteStateDataSource(scope, name, fromStack);
    const { type, config } = this.facts();
    return new FollowedRemoteState(scope, name, type, { ...config, ...(this.rawOverrides as object), workspace: '${terraform.workspace}' });
  }

  /** A backend that the user has added to the second stack. */
  private get own(): TerraformBackend | undefined {
    return backendsOf(this.cdktfStack).find((backend) => backend !== this);
  }

  /** Where cdktf will keep the first stack's state when it has no backend: a local file named after the stack, in the folder of the App. */
  private defaultFacts(): BackendFacts {
    return { type: 'local', config: { path: `${process.cwd()}/terraform.${this.cdktfStack.node.id}.tfstate` } };
  }
}

class FollowedRemoteState extends TerraformRemoteState {
  public constructor(scope: Construct, id: string, backend: string, config: Record<string, unknown>) {
    super(scope, id, backend, config);
  }
}
