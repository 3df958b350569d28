import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { ModelRegistryFacts } from '../facts';
import { modelPackageGroup } from './aws-models';
import { references } from './awscdk-jobs';

export function modelRegistries(app: SynthesizedApp): ModelRegistryFacts[] {
  return app.of('AWS::SageMaker::ModelPackageGroup').map((group) => {
    const { ModelPackageGroupName: name, ModelPackageGroupPolicy: policy } = group.properties;
    const versions = app.of('AWS::SageMaker::ModelPackage').filter((version) => app.named(version, version.properties.ModelPackageGroupName) === group);
    return modelPackageGroup({
      name,
      versions: versions.map(({ properties }) => ({ ...(plain(properties) as Json), ModelCard: properties.ModelCard })),
      groupPolicy: policy && plain(policy),
      policies: app.of('AWS::IAM::Policy').map((found) => ({ who: list<Json>(found.properties.Roles).map((role) => (typeof role === 'string' ? role : text(role))), statements: allowed(found) })),
      bucketStatements: app.of('AWS::S3::BucketPolicy').flatMap(allowed),
      references: references(app, group),
    });
  });
}

export function allowed({ properties }: TemplateResource): Json[] {
  return list<Json>(properties.PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Allow').map(plain);
}

/** References as text. */
export function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.keys(value).length === 1 && /^(?:Ref|Fn::)/.test(Object.keys(value)[0]!)) return text(value);
  return Object.fromEntries(Object.entries<Json>(value).map(([key, inner]) => [key, plain(inner)]));
}
