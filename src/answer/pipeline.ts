import { clarify } from './clarify.ts';
import { withComplaintChannel } from './complaint.ts';
import { compose } from './compose.ts';
import { completeFollowUp } from './conversation.ts';
import { guard } from './guard.ts';
import { judge } from './judge.ts';
import { personalRecord } from './personal-record.ts';
import { answerFromEntry } from './reviewed-entry.ts';
import { rewordWithModel } from './reword.ts';
import { scope } from './scope.ts';
import { retrieveEvidence, understandQuestion } from './search.ts';
import { smallTalk } from './small-talk.ts';
import { pipeline } from './step.ts';
import type { Asked } from './values.ts';
import { verify } from './verify.ts';

/** The life of a question, in order. A step goes on with a richer value or ends with a draft of the reply. */
export const answerPipeline = pipeline<Asked>()
  .step('guard', guard)
  .step('small_talk', smallTalk)
  .step('personal_record', personalRecord)
  .step('scope', scope)
  .step('follow_up', completeFollowUp)
  .step('understand', understandQuestion)
  .step('retrieve', retrieveEvidence)
  .step('reviewed_entry', answerFromEntry)
  .step('judge', judge)
  .step('clarify', clarify)
  .step('compose', compose)
  .step('reword', rewordWithModel)
  .step('verify', withComplaintChannel(verify));
