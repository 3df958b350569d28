export { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
