import { ITerraformDependable, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

const READY = new WeakMap<IConstruct, ITerraformDependable[]>();

/** Remembers what has to be there before machines are started in a platform's network: AKS refuses a subnet whose way out comes later. */
export function rememberNetwork(platform: IConstruct, ready: ITerraformDependable[]): void {
  READY.set(platform, ready);
}

/** What machines in the platform's own stack have to wait for; in another stack the network has long been there. */
export function networkOf(platform: IConstruct, scope: IConstruct): ITerraformDependable[] {
  return TerraformStack.of(platform) === TerraformStack.of(scope) ? READY.get(platform) ?? [] : [];
}
