import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { SPARK_SETTINGS } from '../../facts/azure/drift-service';
import { writtenText } from '../../terraform';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { shortHash } from '../serving/deployment-content';
import { configArgument } from './config-argument';
import { PROGRAM_FILE } from './program-file';

/** The body of `Microsoft.MachineLearningServices/workspaces/components/versions@2025-12-01`, as far as it is used. */
interface ComponentBody {
  readonly properties: { readonly componentSpec: object; readonly isAnonymous: false; readonly tags: Readonly<Record<string, string>> };
}

interface Port {
  readonly type: 'string' | 'number' | 'uri_folder' | 'mltable';
  readonly mode?: 'direct';
  readonly optional?: true;
}

/** What a step of the program takes and gives, as Azure ML asks it of such a step. */
export interface StepPorts {
  readonly inputs: Readonly<Record<string, Port>>;
  readonly outputs: Readonly<Record<string, Port>>;
  readonly args: string;
}

/**
 * Makes a table of a folder: the signature of https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#set-up-model-monitoring-of-production-data, whose
 * output is called so by its example: https://github.com/Azure/azureml-examples/blob/main/cli/monitoring/components/custom_preprocessing/spec.yaml
 */
export const PREPARE: StepPorts = {
  inputs: { data_window_start: { type: 'string' }, data_window_end: { type: 'string' }, input_data: { type: 'uri_folder', mode: 'direct' } },
  outputs: { preprocessed_input_data: { type: 'mltable', mode: 'direct' } },
  args: '--data_window_start ${{inputs.data_window_start}} --data_window_end ${{inputs.data_window_end}} --input_data ${{inputs.input_data}} --preprocessed_input_data ${{outputs.preprocessed_input_data}}',
};

/** The number that Azure ML holds against 0, and the input that it hands a component the 0 by. */
export const BEYOND = 'beyond_threshold';

/** Measures a signal: the signature of https://learn.microsoft.com/en-us/azure/machine-learning/how-to-monitor-model-performance#component-input-signature */
export const MEASURE: StepPorts = {
  inputs: { production_data: { type: 'mltable', mode: 'direct' }, [`${BEYOND}_threshold`]: { type: 'number', optional: true } },
  outputs: { signal_metrics: { type: 'mltable', mode: 'direct' } },
  args: `--production_data \${{inputs.production_data}} --signal_metrics \${{outputs.signal_metrics}} $[[--${BEYOND}_threshold \${{inputs.${BEYOND}_threshold}}]]`,
};

export interface MonitorComponentProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly ports: StepPorts;
  /** The id of the code. */
  readonly codeId: string;
  readonly programVersion: string;
  /** What the program has to know; asked for at synthesis, when it is known which versions were approved. */
  readonly config: () => object;
}

/** A step of the program as a component of Spark: a version for each content, which is never changed and is there before the old one goes. The form is that of azure-ai-ml 1.35.2. */
export function monitorComponent(scope: Construct, id: string, props: MonitorComponentProps): AzapiResource {
  const { platform, name, ports, codeId, programVersion, config } = props;
  const argument = () => configArgument(config());
  const version = () => shortHash(scope, { ports, programVersion, config: argument() });
  return new AzapiResource<ComponentBody>(scope, id, {
    type: 'Microsoft.MachineLearningServices/workspaces/components/versions',
    name: Lazy.stringValue({ produce: version }),
    parentId: `${platform.machineLearningWorkspaceId}/components/${name}`,
    body: {
      properties: {
        componentSpec: {
          $schema: 'http://azureml/sdk-2-0/SparkComponent.json',
          type: 'spark',
          name,
          version: Lazy.stringValue({ produce: version }),
          display_name: name,
          // The same window may hold more records later.
          is_deterministic: false,
          code: `azureml:${codeId}`,
          entry: { file: PROGRAM_FILE },
          inputs: ports.inputs,
          outputs: ports.outputs,
          conf: SPARK_SETTINGS,
          args: Lazy.stringValue({ produce: () => `${writtenText(ports.args)} --config ${argument()}` }),
        },
        isAnonymous: false,
        tags: platform.tags,
      },
    },
    lifecycle: { createBeforeDestroy: true },
  });
}
