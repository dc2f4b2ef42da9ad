import { changeable } from '../../text/data/follow-up-words.ts';
import { toIndexView } from '../../text/normalise.ts';
import type { ScoredUnit } from './score-units.ts';

/** Which case a question is about, and which sentences are for another one. */

const bare = (text: string) => toIndexView(text).replace(/\s+/g, '');

/** Kinds of words that make a case of a rule: where, who, how. Levels, ages and years are figures of the rule itself. */
const caseWords = changeable
  .filter(([kind]) => ['place', 'household', 'person', 'scheme', 'hospital', 'form'].includes(kind))
  .map(([, pattern]) => new RegExp(pattern, 'gu'));

/**
 * A sentence of the same part of the document that speaks of a case which the question names and the best sentence, its headings and its
 * document's title do not: the note under a table that moves all days for one district. Null where nothing is left unsaid.
 */
export function noteOnCase(best: ScoredUnit, units: ScoredUnit[], asked: string): ScoredUnit | null {
  const document = best.candidate.document?.document;
  const said = bare(
    [best.text, ...best.clause.headings, document?.title ?? '', ...(document?.jurisdiction.path ?? [])].join('\n'),
  );
  const view = bare(asked);
  const unsaid = caseWords
    .flatMap((pattern) => view.match(pattern) ?? [])
    .filter((word) => word.length >= 2 && !said.includes(word));
  if (unsaid.length === 0) return null;
  const parts = partsAround(best);
  const near = units.filter(
    ({ candidate, clause }) =>
      candidate.view.itemId === best.candidate.view.itemId &&
      parts.some((part) => clause.path === part || clause.path.startsWith(`${part}/`)),
  );
  return (
    near.find(
      (unit) => unit !== best && isNote.test(unit.text.trim()) && unsaid.some((word) => bare(unit.text).includes(word)),
    ) ?? null
  );
}

/** What stands beside a rule and bends it. */
const isNote =
  /^(?:注|备注|说明|※|\*|[①-⑳]|[（(]?\d{1,2}[）)、.．]|但|其中|除)|(?:除外|另行|顺延|不适用|按.{1,12}(?:执行|计)|例外)/;

/** The clause itself, the part that holds it, and for a table row the part that holds the table. */
function partsAround({ clause }: ScoredUnit): string[] {
  const parent = clause.parentPath;
  if (parent === null) return [clause.path];
  return clause.kind === 'table_row' && parent.includes('/') ? [parent, parent.slice(0, parent.lastIndexOf('/'))] : [parent];
}

/** Rows of the best row's table that are for another case than the one the question names: "二级" leaves out the row of 一级. */
export function isOfOtherCase(unit: ScoredUnit, best: ScoredUnit, asked: string): boolean {
  if (unit === best || !unit.clause.table || !best.clause.table || unit.clause.parentPath !== best.clause.parentPath)
    return false;
  const view = bare(asked);
  const others = new Map(unit.clause.table.cells);
  return best.clause.table.cells.some(([column, value]) => {
    const other = others.get(column);
    return other !== undefined && other !== value && names(view, value) && !names(view, other);
  });
}

/** Whether the question says the cell's words; what stands in brackets explains, and a figure alone is no case. */
function names(view: string, value: string): boolean {
  const word = bare(value).replace(/\([^)]*\)/g, '');
  return word.length >= 2 && /[\p{Script=Han}a-z]/u.test(word) && view.includes(word);
}

/** Openings that every document has and that answer nothing but what the document is for. */
export const isOpening = ({ text }: { text: string }) =>
  /^(?:第一条\s*)?(?:为|为了|根据).{4,}(?:制定|修订)本(?:办法|规定|细则|条例|方案|意见|通知|规程|指引|标准)[。；]?$/su.test(
    text.trim(),
  ) || /^现将.{2,}(?:印发|公布|发布)给你们/su.test(text.trim());
