/** What must come of one file (or of one member of an archive). White space is ignored when texts are compared. */
export type Expect =
  /** Not taken in, with any of these error codes. */
  | { outcome: 'refused'; codes: string[] }
  /** Taken in; the text read holds each string of `contains` and none of `lacks`. */
  | { outcome: 'ingested'; contains: string[]; lacks?: string[]; warnings?: string[] }
  /** Both are defensible: refused with one of the codes, or taken in (then as under `ingested`). */
  | { outcome: 'either'; codes: string[]; contains?: string[]; lacks?: string[] };

export interface HostileFile {
  /** File name inside the folder; may lie about its format. May contain folders. Names do not repeat. */
  name: string;
  /** One line in English: what is wrong with it. */
  shows: string;
  make(): Uint8Array | Promise<Uint8Array>;
  expect: Expect;
  /**
   * For a ZIP: what must come of the members named here (by the name as stored, `/` between the names of nested archives).
   * The archive itself counts as ingested when at least one member was, and its text is that of all its members; a member
   * that is not named here may go either way. Where the archive may be refused as a whole and was, members are not looked at.
   */
  members?: Record<string, Expect>;
  /** Base names that must exist nowhere outside the folders the program owns after the run (path escapes). */
  mustNotAppear?: string[];
}

/** Any limit of the program: size, unpacked size, cells, pages, entries, depth, time, memory. */
export const LIMITS = ['file_too_large', 'read_timeout', 'read_out_of_memory'];
/** Nothing in it, or nothing sound in it. */
export const BROKEN = ['file_damaged', 'file_empty'];

export const refused = (...codes: string[]): Expect => ({ outcome: 'refused', codes });
export const ingested = (contains: string[], lacks?: string[]): Expect =>
  lacks ? { outcome: 'ingested', contains, lacks } : { outcome: 'ingested', contains };
export const either = (codes: string[], contains?: string[], lacks?: string[]): Expect => ({
  outcome: 'either',
  codes,
  ...(contains ? { contains } : {}),
  ...(lacks ? { lacks } : {}),
});
