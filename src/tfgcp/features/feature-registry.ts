import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { VertexAiFeatureGroupFeature } from '../../providers/google/vertex-ai-feature-group-feature';
import { writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { groupDescription, groupLabels } from './feature-labels';
import { FeatureRoles } from './feature-roles';
import { FeatureTable } from './feature-table';
import { describe } from './table-schema';
import { VertexPolicy } from './vertex-policy';
import { vertexResource } from './vertex-resource';

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureGroups#resource:-featuregroup */
export interface FeatureGroupBody {
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly bigQuery: {
    readonly bigQuerySource: { readonly inputUri: string };
    readonly entityIdColumns: readonly string[];
    readonly timeSeries: { readonly timestampColumn: string };
    readonly dense: boolean;
  };
}

/** What a group is registered with. */
export interface FeatureRegistryProps {
  readonly platform: IMlPlatform;
  readonly table: FeatureTable;
  readonly roles: FeatureRoles;
}

/** The group and its features as Vertex AI's registry knows them: what the columns of the table are, and which of them are keys and the event time. */
export class FeatureRegistry extends Construct {
  public readonly resource: TerraformResource;
  public readonly featureResources: TerraformResource[];
  /** `projects/…/locations/…/featureGroups/…`. */
  public readonly groupId: string;
  /** What has to be there before a view is. */
  public readonly ready: ITerraformDependable[];
  private readonly policy: VertexPolicy;

  public constructor(scope: Construct, id: string, group: FeatureGroupPlan, { platform, table, roles }: FeatureRegistryProps) {
    super(scope, id);
    const { project, location } = platform;
    const parent = `projects/${project}/locations/${location}`;
    const resource = vertexResource<FeatureGroupBody>(this, 'Resource', {
      parent: `/${parent}`,
      collection: 'featureGroups',
      name: group.name,
      changeable: ['description', 'labels', 'bigQuery.entityIdColumns'],
      body: {
        description: writtenText(groupDescription(group)),
        labels: groupLabels(platform, group),
        bigQuery: {
          bigQuerySource: { inputUri: `bq://${table.location}` },
          entityIdColumns: group.entityKeys.map(({ name }) => name),
          timeSeries: { timestampColumn: group.eventTime },
          // The latest row is what is true, with what it lacks; otherwise an older value would stand for one that is gone.
          dense: true,
        },
      },
      ...(table.resource ? { dependsOn: [table.resource] } : {}),
    });
    this.resource = resource;
    this.groupId = `${parent}/featureGroups/${group.name}`;
    this.featureResources = group.features.map((feature) => {
      const description = describe(feature);
      // A feature may be called `constructor`, a construct may not.
      return new VertexAiFeatureGroupFeature(this, `Feature-${feature.name}`, {
        project,
        region: location,
        featureGroup: group.name,
        name: feature.name,
        ...(description ? { description: writtenText(description) } : {}),
        versionColumnName: feature.name,
        labels: { ...platform.tags, ...(feature.personalData ? { personal_data: 'true' } : {}) },
        dependsOn: [resource],
      });
    });
    this.ready = [resource, ...this.featureResources];
    this.policy = new VertexPolicy(this, 'Policy', { of: resource, path: `/${this.groupId}`, roles, right: 'find' });
  }

  /** Lets somebody see the group and its features, without their values. */
  public admit(identity: IIdentity): void {
    this.policy.admit(identity);
  }
}
