import { Json, list } from '../../support/cloudformation';
import { ModelRegistryFacts, ModelVersionFacts } from '../facts';
import { AwsReferences } from './aws-runs';

/** Who may do something, by the end of the names, and what. */
export interface Allowed {
  readonly who: readonly string[];
  readonly statements: readonly Json[];
}

/** A model package group in the words of CloudFormation, as each of the two engines refers to its parts. */
export interface GroupParts {
  readonly name: string;
  readonly versions: readonly Json[];
  readonly groupPolicy?: Json;
  /** Policies of roles, and the policies of buckets with their statements alone. */
  readonly policies: readonly Allowed[];
  readonly bucketStatements: readonly Json[];
  readonly references: Pick<AwsReferences, 'isKey'>;
}

const STATUSES: Record<string, ModelVersionFacts['status']> = { PendingManualApproval: 'pending', Approved: 'approved', Rejected: 'rejected' };

export function modelPackageGroup({ name, versions, groupPolicy, policies, bucketStatements, references }: GroupParts): ModelRegistryFacts {
  const isOnVersions = ({ Resource }: Json) => list<string>(Resource).some((resource) => resource.includes(`:model-package/${name}/`));
  const may = (action: string, unless: (statement: Json) => boolean = () => false) => {
    const allows = (statement: Json) => list<string>(statement.Action).includes(action) && isOnVersions(statement) && !unless(statement);
    return policies.filter(({ statements }) => statements.some(allows)).flatMap(({ who }) => who);
  };
  const accounts = principals(list<Json>(groupPolicy?.Statement).filter(({ Action }) => list<string>(Action).includes('sagemaker:DescribeModelPackage')));
  const shared = bucketStatements.filter((statement) => principals([statement]).some((account) => accounts.includes(account)) && list<string>(statement.Action).some((action) => /^s3:GetObject/.test(action)));
  return {
    name,
    versions: versions.map(version),
    // Whoever registers sets a status, too, unless it has to be the one that waits.
    approvers: [...may('sagemaker:UpdateModelPackage'), ...may('sagemaker:CreateModelPackage', ({ Condition }) => list(Condition?.StringEqualsIfExists?.['sagemaker:ModelApprovalStatus']).join() === 'PendingManualApproval')],
    registrars: may('sagemaker:CreateModelPackage'),
    promotedTo: accounts,
    promotedReads: [...new Set(shared.flatMap(({ Resource }) => list<string>(Resource)).filter((resource) => resource.includes('/')).map(keyOf))],
    encrypted: versions.length > 0 && versions.every(({ SecurityConfig }) => references.isKey(SecurityConfig?.KmsKeyId)),
  };
}

const keyOf = (resource: string) => resource.slice(resource.indexOf('/') + 1);

function principals(statements: Json[]): string[] {
  const arns = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Principal }) => list<string>(Principal?.AWS));
  return [...new Set(arns.map((arn) => /:iam::(\d{12}):root$/.exec(arn)?.[1] ?? arn))];
}

function version(properties: Json): ModelVersionFacts {
  const { ModelApprovalStatus, ApprovalDescription, CustomerMetadataProperties: about, InferenceSpecification, ModelCard } = properties;
  const [container] = list<Json>(InferenceSpecification?.Containers);
  const by = about?.['decided-by'] as string | undefined;
  return {
    status: STATUSES[ModelApprovalStatus as string]!,
    by,
    reason: by === undefined ? undefined : (ApprovalDescription as string).slice(`${by}: `.length) || undefined,
    model: container?.ModelDataSource?.S3DataSource.S3Uri ?? container?.ModelDataUrl,
    image: container?.Image,
    said: [properties.ModelPackageDescription ?? '', ...textsOf(JSON.parse(ModelCard?.ModelCardContent ?? '{}'))].join('\n'),
    stage: about?.stage,
  };
}

function textsOf(value: Json): string[] {
  return typeof value === 'object' && value !== null ? Object.values<Json>(value).flatMap(textsOf) : [String(value)];
}
