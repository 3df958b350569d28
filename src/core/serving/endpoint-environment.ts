import { isUnresolved, Problems, sortedKeys } from '../private';

/** What IEEE 1003.1 calls a name, which every place takes. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Variables that the places and the servers set by themselves. */
const OWN = /^(?:ML_|AIP_|AZUREML_|KSERVE_|KUBERNETES_|SAGEMAKER_BASE_DIR$|STORAGE_URI$|PORT$)/;

/** The variables that the user gives, sorted by their names. */
export function planEnvironment(environment: Readonly<Record<string, string>>, problems: Problems): Record<string, string> {
  Object.keys(environment).forEach((name) => {
    if (isUnresolved(name) || !VARIABLE.test(name)) problems.add('serving/environment', `'${name}' cannot name a variable: use letters, digits and '_', no digit first`);
    else if (OWN.test(name)) problems.add('serving/environment', `'${name}' is set by the library or by what serves the model: choose another name`);
  });
  return sortedKeys({ ...environment });
}
