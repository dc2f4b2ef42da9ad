import { isAbsolute, resolve } from 'node:path';
import { projectRoot } from '../config.ts';

/**
 * The folder the user stands in. `npm run wence` changes to the project's folder first and leaves the user's own in
 * INIT_CWD; without this a relative path would mean another place than the user typed.
 */
export function userFolder(environment: Record<string, string | undefined> = process.env, folder = process.cwd()): string {
  const runByNpm = environment.npm_lifecycle_event === 'wence' || environment.npm_lifecycle_event === 'eval';
  return runByNpm && folder === projectRoot && environment.INIT_CWD ? environment.INIT_CWD : folder;
}

/** Absolute form of a path as the user meant it. */
export const userPath = (path: string) => (isAbsolute(path) ? path : resolve(userFolder(), path));
