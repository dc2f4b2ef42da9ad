import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/ingest/reading/read-document.ts';
import { hostileFiles as firstHalf } from './first-half.ts';
import type { HostileFile } from './hostile-file.ts';
import { childFile, complaints, readHostile } from './read-hostile.ts';
import { hostileFiles as secondHalf } from './second-half.ts';

/** Every how many-th file is tried. The long check tries them all. */
const step = Number(process.env.WENCE_HOSTILE_STEP ?? 10);
const files = [...firstHalf, ...secondHalf].filter((_, index) => index % step === 0);

describe.skipIf(!existsSync(fileURLToPath(childFile)))('hostile files (needs a build in dist/)', () => {
  const parent = mkdtempSync(join(tmpdir(), 'wence-hostile-'));
  const root = join(parent, 'files');
  let readings: Map<string, Reading>;
  beforeAll(async () => {
    readings = await readHostile(root, files);
  }, 1_800_000);
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it.each(files.map((file): [string, HostileFile] => [`${file.name.slice(0, 60)}: ${file.shows}`, file]))('%s', (_, file) => {
    const found = membersOf(readings, file);
    expect(found).toEqual([]);
  });

  it('end in named errors only', () => {
    const unnamed = [...readings].filter(([, reading]) => reading.type === 'failed' && reading.code === 'unexpected');
    expect(unnamed).toEqual([]);
  });

  it('write nothing outside of their folder', () => {
    expect(readdirSync(parent)).toEqual(['files']);
    const names = new Set(files.flatMap((file) => file.mustNotAppear ?? []));
    for (const folder of [parent, tmpdir(), process.cwd()])
      expect(readdirSync(folder).filter((name) => names.has(name))).toEqual([]);
  });
});

/** Complaints about a file and, where it is an archive, about those of its members of which something is demanded. */
function membersOf(readings: Map<string, Reading>, file: HostileFile): string[] {
  const members = [...readings.keys()].filter((path) => path.startsWith(`${file.name}/`));
  if (members.length === 0) return complaints(file.expect, readings.get(file.name));
  const sound = members.some((path) => readings.get(path)!.type !== 'failed');
  const whole = file.expect.outcome === 'refused' && sound ? ['members of it were read'] : [];
  const none = file.expect.outcome === 'ingested' && !sound ? ['no member was read'] : [];
  const parts = Object.entries(file.members ?? {}).flatMap(([name, expected]) =>
    complaints(expected, readings.get(`${file.name}/${withoutSteps(name)}`)).map((complaint) => `${name}: ${complaint}`),
  );
  return [...whole, ...none, ...parts];
}

/** Steps up and to the root are no part of the name under which a member is taken in. */
const withoutSteps = (name: string) =>
  name
    .split('/')
    .filter((part) => !/^\.*$/.test(part))
    .join('/');
