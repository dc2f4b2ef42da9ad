import { sha256 } from '../src/domain/ids.ts';
import type { EvalCase } from './cases.ts';

/** Which questions a run was judged by. */
export interface CaseSet {
  cases: number;
  /** Of everything that decides what is asked and what is right, whatever the order of the cases. */
  hash: string;
  split: string | null;
}

/** Changes when the question or what counts as right changes; notes and reasons do not count. */
export function caseHash(one: EvalCase): string {
  const { turns, channel, region, page, as_of, expect, must, must_not, gold_files, gold_quotes } = one;
  const deciding = [
    turns,
    channel,
    region ?? null,
    page ?? null,
    as_of ?? null,
    expect ?? null,
    must,
    must_not,
    gold_files,
    gold_quotes,
  ];
  return sha256(JSON.stringify(deciding)).slice(0, 16);
}

export function caseSetOf(cases: EvalCase[], split: string | null): CaseSet {
  const lines = cases.map((one) => `${one.id} ${caseHash(one)}`).sort();
  return { cases: cases.length, hash: sha256(lines.join('\n')).slice(0, 16), split };
}
