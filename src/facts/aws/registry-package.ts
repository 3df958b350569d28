import { cardContent, CardFacts } from './registry-card';
import { APPROVAL_STATUS, CONTENT_TYPES } from './registry-service';
import { isArchive } from './serving-model';

/** A version of a model, as core's plan says it. */
export interface PackageFacts {
  /** The name or the ARN of the group. */
  readonly group: string;
  readonly keyArn: string;
  readonly stage: string;
  readonly approval: { readonly status: string; readonly by?: string; readonly reason?: string };
  readonly description?: string;
  readonly card?: CardFacts;
  /** The image, and where the model lies; none for a version that is taken over. */
  readonly image?: string;
  readonly modelUri?: string;
  /** The ARN of the version that is taken over. */
  readonly sourceArn?: string;
}

/**
 * The properties of `AWS::SageMaker::ModelPackage`, of which those that change without a new version are the approval, the metadata, and the card. Versions have
 * no tags of their own: the API refuses them beside a group (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html).
 */
export function packageProperties(facts: PackageFacts): Record<string, unknown> {
  const { approval, card } = facts;
  const status = APPROVAL_STATUS[approval.status]!;
  return defined({
    ModelPackageGroupName: facts.group,
    ModelPackageDescription: facts.description,
    ModelApprovalStatus: status.version,
    ApprovalDescription: approvalDescription(approval),
    CustomerMetadataProperties: defined({ 'stage': facts.stage, 'decided-by': approval.by }),
    InferenceSpecification: facts.image === undefined ? undefined : {
      Containers: [{ Image: facts.image, ...modelData(facts.modelUri) }],
      SupportedContentTypes: CONTENT_TYPES,
      SupportedResponseMIMETypes: CONTENT_TYPES,
    },
    SourceUri: facts.sourceArn,
    ModelCard: card && { ModelCardContent: JSON.stringify(cardContent(card)), ModelCardStatus: status.card },
    SecurityConfig: { KmsKeyId: facts.keyArn },
  });
}

/** Who decided, and why, in one line. */
export function approvalDescription({ by, reason }: PackageFacts['approval']): string | undefined {
  if (by === undefined) return undefined;
  return reason === undefined ? by : `${by}: ${reason}`;
}

/** What all keys of a model begin with; `fraud/1` alone would be `fraud/10`, too. */
export function keyPrefix(key: string): string {
  return isArchive(key) ? key : key.replace(/\/*$/, '/');
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html: the address of a folder ends with a slash. */
function modelData(uri: string | undefined): Record<string, unknown> {
  if (uri === undefined) return {};
  if (isArchive(uri)) return { ModelDataUrl: uri };
  return { ModelDataSource: { S3DataSource: { S3Uri: uri.endsWith('/') ? uri : `${uri}/`, S3DataType: 'S3Prefix', CompressionType: 'None' } } };
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
