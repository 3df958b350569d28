/**
 * The storage class of each tier, with the days for which an object is paid at least.
 *
 * Source: https://docs.cloud.google.com/storage/docs/storage-classes
 */
export const STORAGE_CLASSES = {
  infrequent: { storageClass: 'NEARLINE', minimumDays: 30 },
  cold: { storageClass: 'COLDLINE', minimumDays: 90 },
  archive: { storageClass: 'ARCHIVE', minimumDays: 365 },
} as const;

/** A soft-deleted object can be kept for 7 to 90 days: https://docs.cloud.google.com/storage/docs/soft-delete */
export const SOFT_DELETE_DAYS = { minimum: 7, maximum: 90 } as const;
