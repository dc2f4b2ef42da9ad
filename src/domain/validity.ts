import type { ValidityFacts } from './document.ts';
import { type ActiveEffect, citeDocument, earliest, effectsOn } from './effects.ts';
import { addMonths, chineseDay, type Day } from './time.ts';

export const validityStatuses = ['in_force', 'expired', 'repealed', 'amended', 'not_yet', 'unknown'] as const;
export type ValidityStatus = (typeof validityStatuses)[number];

/** The legal state on a day, with what it rests on. */
export interface Standing {
  status: ValidityStatus;
  /** The other document that put it into this state. */
  by: ActiveEffect | null;
  /** Last day in force as it stands on that day: prolongations that have begun are counted in. */
  expiresOn: Day | null;
  expiryDerived: boolean;
  /** The document that prolonged it. */
  prolongedBy: ActiveEffect | null;
}

/**
 * Legal state on a day, from its own facts and from what published documents say about it: in force over [effectiveOn, end). A
 * stated status of "expired" or "repealed" without a date holds for every day, since nobody can say when it began. What the
 * document's own page says beats what another one says about it, except that a page which still says 有效 does not keep alive
 * what was ended (see contradictionsOn).
 */
export function standingOn(facts: ValidityFacts, day: Day): Standing {
  const effects = facts.effects ? effectsOn(facts, day) : [];
  const ended = earliest(effects.filter(({ effect }) => effect.kind === 'repeals' || effect.kind === 'supersedes'));
  const amended = effects.filter(({ effect }) => effect.kind === 'amends').at(-1) ?? null;
  const end = expiryWith(facts, effects);
  const standing = (status: ValidityStatus, by: ActiveEffect | null = null): Standing => ({ status, by, ...end });

  if (facts.kind === 'consultation_draft') return standing('unknown');
  if (facts.effectiveOn && day < facts.effectiveOn) return standing('not_yet');
  if (facts.repealedOn ? day >= facts.repealedOn : ended !== null) return standing('repealed', ended);
  if (end.expiresOn && day > end.expiresOn) return standing(facts.statedStatus === 'repealed' ? 'repealed' : 'expired');
  if (!facts.repealedOn && facts.statedStatus === 'repealed' && !facts.expiresOn) return standing('repealed');
  if (facts.statedStatus === 'expired' && !facts.expiresOn) return standing('expired');
  if (facts.statedStatus === 'amended' || amended) return standing('amended', amended);
  if (facts.statedStatus === 'not_yet' && !facts.effectiveOn) return standing('not_yet');
  if (facts.effectiveOn || end.expiresOn || facts.statedStatus === 'in_force' || end.prolongedBy) return standing('in_force');
  return standing('unknown');
}

/** Legal state on a day; the one question that search, lists, pages and answers ask. */
export const validityOn = (facts: ValidityFacts, day: Day): ValidityStatus => standingOn(facts, day).status;

export const outOfForce = (status: ValidityStatus) => status === 'expired' || status === 'repealed' || status === 'not_yet';

type Expiry = Pick<Standing, 'expiresOn' | 'expiryDerived' | 'prolongedBy'>;

/** The end of the period, moved by each prolongation in the order in which they began; one without an end lifts it. */
function expiryWith(facts: ValidityFacts, effects: ActiveEffect[]): Expiry {
  const own: Expiry = { expiresOn: facts.expiresOn, expiryDerived: facts.expiryDerived, prolongedBy: null };
  return effects
    .filter(({ effect }) => effect.kind === 'prolongs')
    .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1))
    .reduce((end, active): Expiry => {
      const { until, months } = active.effect;
      if (until) return until > (end.expiresOn ?? '') ? { expiresOn: until, expiryDerived: false, prolongedBy: active } : end;
      if (!months) return { expiresOn: null, expiryDerived: false, prolongedBy: active };
      if (!end.expiresOn) return end;
      return { expiresOn: addMonths(end.expiresOn, months), expiryDerived: true, prolongedBy: active };
    }, own);
}

/** The words shown beside a citation, e.g. "已失效（有效期至2024年6月30日，推定）"; empty when there is nothing to say. */
export function validityNote(facts: ValidityFacts, day: Day): string {
  const { status, by, expiresOn, expiryDerived } = standingOn(facts, day);
  const derived = expiryDerived ? '，推定' : '';
  switch (status) {
    case 'expired':
      return expiresOn ? `已失效（有效期至${chineseDay(expiresOn)}${derived}）` : '已失效';
    case 'repealed':
      return by && !facts.repealedOn ? `已废止（${endedBy(by)}）` : withDay('已废止', facts.repealedOn ?? facts.expiresOn);
    case 'not_yet':
      return facts.effectiveOn ? `尚未施行（自${chineseDay(facts.effectiveOn)}起施行）` : '尚未施行';
    case 'amended':
      return by ? `已修改（${endedBy(by)}）` : '已修改';
    case 'in_force':
      return expiresOn ? `现行有效（至${chineseDay(expiresOn)}${derived}）` : '现行有效';
    default:
      return facts.kind === 'consultation_draft' ? '征求意见稿，未施行' : '';
  }
}

const withDay = (word: string, day: Day | null) => (day ? `${word}（${chineseDay(day)}）` : word);

const verbs = { repeals: '废止', supersedes: '取代', amends: '修改', prolongs: '延续' } as const;

/** "自2024年5月1日起由《…》（…号）取代，推定" */
function endedBy({ effect, since, derived }: ActiveEffect): string {
  const from = since ? `自${chineseDay(since)}起` : '';
  return `${from}由${citeDocument(effect.by)}${verbs[effect.kind]}${derived ? '，推定' : ''}`;
}

/** What its sources say against each other on a day, a sentence each with which was used; empty when they agree. */
export function contradictionsOn(facts: ValidityFacts, day: Day): string[] {
  if (facts.kind === 'consultation_draft') return [];
  const { status, by, expiresOn, expiryDerived } = standingOn(facts, day);
  const effects = effectsOn(facts, day);
  const found: string[] = [];
  if (facts.statedStatus === 'in_force' && status === 'repealed' && by && !facts.repealedOn)
    found.push(`页面标注为有效，但已${endedBy(by)}，按已废止处理`);
  if (facts.statedStatus === 'in_force' && status === 'repealed' && facts.repealedOn)
    found.push(`页面标注为有效，又载明${chineseDay(facts.repealedOn)}废止，按已废止处理`);
  if (facts.statedStatus === 'in_force' && status === 'expired' && expiresOn)
    found.push(`页面标注为有效，但有效期至${chineseDay(expiresOn)}${expiryDerived ? '（推定）' : ''}，按已失效处理`);
  const ended = earliest(effects.filter(({ effect }) => effect.kind === 'repeals' || effect.kind === 'supersedes'));
  if (facts.repealedOn && ended?.since && !ended.derived && ended.since !== facts.repealedOn)
    found.push(`页面所载废止日期为${chineseDay(facts.repealedOn)}，又${endedBy(ended)}，以页面为准`);
  const kept = effects.filter(({ effect }) => effect.kind === 'prolongs').at(-1);
  const stated = facts.statedStatus === 'expired' || facts.statedStatus === 'repealed';
  if (kept && (stated || (ended && (ended.since ?? '') <= (kept.since ?? ''))) && outOfForce(status))
    found.push(
      `${citeDocument(kept.effect.by)}称其继续有效，但${ended ? `已${endedBy(ended)}` : '页面标注已失效或废止'}，按不再有效处理`,
    );
  return found;
}
