import { steersMachine } from '../text/machine-talk.ts';
import { stripInvisible, toIndexView } from '../text/normalise.ts';
import { redact } from '../text/personal-data.ts';
import { toSimplified } from '../text/script.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import { wrongIn } from './unsafe.ts';
import type { Asked, Guarded } from './values.ts';
import { declinedUnsafe, emergencyHelp } from './wording.ts';

/** Somebody in danger needs a person at once, not a policy. */
const emergency =
  /(不想活|想自杀|要自杀|想死|结束(我的)?生命|轻生|活不下去了|割腕|跳楼自|有人要杀|正在被打|家暴.{0,6}(打|救)|救命)/;

/** Checked on the normalised text, so that full-width letters, invisible and traditional characters hide nothing. */
export const guard: Step<Asked, Guarded> = (asked, parts) => {
  const visible = stripInvisible(asked.request.question).trim();
  const view = toSimplified(toIndexView(visible)).replace(/\s+/g, ' ');
  if (emergency.test(view)) return { end: plainDraft('declined_unsafe', emergencyHelp(parts)) };
  if (steersMachine(visible) || wrongIn(view)) return { end: plainDraft('declined_unsafe', declinedUnsafe(parts)) };
  return { go: { ...asked, question: redact(visible).text } };
};
