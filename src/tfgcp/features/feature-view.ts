import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { FEATURE_VIEW_ROLE } from '../../facts/gcp/features-permissions';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { groupLabels } from './feature-labels';
import { FeatureRegistry } from './feature-registry';
import { FeatureRoles } from './feature-roles';
import { FeatureTable } from './feature-table';
import { OnlineStore } from './online-store';
import { VertexPolicy } from './vertex-policy';
import { vertexResource } from './vertex-resource';

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores.featureViews#resource:-featureview */
export interface FeatureViewBody {
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAgentType: 'SERVICE_AGENT_TYPE_FEATURE_VIEW';
  readonly featureRegistrySource: { readonly featureGroups: readonly FeaturesOfGroup[] };
  readonly syncConfig: { readonly cron: string };
}

/** Which features of a group a view has. */
interface FeaturesOfGroup {
  readonly featureGroupId: string;
  readonly featureIds: readonly string[];
}

/** What a view is made of. */
export interface FeatureViewProps {
  readonly platform: IMlPlatform;
  readonly store: OnlineStore;
  readonly registry: FeatureRegistry;
  readonly table: FeatureTable;
  readonly roles: FeatureRoles;
}

/**
 * The latest values of a group in the online store, copied from the table as often as `refresh` says, by an account of the view's own that may read this table only.
 *
 * Vertex AI can also copy continuously. Such a view cannot be changed, so that adding a feature would replace it, and it is to be had in three places only:
 * https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/create-featureview#sync_featuredata
 */
export class FeatureView extends Construct {
  public readonly resource: TerraformResource;
  /** The e-mail of the account that copies. */
  public readonly email: string;
  private readonly store: OnlineStore;
  private readonly policy: VertexPolicy;

  public constructor(scope: Construct, id: string, group: FeatureGroupPlan, { platform, store, registry, table, roles }: FeatureViewProps) {
    super(scope, id);
    const view = vertexResource<FeatureViewBody>(this, 'Resource', {
      parent: store.path,
      collection: 'featureViews',
      name: group.name,
      changeable: ['labels', 'featureRegistrySource', 'syncConfig'],
      exports: ['serviceAccountEmail'],
      body: {
        labels: groupLabels(platform, group),
        serviceAgentType: 'SERVICE_AGENT_TYPE_FEATURE_VIEW',
        featureRegistrySource: { featureGroups: [{ featureGroupId: group.name, featureIds: group.features.map(({ name }) => name) }] },
        syncConfig: { cron: crontabOf(group.refresh, 'Vertex AI', new Problems()) },
      },
      dependsOn: [store.resource, ...registry.ready],
    });
    this.resource = view;
    this.email = view.output('serviceAccountEmail');
    this.store = store;
    this.policy = new VertexPolicy(this, 'Policy', { of: view, path: `${store.path}/featureViews/${group.name}`, roles, right: 'serve' });
    table.bind('For-View', FEATURE_VIEW_ROLE, `serviceAccount:${this.email}`);
  }

  /** Lets somebody fetch values from this view, and from no other of the store. */
  public admit(identity: IIdentity): void {
    this.store.admit(identity);
    this.policy.admit(identity);
  }
}
