import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { type Audience, audiencesFor, type Channel, type Viewer } from '../domain/access.ts';
import { NotFoundError } from '../domain/errors.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import type { Wence } from '../wire.ts';

// The product is imported when a command needs it, so that --help answers at once and without native modules.

/** Throws NotFoundError, saying what to do, when the data folder holds no base. */
export async function requireBase(config: Config): Promise<string> {
  const { basePathOf } = await import('../wire.ts');
  const path = basePathOf(config);
  if (!existsSync(path)) throw new NotFoundError(`还没有知识库（${path}）。先运行 wence ingest 文件夹 导入资料`);
  return path;
}

/** The store alone, without models; closed again in any case. With `create` an absent base is made. */
export async function withStore<Result>(config: Config, use: (store: Store) => Promise<Result>, create = false): Promise<Result> {
  const { basePathOf } = await import('../wire.ts');
  const { openSqliteStore } = await import('../store/sqlite/store.ts');
  if (create) await mkdir(config.WENCE_DATA, { recursive: true });
  else await requireBase(config);
  const store = await openSqliteStore(basePathOf(config));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** Everything, models included; closed again in any case. With `create` an absent base is made. */
export async function withWence<Result>(config: Config, use: (wence: Wence) => Promise<Result>, create = false): Promise<Result> {
  if (!create) await requireBase(config);
  const { openWence } = await import('../wire.ts');
  const wence = await openWence(config);
  try {
    return await use(wence);
  } finally {
    await wence.close();
  }
}

/** Whoever can run this program can read the base: every channel may be taken. */
const operatorAudiences: Audience[] = ['public', 'hotline', 'window'];

export function operatorViewer(channel: Channel, clock: Clock): Viewer {
  return { audiences: audiencesFor(operatorAudiences, channel), today: dayOf(clock.now()) };
}

/** Loads indexes and models by looking something up, so that the first reader does not wait for them. */
export async function warmUp({ lookup, clock }: Wence): Promise<void> {
  const viewer = operatorViewer('web', clock);
  await lookup.lookup({ query: '政策', viewer, asOf: viewer.today, limit: 1 });
}
