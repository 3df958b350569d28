/** How cdktf's HCL mode wants an argument of unknown type. */
export function hclArguments(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, { value, isBlock: false, type: 'any', storageClassType: 'any' }]));
}
