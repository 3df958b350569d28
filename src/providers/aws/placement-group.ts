export { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
