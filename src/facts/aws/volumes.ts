import { StatementFact } from './statement';

/**
 * What whoever makes encrypted volumes does with the key: the EBS driver, and Karpenter.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html#ebs-encryption-permissions
 */
export const VOLUME_KEY: readonly StatementFact[] = [
  {
    sid: 'UseVolumeKey',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: ['{key}'],
    conditions: { StringEquals: { 'kms:ViaService': 'ec2.{region}.amazonaws.com' } },
  },
  {
    sid: 'GrantVolumeKeyToAws',
    actions: ['kms:CreateGrant'],
    resources: ['{key}'],
    conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
];

/**
 * The class of volumes that name none; `{key}` is the ARN of the key that encrypts them. The driver's parameters:
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md; EKS makes no default class from 1.30 on:
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html
 */
const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'ebs.csi.aws.com',
  parameters: { type: 'gp3', encrypted: 'true', kmsKeyId: '{key}' },
  // A volume lies in one zone: the one of the pod that asks for it.
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
  reclaimPolicy: 'Delete',
} as const;

/** That class, whose volumes carry these tags: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md */
export function storageClass(tags: Readonly<Record<string, string>>) {
  const ofVolumes = Object.fromEntries(Object.entries(tags).map(([key, value], i) => [`tagSpecification_${i + 1}`, `${key}=${value}`]));
  return { ...STORAGE_CLASS, parameters: { ...STORAGE_CLASS.parameters, ...ofVolumes } };
}
