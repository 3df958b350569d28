/** A construct id as a part of a name: `ModelReports` becomes `model-reports`. */
export function kebab(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/_/g, '-').toLowerCase();
}
