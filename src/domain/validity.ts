import type { ValidityFacts } from './document.ts';
import { chineseDay, type Day } from './time.ts';

export const validityStatuses = ['in_force', 'expired', 'repealed', 'amended', 'not_yet', 'unknown'] as const;
export type ValidityStatus = (typeof validityStatuses)[number];

/**
 * Legal state on a day, from facts alone: in force over [effectiveOn, end).
 * A stated status of "expired" or "repealed" without a date holds for every day, since nobody can say when it began.
 */
export function validityOn(facts: ValidityFacts, day: Day): ValidityStatus {
  if (facts.kind === 'consultation_draft') return 'unknown';
  if (facts.effectiveOn && day < facts.effectiveOn) return 'not_yet';
  if (facts.repealedOn && day >= facts.repealedOn) return 'repealed';
  if (facts.expiresOn && day > facts.expiresOn) return facts.statedStatus === 'repealed' ? 'repealed' : 'expired';
  if (!facts.repealedOn && facts.statedStatus === 'repealed' && !facts.expiresOn) return 'repealed';
  if (facts.statedStatus === 'expired' && !facts.expiresOn) return 'expired';
  if (facts.statedStatus === 'amended') return 'amended';
  if (facts.statedStatus === 'not_yet' && !facts.effectiveOn) return 'not_yet';
  if (facts.effectiveOn || facts.expiresOn || facts.statedStatus === 'in_force') return 'in_force';
  return 'unknown';
}

export const outOfForce = (status: ValidityStatus) => status === 'expired' || status === 'repealed' || status === 'not_yet';

/** The words shown beside a citation, e.g. "已失效（2024年6月30日，推定）"; empty when there is nothing to say. */
export function validityNote(facts: ValidityFacts, day: Day): string {
  const derived = facts.expiryDerived ? '，推定' : '';
  switch (validityOn(facts, day)) {
    case 'expired':
      return facts.expiresOn ? `已失效（有效期至${chineseDay(facts.expiresOn)}${derived}）` : '已失效';
    case 'repealed': {
      const end = facts.repealedOn ?? facts.expiresOn;
      return end ? `已废止（${chineseDay(end)}）` : '已废止';
    }
    case 'not_yet':
      return facts.effectiveOn ? `尚未施行（自${chineseDay(facts.effectiveOn)}起施行）` : '尚未施行';
    case 'amended':
      return '已修改';
    case 'in_force':
      return facts.expiresOn ? `现行有效（至${chineseDay(facts.expiresOn)}${derived}）` : '现行有效';
    default:
      return facts.kind === 'consultation_draft' ? '征求意见稿，未施行' : '';
  }
}
