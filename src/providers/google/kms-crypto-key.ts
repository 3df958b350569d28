export { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
