import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import {
  RegistrySchema,
  SAGEMAKER_DATA_QUALITY_DEFINITION,
  SAGEMAKER_MODEL_BIAS_DEFINITION,
  SAGEMAKER_MODEL_EXPLAINABILITY_DEFINITION,
  SAGEMAKER_MODEL_QUALITY_DEFINITION,
} from '../../facts/aws/cloud-control';
import { MonitorJob } from '../../facts/aws/drift-monitor';
import { Properties } from '../../facts/aws/serving-config';
import { CloudControlResource } from '../../terraform';
import { addressOf, ReleaseName } from '../serving/release-name';
import { tagList } from '../serving/tag-list';

export interface ReleasedDefinitionProps {
  readonly job: MonitorJob;
  /** The name of the monitor: with that of the job there is no room for what tells contents apart, and names of other jobs are of other types. */
  readonly name: string;
  readonly properties: Properties;
  readonly tags: Readonly<Record<string, string>>;
  readonly after: ITerraformDependable[];
}

const SCHEMAS: Readonly<Record<MonitorJob, RegistrySchema>> = {
  'data-quality': SAGEMAKER_DATA_QUALITY_DEFINITION,
  'model-quality': SAGEMAKER_MODEL_QUALITY_DEFINITION,
  'bias': SAGEMAKER_MODEL_BIAS_DEFINITION,
  'attribution': SAGEMAKER_MODEL_EXPLAINABILITY_DEFINITION,
};

/**
 * What a job of a monitor is, of one content: nothing of it can be changed. The one before stays until its schedule has left it.
 *
 * By Cloud Control, all four: the provider has a resource for the first only.
 */
export class ReleasedDefinition extends Construct {
  public readonly resource: CloudControlResource;
  public readonly definitionName: string;

  public constructor(scope: Construct, id: string, { job, name, properties, tags, after }: ReleasedDefinitionProps) {
    super(scope, id);
    const release = new ReleaseName(this, 'Release', name, properties);
    this.definitionName = release.releaseName;
    this.resource = new CloudControlResource(this, 'Resource', {
      schema: SCHEMAS[job],
      desiredState: { JobDefinitionName: this.definitionName, ...properties, Tags: tagList(tags) },
      dependsOn: after,
      lifecycle: { createBeforeDestroy: true, replaceTriggeredBy: [addressOf(release)] },
    });
  }
}
