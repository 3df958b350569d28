/**
 * How long Helm waits until what it installs runs: GPU nodes join, pull large images and call webhooks. The function that waits has 15 minutes, in which it also
 * fetches the chart: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.HelmChart.html
 */
export const HELM_TIMEOUT_SECONDS = 840;
