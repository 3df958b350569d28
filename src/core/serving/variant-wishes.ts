import { Problems } from '../private';
import { Model } from '../registry';
import { Scaling } from '../training';
import { ModelEndpointProps } from './model-endpoint';
import { VariantWish } from './variant-plan';

/** What the variant of an endpoint with a single model is called. */
const ONLY = 'main';

/** What the model in the shadow is called. */
const SHADOW = 'shadow';

/** The models that answer, with what they have from the endpoint. */
export function wishedVariants(props: ModelEndpointProps, scaling: Scaling, problems: Problems): VariantWish[] {
  const { model, variants } = props;
  if ((model === undefined) === (variants === undefined) || variants?.length === 0) {
    problems.add('serving/model', `${model ? 'a model and variants are given' : 'neither a model nor a variant is given'}: give 'model', or one or more 'variants'`);
    return [];
  }
  const { scaleOn = [] } = props;
  if (model) return [{ name: ONLY, weight: 1, model, accelerator: props.accelerator, machine: props.machine, scaling, scaleOn }];
  checkVariants(props, problems);
  return variants!.map(({ variantName, weight, _options }) => ({
    weight,
    scaleOn,
    ...machineOf(_options, props),
    name: variantName,
    model: _options.model,
    scaling: _options.scaling ?? scaling,
  }));
}

/** All models that are asked for, whatever is right of them. */
export function wishedModels({ model, variants = [], shadow }: ModelEndpointProps): Model[] {
  return [...(model ? [model] : []), ...variants.map(({ _options }) => _options.model), ...(shadow ? [shadow.model] : [])];
}

/** The model that answers nobody; its number of replicas is fixed. */
export function wishedShadow(props: ModelEndpointProps): VariantWish {
  const { model, replicas, _options } = props.shadow!;
  return { model, name: SHADOW, weight: 0, scaleOn: [], scaling: Scaling.fixed(replicas), ...machineOf(_options, props) };
}

/** What a variant says of its machine goes before what the endpoint says, whole. */
function machineOf(own: Pick<ModelEndpointProps, 'accelerator' | 'machine'>, endpoint: ModelEndpointProps): Pick<VariantWish, 'accelerator' | 'machine'> {
  const from = own.accelerator || own.machine ? own : endpoint;
  return { accelerator: from.accelerator, machine: from.machine };
}

function checkVariants({ variants = [] }: ModelEndpointProps, problems: Problems): void {
  const names = variants.map(({ variantName }) => variantName);
  names.filter((name, i) => names.indexOf(name) !== i).forEach((name) => problems.add('serving/variant-twice', `two variants are called '${name}': choose another name for one`));
  if (names.includes(SHADOW)) problems.add('serving/variant-name', `'${SHADOW}' is what the model of 'shadow' is called: choose another name for the variant`);
  if (variants.every(({ weight }) => weight === 0)) problems.add('serving/weights', 'the weights of all variants are 0, so that nobody would answer: give one of them a weight');
}
