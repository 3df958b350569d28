import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { KEY_TYPES } from '../../facts/azure/features-limits';
import { writtenText, writtenTexts } from '../../terraform';
import { AzapiResource, RawResource } from '../../terraform/raw';
import { FeatureSpec, groupTags } from './feature-spec';
import { MaterializationSettings } from './materialization';
import { specProperties } from './spec-properties';

/** The body of `Microsoft.MachineLearningServices/workspaces/featurestoreEntities/versions@2025-12-01`, as far as it is used. */
interface EntityBody {
  readonly properties: {
    readonly indexColumns: ReadonlyArray<{ readonly columnName: string; readonly dataType: 'String' | 'Long' }>;
    readonly stage: string;
    readonly tags: Readonly<Record<string, string>>;
  };
}

/** The body of `Microsoft.MachineLearningServices/workspaces/featuresets@2025-12-01`, as far as it is used. */
interface SetBody {
  readonly properties: { readonly tags: Readonly<Record<string, string>> };
}

/** The body of `Microsoft.MachineLearningServices/workspaces/featuresets/versions@2025-12-01`, as far as it is used. */
export interface VersionBody {
  readonly properties: {
    readonly entities: readonly string[];
    readonly stage: string;
    readonly specification: { readonly path: string };
    readonly materializationSettings?: MaterializationSettings;
    readonly properties: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
  };
}

export interface FeatureSetProps {
  readonly workspaceId: string;
  readonly group: FeatureGroupPlan;
  readonly version: string;
  readonly spec: FeatureSpec;
  /** The folder with the file of the specification. */
  readonly specPath: string;
  readonly materialization?: MaterializationSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly protected: boolean;
  readonly after: ITerraformDependable[];
}

/** Keys and event time of a group never change, so that there is one version of its entity. */
const ENTITY_VERSION = '1';

/**
 * A feature set with its entity and its current version. A version is never changed, and models were trained with it: the call that registers one is made again for the next one,
 * and takes nothing away, so that every version stays with its values. How a version is brought online changes in place.
 */
export class FeatureSet extends Construct {
  public readonly setId: string;
  public readonly versionId: string;
  public readonly entityResource: TerraformResource;
  public readonly setResource: TerraformResource;
  public readonly versionResource: TerraformResource;

  public constructor(scope: Construct, id: string, props: FeatureSetProps) {
    super(scope, id);
    const { workspaceId, group } = props;
    const tags = writtenTexts({ ...props.tags, ...groupTags(group) });
    const entity = new AzapiResource<EntityBody>(this, 'Entity', {
      type: 'Microsoft.MachineLearningServices/workspaces/featurestoreEntities/versions',
      name: ENTITY_VERSION,
      parentId: `${workspaceId}/featurestoreEntities/${group.groupName}`,
      body: {
        properties: {
          indexColumns: group.entityKeys.map(({ name, type }) => ({ columnName: name, dataType: KEY_TYPES[type as keyof typeof KEY_TYPES] })),
          stage: 'Production',
          tags,
        },
      },
      dependsOn: props.after,
    });
    const set = new AzapiResource<SetBody>(this, 'Resource', {
      type: 'Microsoft.MachineLearningServices/workspaces/featuresets',
      name: group.groupName,
      parentId: workspaceId,
      body: { properties: { tags } },
      dependsOn: [entity],
      lifecycle: { preventDestroy: props.protected },
    });
    const body: VersionBody = {
      properties: {
        entities: [`azureml:${group.groupName}:${ENTITY_VERSION}`],
        stage: 'Production',
        specification: { path: props.specPath },
        ...(props.materialization ? { materializationSettings: props.materialization } : {}),
        properties: { featuresetPropertiesVersion: '1', featuresetProperties: writtenText(JSON.stringify(specProperties(props.spec))) },
        tags,
      },
    };
    this.setId = set.id;
    this.versionId = `${set.id}/versions/${props.version}`;
    this.entityResource = entity;
    this.setResource = set;
    this.versionResource = new RawResource(this, 'Version', 'azapi_resource_action', 'azapi', {
      type: 'Microsoft.MachineLearningServices/workspaces/featuresets/versions@2025-12-01',
      resource_id: this.versionId,
      method: 'PUT',
      body,
      response_export_values: [],
      timeouts: { create: '30m', update: '30m' },
    });
  }
}
