import * as core from '../../core';

/** What another program has to know of a registry. */
export interface ModelRegistryAttributes {
  /** The name of the model: the output `model_name`. */
  readonly modelName: string;

  /** How far its models have come. */
  readonly stage: core.ModelStage;
}
