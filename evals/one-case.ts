import { type Rehearsal, rehearse } from '../src/desk/rehearse.ts';
import { audiencesFor } from '../src/domain/access.ts';
import { InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { dayOf } from '../src/domain/time.ts';
import type { Wence } from '../src/wire.ts';
import { type EvalCase, readCases } from './cases.ts';
import { readReport } from './compare/results.ts';
import { fileNames } from './files.ts';
import type { CaseReport } from './report/data.ts';
import { normaliseForScoring } from './text.ts';

/** Finds a case by its id, or by the words of its last question when they fit only one. Throws NotFoundError, InvalidInputError. */
export function findCase<One extends { id: string; turns: string[] }>(cases: One[], wanted: string, where: string): One {
  const byId = cases.find(({ id }) => id === wanted);
  if (byId) return byId;
  const words = normaliseForScoring(wanted);
  const similar = cases.filter(({ turns }) => normaliseForScoring(turns.at(-1) ?? '').includes(words));
  const exact = similar.filter(({ turns }) => normaliseForScoring(turns.at(-1) ?? '') === words);
  const found = exact.length > 0 ? exact : similar;
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new NotFoundError(`${where} 里没有编号或问题是“${wanted}”的题`);
  const ids = found.slice(0, 8).map(({ id, turns }) => `${id} ${turns.at(-1)}`);
  throw new InvalidInputError(`有 ${found.length} 题都含“${wanted}”，请用编号：\n${ids.join('\n')}`);
}

export const caseOfFile = (path: string, wanted: string) => findCase(readCases(path), wanted, path);

/** A case of a finished run, with the stages that were kept. Throws NotFoundError. */
export function caseOfReport(folder: string, wanted: string): CaseReport {
  const found = findCase(readReport(folder).cases, wanted, folder);
  if (!('sentences' in found)) throw new NotFoundError(`${folder} 的报告是旧版本写的，没有逐步的记录；请重新评测`);
  return found;
}

/** Asks a case in an opened base without leaving anything there. */
export async function rehearseCase(
  wence: Wence,
  one: Pick<EvalCase, 'turns' | 'channel' | 'region' | 'page' | 'as_of'>,
  signal?: AbortSignal,
): Promise<Rehearsal> {
  const viewer = { audiences: audiencesFor(['public', 'hotline', 'window'], one.channel), today: dayOf(wence.clock.now()) };
  return rehearse(wence, {
    turns: one.turns,
    channel: one.channel,
    viewer,
    principal: 'eval',
    ...(one.region ? { region: one.region } : {}),
    ...(one.page ? { documentId: await fileNames(wence.store).idOf(one.page) } : {}),
    ...(one.as_of ? { asOf: one.as_of } : {}),
    ...(signal ? { signal } : {}),
  });
}
