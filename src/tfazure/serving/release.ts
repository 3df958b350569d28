import { dependable, Fn, ITerraformDependable, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { LONGEST_ROLLOUT_HOURS, ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { contentHash } from '../../terraform';
import { AzapiAction } from '../../terraform/raw';
import { ReleaseContent } from './release-content';
import { scalingPath, SLOTS } from './rollout/paths';
import { recordPath } from './rollout/record';
import { ReleaseName, TRIGGER } from './rollout-definition';

/**
 * A release's id: a new one each time that its content changes, or that the release before has failed, since `terraform_data` makes an id for each that it is.
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class ReleaseId extends TerraformResource implements ReleaseName {
  public constructor(scope: Construct, id: string, private readonly content: () => ReleaseContent, private readonly failures: string) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }

  public get suffix(): string {
    return Fn.substr(Fn.replace(this.id, '-', ''), 0, 12);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.triggers };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { triggers_replace: { value: this.triggers, isBlock: false, type: 'any', storageClassType: 'any' } };
  }

  private get triggers(): object {
    return { content: contentHash(this, this.content()), failures: this.failures };
  }
}

export interface ReleaseProps {
  readonly name: ReleaseName;
  readonly workflowId: string;
  readonly resourceGroupId: string;
  readonly endpointName: string;
  readonly after: ITerraformDependable[];
  readonly variants: readonly string[];
}

/** Longer than a rollout with all that it waits for. */
const TIMEOUT = `${LONGEST_ROLLOUT_HOURS + 12}h`;

/**
 * Starts a rollout and waits for its end: the apply ends when it does, and fails with its reason. What it waits for is a deployment of Resource Manager by the release's name,
 * which the workflow writes at its end; until then Azure answers `DeploymentNotFound`, after which azapi asks again.
 * https://github.com/Azure/terraform-provider-azapi/blob/v2.9.0/internal/clients/options.go
 */
export class Release extends Construct {
  public readonly started: AzapiAction;
  public readonly ended: AzapiAction;

  public constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    const { name, workflowId, resourceGroupId, endpointName, after, variants } = props;
    this.started = new AzapiAction(this, 'Start', {
      type: `Microsoft.Logic/workflows@${ROLLOUT_APIS.logic}`,
      resourceId: workflowId,
      action: `triggers/${TRIGGER}/run`,
      // The workflow has the release itself; this is what makes Terraform start it again.
      body: { release: name.id },
      timeouts: { create: TIMEOUT, update: TIMEOUT },
      dependsOn: after,
    });
    this.ended = new AzapiAction(this, 'End', {
      type: `Microsoft.Resources/deployments@${ROLLOUT_APIS.deployments}`,
      resourceId: recordPath(resourceGroupId, endpointName, this.started.bodyValue('release')),
      method: 'GET',
      exports: ['properties.outputs'],
      retry: { errors: ['DeploymentNotFound'], maxIntervalSeconds: 60 },
      timeouts: { create: TIMEOUT },
      lifecycle: {
        postcondition: [{
          condition: Token.asString('${self.output.properties.outputs.outcome.value == "succeeded"}'),
          errorMessage: `${endpointName} serves what it served before: \${self.output.properties.outputs.reason.value}. Apply again to try the same once more.`,
        }],
      },
    });
    variants.forEach((variant) => this.forgetScaling(variant, props));
  }

  /** Waits for what was made later, too. */
  public waitFor(others: readonly ITerraformDependable[]): void {
    this.started.dependsOn = [...(this.started.dependsOn ?? []), ...others.map(dependable)];
  }

  /** What a variant is called now, once it was released. */
  public deploymentName(variant: string): string {
    return this.ended.output(`properties.outputs.deployments.value.${variant}`);
  }

  /** How deployments scale is written by rollouts, and does not go with the endpoint; it would keep the resource group from going, too. */
  private forgetScaling(variant: string, { resourceGroupId, endpointName }: ReleaseProps): void {
    SLOTS.forEach((slot) => new AzapiAction(this, `Scaling-${variant}-${slot}`, {
      type: `Microsoft.Insights/autoscaleSettings@${ROLLOUT_APIS.autoscale}`,
      resourceId: scalingPath(resourceGroupId, endpointName, `${variant}-${slot}`),
      method: 'DELETE',
      when: 'destroy',
      ignoreNotFound: true,
    }));
  }
}
