import { administration, everydayTopics, machineItself } from '../text/data/everyday-topics.ts';
import { findDocumentNumbers } from '../text/document-number.ts';
import { toIndexView } from '../text/normalise.ts';
import { toSimplified } from '../text/script.ts';
import { loadSynonyms } from '../text/synonyms.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import type { Guarded } from './values.ts';
import { declinedOutOfScope } from './wording.ts';

const everyday = new RegExp(Object.values(everydayTopics).join('|'), 'i');
const itself = new RegExp(machineItself, 'i');
const administrative = new RegExp(administration);
const asks =
  /[?？]|多少|多久|多长|多大|几[个天年月号岁次时点]|什么|啥|怎|咋|如何|为何|何时|哪|吗|谁|是否|能不能|可不可以|要不要|有没有|是不是|呢|请问|求助|希望|行不行|了没|[能行可要]不$/;
/** Longest text that may be a heading or a few key words rather than a statement. */
const keywordLength = 14;

/** True when a question is plainly none of policy. Errs towards policy: the judge declines what has no evidence. */
export function outOfScope(question: string, first: boolean): boolean {
  if (isOfPolicy(question)) return false;
  const view = viewOf(question);
  return everyday.test(view) || itself.test(view) || (first && isMereStatement(view));
}

/** Names administration, law, a document's number, or a matter that the list of citizens' words knows. */
export function isOfPolicy(question: string): boolean {
  const view = viewOf(question);
  if (findDocumentNumbers(view).length > 0) return true;
  return administrative.test(view) || loadSynonyms().some(({ citizen }) => citizen.length > 1 && view.includes(citizen));
}

const viewOf = (question: string) => toSimplified(toIndexView(question)).replace(/\s+/g, '');

/** A full sentence with its stop that opens a conversation and asks for nothing. */
const isMereStatement = (view: string) => view.length > keywordLength && /[。.！!]$/.test(view) && !asks.test(view);

/** Weather, homework, poems, love: declined without a search. */
export const scope: Step<Guarded, Guarded> = (guarded, parts) =>
  outOfScope(guarded.question, guarded.turns.length === 0)
    ? { end: plainDraft('declined_out_of_scope', declinedOutOfScope(parts)) }
    : { go: guarded };
