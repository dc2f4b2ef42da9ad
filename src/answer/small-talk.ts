import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import type { Guarded } from './values.ts';
import { aboutMe, greeting, thanks } from './wording.ts';

const only = (words: string) => new RegExp(`^(${words})[啊呀哦呢吧了的,，。.!！~～\\s]*$`, 'i');
const hello = only('您好|你好|hi|hello|在吗|在么|有人吗|早上好|下午好|晚上好|早|嗨|喂|哈喽');
const goodbye = only('谢谢|多谢|感谢|谢谢你|谢谢您|非常感谢|好的谢谢|thanks|thank you|知道了|明白了|好的|好|ok|再见|拜拜|bye');
const whoAreYou = only(
  '(请问)?(你|您)(是谁|是什么|叫什么|叫什么名字|是机器人吗|是人工吗|是真人吗|能做什么|会什么|可以做什么|有什么功能)[？?]?',
);

/** Greetings and thanks are answered without a search; anything more is a question. */
export const smallTalk: Step<Guarded, Guarded> = (guarded, parts) => {
  const text = guarded.question.trim();
  if (hello.test(text)) return { end: plainDraft('small_talk', greeting) };
  if (goodbye.test(text)) return { end: plainDraft('small_talk', thanks) };
  if (whoAreYou.test(text.replace(/[？?]$/, ''))) return { end: plainDraft('small_talk', aboutMe(parts)) };
  return { go: guarded };
};
