import { Properties } from '../../facts/aws/serving-config';

/** Maps whose keys are the user's. */
const VERBATIM = ['Environment'];

/** Names that AWS CDK writes otherwise than with a small letter at the beginning. */
const SPELLED: Readonly<Record<string, string>> = { VolumeSizeInGB: 'volumeSizeInGb' };

/** Properties as CloudFormation names them, for the class of AWS CDK that takes them: `ModelName` is `modelName` there. */
export function cfnProperties<T>(properties: Properties): T {
  return lowered(properties) as T;
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    return [SPELLED[key] ?? key.charAt(0).toLowerCase() + key.slice(1), VERBATIM.includes(key) ? inner : lowered(inner)];
  }));
}
