import { afterEach, describe, expect, it } from 'vitest';
import { type ReaderLimits, ReaderPool } from './pool.ts';
import type { ReadTask } from './read-document.ts';

const stubborn = new URL('../../../tests/support/stubborn-reader.mjs', import.meta.url);
const governance = {
  reviewState: 'draft' as const,
  createdBy: '',
  reviewedBy: null,
  reviewedAt: null,
  audiences: [],
  visibleFrom: null,
  visibleUntil: null,
};
const task = (path: string): ReadTask => ({
  root: '',
  path,
  bytes: null,
  sourceId: '',
  entry: {},
  governance,
  inputHash: '',
  pictures: false,
  recordAsOf: null,
});

let pool: ReaderPool;
const open = (limits: Partial<ReaderLimits> = {}) => {
  pool = new ReaderPool({ processes: 2, silenceSeconds: 30, memoryMegabytes: 400, ...limits }, stubborn);
  return async (path: string) => {
    const { code, reason, detail } = (await pool.read(task(path))) as { code: string; reason: string; detail: string };
    return { code, reason, detail };
  };
};
afterEach(() => pool.close());

describe('reading processes', () => {
  it('read many files with as many processes as allowed, and use them again', async () => {
    const read = open();
    const readings = await Promise.all(Array.from({ length: 12 }, (_, i) => read(`file ${i}`)));
    expect(readings.map(({ detail }) => detail)).toEqual(Array.from({ length: 12 }, (_, i) => `file ${i}`));
    expect(new Set(readings.map(({ reason }) => reason)).size).toBe(2);
  });

  it('are ended when a file keeps them busy without a sign of life; the others go on', async () => {
    const read = open({ silenceSeconds: 5 });
    const [hanging, sound] = await Promise.all([read('hang'), read('a')]);
    expect(hanging).toMatchObject({ code: 'read_timeout', reason: expect.stringContaining('时间过长') });
    expect(sound.code).toBe('read');
    expect((await read('b')).code).toBe('read');
  });

  it('may take long as long as pages go by', async () => {
    const read = open({ silenceSeconds: 3 });
    const pages: number[] = [];
    const reading = await pool.read(task('slow'), (done) => pages.push(done));
    expect(reading).toMatchObject({ code: 'read' });
    expect(pages).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect((await read('a')).code).toBe('read');
  });

  it('are ended when a file takes too much memory', async () => {
    const read = open();
    expect((await read('grow')).code).toBe('read_out_of_memory');
    expect((await read('a')).code).toBe('read');
  });

  it.each(['crash', 'leave'])('that %s cost only their file', async (way) => {
    const read = open({ processes: 1 });
    const [broken, next] = await Promise.all([read(way), read('a')]);
    expect(broken).toMatchObject({ code: 'read_out_of_memory', reason: expect.stringContaining('中断') });
    expect(next.code).toBe('read');
  });

  it('that ended while they read pictures are followed by one that leaves the pictures out', async () => {
    const read = open();
    expect(await read('pictures')).toMatchObject({ code: 'read', detail: 'pictures' });
  });

  it('answer what waits when they are closed', async () => {
    const read = open({ processes: 1 });
    const readings = Promise.all([read('hang'), read('a')]);
    await pool.close();
    expect((await readings).map(({ code }) => code)).not.toContain('read');
  });
});
