/** A cluster that exists has no quota that a platform uses up; its nodes have to have room for the pods. */
export const QUOTAS = [] as const;
