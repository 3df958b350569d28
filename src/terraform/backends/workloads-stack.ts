import { App, TerraformBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Problems, refuse } from '../../core/private';
import { beforeSynth } from '../synth/before-synth';
import { FollowingBackend } from './following-backend';
import { requireOwnState } from './own-state';
import { backendFacts, backendsOf } from './stack-backend';

export interface WorkloadsStackProps {
  /** Adds the backend that the user wants to the stack; left out, the main stack's is followed under another name. */
  readonly backend?: (stack: TerraformStack) => TerraformBackend;
}

const MADE = new WeakMap<Construct, WorkloadsStack>();

/**
 * The second stack of a cluster: a provider that is configured from a resource of its own stack cannot be planned, so what runs inside a cluster is
 * deployed after it. Made beside the main stack, named `<stack>-<platform>-workloads`, deployed after it and destroyed before it.
 */
export class WorkloadsStack extends TerraformStack {
  /** The stack of a platform, beside the one that the platform stands in; the first call makes it. */
  public static for(platform: Construct, props: WorkloadsStackProps = {}): WorkloadsStack {
    const made = MADE.get(platform) ?? WorkloadsStack.make(platform, props);
    MADE.set(platform, made);
    return made;
  }

  private static make(platform: Construct, props: WorkloadsStackProps): WorkloadsStack {
    const main = TerraformStack.of(platform);
    const { scope } = main.node;
    // In a scope between the App and the stack (an environment, a stage) it becomes a sibling there.
    if (!scope || !App.isApp(main.node.root)) {
      refuse('backends/no-app', `stack '${main.node.path}' is not part of an App, so there is no place for the second stack that a cluster needs: create it in an App`);
    }
    const suffix = suffixOf(platform, main);
    const id = `${main.node.id}-${suffix}`;
    if (scope.node.tryFindChild(id)) {
      refuse('backends/stack-name-taken', `the second stack of '${platform.node.path}' would be named '${id}', which is taken: rename the platform`);
    }
    return new WorkloadsStack(scope, id, main, suffix, props);
  }

  private constructor(scope: Construct, id: string, public readonly main: TerraformStack, suffix: string, props: WorkloadsStackProps) {
    super(scope, id);
    this.addDependency(main);
    const followed = props.backend ? undefined : new FollowingBackend(this, main, suffix);
    props.backend?.(this);
    beforeSynth(this, (problems) => {
      problems.collect(() => followed?.facts());
      requireReadable(main, problems);
      requireOwnState(this, problems);
    });
  }
}

/** The second stack reads what the first one outputs. */
function requireReadable(main: TerraformStack, problems: Problems): void {
  const [backend] = backendsOf(main);
  const workspaces = backend && (backendFacts(backend).config.workspaces as { readonly name?: string; readonly tags?: unknown } | undefined);
  if (!workspaces?.tags || workspaces.name) return;
  problems.add(
    'backends/unreadable',
    `stack '${main.node.path}' names its workspace by tags, so the second stack '…-workloads' cannot read its outputs: use \`NamedCloudWorkspace\``,
  );
}

/** `Ml-workloads`; with the scopes in between for a platform that does not stand directly in its stack, so that no two are the same. */
function suffixOf(platform: Construct, main: TerraformStack): string {
  const ids = platform.node.scopes.slice(main.node.scopes.length).map((scope) => scope.node.id.replace(/[^A-Za-z0-9_-]/g, '-'));
  return [...ids, 'workloads'].join('-');
}
