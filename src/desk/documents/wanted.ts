import { ZodError } from 'zod';
import {
  type CorrectedField,
  type Correction,
  correctedValue,
  parseCorrectedValue,
  type RelationCorrection,
  sameRelation,
} from '../../domain/correction.ts';
import type { DocumentRecord } from '../../domain/document.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Day } from '../../domain/time.ts';
import { reasonOf } from '../reasons.ts';
import { visibleIn } from './rules.ts';

/** What somebody wants set right; `value` left out takes an earlier correction back. */
export interface WantedCorrection {
  field: CorrectedField;
  value?: unknown;
  reason: string;
}

/** The list with this one in place of what was said of its field before; without it when it is taken back. */
export function withCorrection(
  list: Correction[],
  { field, value, reason }: WantedCorrection,
  by: string,
  at: string,
): Correction[] {
  const others = list.filter((other) => other.field !== field);
  if (value === undefined) return others;
  try {
    const correction: Correction = {
      field,
      value: parseCorrectedValue(field, visibleIn(value)),
      reason: reasonOf(reason),
      by,
      at,
    };
    return [...others, correction].sort((a, b) => (a.field < b.field ? -1 : 1));
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [issue] = error.issues;
    throw new InvalidInputError(`填写不对：${issue?.message ?? ''}`, `${field}: ${error.message}`);
  }
}

/** The relations as they are set right so far, and that this document takes the place of another one. */
export function withSuccession(
  corrections: readonly Correction[],
  { title, documentNumber }: Pick<DocumentRecord, 'title' | 'documentNumber'>,
  effectiveOn: Day | null,
): RelationCorrection {
  const named = { kind: 'supersedes' as const, targetNumber: documentNumber, targetTitle: documentNumber ? null : title };
  const { added, removed } = correctedValue(corrections, 'relations') ?? { added: [], removed: [] };
  return {
    removed: removed.filter((relation) => !sameRelation(relation, named)),
    added: [...added.filter((relation) => !sameRelation(relation, named)), { ...named, effectiveOn, until: null }],
  };
}
