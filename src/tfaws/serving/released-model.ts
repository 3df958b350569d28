import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { VariantPlan } from '../../core/serving/variant-plan';
import { ServingPlace } from '../../facts/aws/serving-config';
import { SageMakerEndpoint } from '../../facts/aws/serving-endpoint';
import { servedModel } from '../../facts/aws/serving-model';
import { SagemakerModel, SagemakerModelConfig } from '../../providers/aws/sagemaker-model';
import { writtenTexts } from '../../terraform';
import { ReleaseName } from './release-name';

export interface ReleasedModelProps {
  readonly endpoint: SageMakerEndpoint;
  readonly variant: VariantPlan;
  readonly place: ServingPlace;
  readonly tags: Readonly<Record<string, string>>;
  readonly after: ITerraformDependable[];
}

/** What the almanac says of a model. */
interface ModelProperties {
  readonly ExecutionRoleArn: string;
  readonly EnableNetworkIsolation: boolean;
  readonly VpcConfig: { readonly Subnets: string[]; readonly SecurityGroupIds: string[] };
  readonly PrimaryContainer: {
    readonly Image?: string;
    readonly ModelPackageName?: string;
    readonly ModelDataSource?: { readonly S3DataSource: { readonly S3Uri: string; readonly S3DataType: string; readonly CompressionType: string } };
    readonly Environment?: Record<string, string>;
  };
}

/** A model of one release. The one before stays until nothing serves it. */
export class ReleasedModel extends Construct {
  public readonly resource: SagemakerModel;
  public readonly modelName: string;

  public constructor(scope: Construct, id: string, { endpoint, variant, place, tags, after }: ReleasedModelProps) {
    super(scope, id);
    const properties = asWritten(servedModel(endpoint, variant, place) as unknown as ModelProperties);
    const release = new ReleaseName(this, 'Release', endpoint.name, properties);
    this.resource = new SagemakerModel(this, 'Resource', {
      name: release.releaseName,
      ...modelConfig(properties),
      tags: { ...tags },
      dependsOn: after,
      lifecycle: { createBeforeDestroy: true },
    });
    // Whoever says it is made behind the model, and goes before it.
    this.modelName = this.resource.name;
  }
}

/** Variables are what the user wrote, and arguments of a server among them. */
function asWritten({ PrimaryContainer, ...others }: ModelProperties): ModelProperties {
  return { ...others, PrimaryContainer: { ...PrimaryContainer, Environment: writtenTexts(PrimaryContainer.Environment) } };
}

function modelConfig({ ExecutionRoleArn, EnableNetworkIsolation, VpcConfig, PrimaryContainer }: ModelProperties): SagemakerModelConfig {
  const { Image, ModelPackageName, ModelDataSource, Environment } = PrimaryContainer;
  const source = ModelDataSource?.S3DataSource;
  return {
    executionRoleArn: ExecutionRoleArn,
    enableNetworkIsolation: EnableNetworkIsolation,
    vpcConfig: { subnets: VpcConfig.Subnets, securityGroupIds: VpcConfig.SecurityGroupIds },
    primaryContainer: {
      image: Image,
      modelPackageName: ModelPackageName,
      environment: Environment,
      modelDataSource: source && { s3DataSource: [{ s3Uri: source.S3Uri, s3DataType: source.S3DataType, compressionType: source.CompressionType }] },
    },
  };
}
