/**
 * Recognizes the unresolved values of AWS CDK and of CDK for Terraform without importing either: neither library knows the other's tokens.
 *
 * Both encode a token in a string as `${Token[…]}` / `${TfToken[…]}`, in a list as `#{Token[…]}` / `#{TfToken[…]}`, in a number as a double whose
 * upper 16 bits are 0xFBFF (AWS CDK; cdktf in lists) or 0xFDFF (cdktf), and otherwise as an object with a `resolve` method. A plain Terraform expression (`${var.x}`) is as unknown at synth.
 */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${') || value.includes('#{');
  if (typeof value === 'number') return isEncodedNumber(value);
  if (Array.isArray(value)) return value.some(isUnresolved);
  return typeof value === 'object' && value !== null && typeof (value as { resolve?: unknown }).resolve === 'function';
}

const TOKEN_NUMBER_MARKERS = [0xfbff, 0xfdff];

function isEncodedNumber(value: number): boolean {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return TOKEN_NUMBER_MARKERS.includes(bytes.getUint16(0));
}
