/**
 * Recognises the unresolved values of AWS CDK and of CDK for Terraform without importing either: neither library knows the other's tokens.
 *
 * Both encode a token in a string as `${Token[…]}` / `${TfToken[…]}`, in a list as `#{Token[…]}` / `#{TfToken[…]}`, in a number as a double whose
 * upper 16 bits are 0xFBFF, and otherwise as an object with a `resolve` method. A plain Terraform expression (`${var.x}`) is as unknown at synth.
 */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${') || value.includes('#{');
  if (typeof value === 'number') return isEncodedNumber(value);
  if (Array.isArray(value)) return value.some(isUnresolved);
  return typeof value === 'object' && value !== null && typeof (value as { resolve?: unknown }).resolve === 'function';
}

const TOKEN_NUMBER_MARKER = 0xfbff;

function isEncodedNumber(value: number): boolean {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return bytes.getUint16(0) === TOKEN_NUMBER_MARKER;
}
