export { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
