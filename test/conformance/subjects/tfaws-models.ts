import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { ModelRegistryFacts } from '../facts';
import { modelPackageGroup } from './aws-models';
import { references } from './tfaws-jobs';
import { all, target, wanted } from './tfaws-references';

export function modelRegistries(stack: SynthesizedStack): ModelRegistryFacts[] {
  const versions = wanted(stack, 'AWS::SageMaker::ModelPackage');
  return Object.entries(stack.resources('aws_sagemaker_model_package_group')).map(([id, group]) => {
    const policy = all(stack, 'aws_sagemaker_model_package_group_policy').find(({ model_package_group_name }) => target(stack, model_package_group_name) === group);
    return modelPackageGroup({
      name: group.model_package_group_name,
      versions: versions.filter(({ ModelPackageGroupName }) => (ModelPackageGroupName as string).includes(`aws_sagemaker_model_package_group.${id}.`)),
      groupPolicy: policy && parseJsonText(policy.resource_policy),
      policies: all(stack, 'aws_iam_role_policy').map(({ role, policy: document }) => ({ who: [role as string], statements: allowed(document) })),
      bucketStatements: all(stack, 'aws_s3_bucket_policy').flatMap(({ policy: document }) => allowed(document)),
      references: references(stack),
    });
  });
}

export function allowed(document: string): Attributes[] {
  return (parseJsonText(document).Statement as Attributes[]).filter(({ Effect }) => Effect === 'Allow');
}
