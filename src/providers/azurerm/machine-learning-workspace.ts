export { MachineLearningWorkspace } from '@cdktf/provider-azurerm/lib/machine-learning-workspace';
