/** The id of a custom role, which takes no hyphens: https://docs.cloud.google.com/iam/docs/creating-custom-roles */
export function roleId(platformName: string, what: string): string {
  return `${platformName}_${what}`.replace(/-/g, '_');
}
