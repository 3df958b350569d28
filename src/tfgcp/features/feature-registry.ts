import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { GoogleResource, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { groupDescription, groupLabels } from './feature-labels';
import { FeatureTable } from './feature-table';
import { describe } from './table-schema';
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

/** The group and its features as Vertex AI's registry knows them: what the columns of the table are, and which of them are keys and the event time. */
export class FeatureRegistry extends Construct {
  public readonly resource: TerraformResource;
  public readonly featureResources: TerraformResource[];
  /** `projects/…/locations/…/featureGroups/…`. */
  public readonly groupId: string;
  /** What has to be there before a view is. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, group: FeatureGroupPlan, table: FeatureTable, platform: IMlPlatform) {
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
      return new GoogleResource(this, feature.name, 'google_vertex_ai_feature_group_feature', {
        project,
        region: location,
        feature_group: group.name,
        name: feature.name,
        ...(description ? { description: writtenText(description) } : {}),
        version_column_name: feature.name,
        labels: { ...platform.tags, ...(feature.personalData ? { personal_data: 'true' } : {}) },
      }, { dependsOn: [resource] });
    });
    this.ready = [resource, ...this.featureResources];
  }
}
