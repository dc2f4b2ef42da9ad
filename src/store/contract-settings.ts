/** `expected` is the revision the change was made from, 0 for a setting that still has its default; another one in the base is a ConflictError. */
export type SettingChange = { type: 'put_setting'; setting: Omit<StoredSetting, 'revision'>; expected: number };

/** A setting that somebody has changed; those with their default are not stored. */
export interface StoredSetting {
  name: string;
  value: unknown;
  /** Name of the person. */
  changedBy: string;
  changedAt: string;
  revision: number;
}

export interface SettingReader {
  all(): Promise<StoredSetting[]>;
}
