import type { Judgement } from '../retrieve/contract.ts';
import { withEarlierTopic } from '../retrieve/follow-up.ts';
import { judgeWeights } from '../retrieve/judge-weights.ts';
import { answerWeights } from './answer-weights.ts';
import { type Branches, openBranches } from './branches.ts';
import { clarifyDraft } from './clarify.ts';
import { complainsToUs } from './complaint.ts';
import { type Draft, plainDraft } from './draft.ts';
import { relatedOf, unitOf } from './related.ts';
import { answerFromJudgedEntry } from './reviewed-entry.ts';
import { isOfPolicy } from './scope.ts';
import { retrieveEvidence, understandQuestion } from './search.ts';
import type { Step } from './step.ts';
import type { AnswerParts, Found, Judged } from './values.ts';
import { declinedComplaint, declinedNoEvidence } from './wording.ts';

/** No evidence, no answer: below the channel's threshold the question is declined, with related pages and the human channel. */
export const judge: Step<Found, Judged> = async (found, parts) => {
  const judgement = await parts.retriever.judge(found.understood, found.candidates);
  if (isEnough(judgement, found)) return { go: { ...found, judgement } };
  const entry = await answerFromJudgedEntry(found, parts, (of) => isEnough(of, found));
  if (entry) return { end: entry, reached: { ...found, judgement } };
  const again = await readOtherwise(found, parts);
  if (again) return { go: again };
  const branches = await openBranches(found, parts);
  const said = branches && (await branchSaidBefore(branches, found, parts));
  if (said) return { go: said };
  if (branches) return { end: clarifyDraft(branches), reached: { ...found, judgement } };
  return { end: await declined(found, judgement, parts), reached: { ...found, judgement } };
};

/** Pages are named only when the question is one of policy and they are near it: for something far off they would look like an answer to it. */
async function declined(found: Found, judgement: Judgement, parts: AnswerParts): Promise<Draft> {
  if (complainsToUs(found)) return plainDraft('declined_out_of_scope', declinedComplaint(parts));
  const near = isOfPolicy(found.standalone) && (judgement.features.cosine ?? 0) >= answerWeights.relatedNearness;
  const related = near ? relatedOf(found.candidates, []) : [];
  const unit = parts.handOn === null ? '' : await unitToAsk(related, parts);
  return plainDraft('declined_no_evidence', declinedNoEvidence(parts, unit), related);
}

/** The unit of the nearest text, with how it is reached where the base knows that: 示例市民政局（0000-1234567）. */
async function unitToAsk([nearest]: Draft['related'], { store }: AnswerParts): Promise<string> {
  const name = nearest ? unitOf(nearest) : '';
  if (!name) return '';
  const contact = (await store.accounts.units()).find((unit) => unit.name === name && unit.retiredAt === null)?.contact;
  return contact ? `${name}（${contact}）` : name;
}

/**
 * Probable enough, and near in meaning: the judge learned from near misses and tells little of questions about something else altogether,
 * which share no matter with any text.
 */
function isEnough({ probability, features }: Judgement, found: Found): boolean {
  const { request, understood } = found;
  const least =
    isOfPolicy(understood.text) && !complainsToUs(found) ? answerWeights.leastNearness : answerWeights.leastNearnessOffPolicy;
  return probability >= judgeWeights.threshold[request.channel] && (features.cosine ?? 1) >= least;
}

/** The conversation has said which of the cases it is about: "那住三级医院给报多少" after 居民医保. */
async function branchSaidBefore({ choices }: Branches, found: Found, parts: AnswerParts): Promise<Judged | null> {
  const before = found.turns.at(-1)?.understood ?? '';
  const said = choices.filter(({ label }) => before.includes(label));
  return said.length === 1 ? readAs(said[0]!.question, found, parts) : null;
}

/** The question read in other words, when that finds enough. */
async function readAs(standalone: string, found: Found, parts: AnswerParts): Promise<Judged | null> {
  const understood = await understandQuestion({ ...found, standalone }, parts);
  const retrieved = 'go' in understood ? await retrieveEvidence(understood.go, parts) : understood;
  if (!('go' in retrieved)) return null;
  const judgement = await parts.retriever.judge(retrieved.go.understood, retrieved.go.candidates);
  return isEnough(judgement, found) ? { ...retrieved.go, judgement } : null;
}

/**
 * A short question that alone finds nothing may silently go on with the topic before it, and one that was taken to may not. It is read
 * once more the other way, and answered only when nothing it names is missing from the evidence: a new topic is not answered from the old.
 */
async function readOtherwise(found: Found, parts: AnswerParts): Promise<Judged | null> {
  const standalone =
    found.followUp === 'none'
      ? withEarlierTopic(found.question, found.turns.at(-1))
      : found.followUp === 'bare'
        ? found.question
        : null;
  if (!standalone) return null;
  const again = await readAs(standalone, found, parts);
  return again && (again.judgement.features.unnamedMatters ?? 0) === 0 ? again : null;
}
