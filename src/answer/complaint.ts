import { toIndexView } from '../text/normalise.ts';
import type { DraftSentence } from './draft.ts';
import type { Step } from './step.ts';
import type { AnswerParts, Found } from './values.ts';
import { complaintChannel } from './wording.ts';

/** Displeasure, a wish that the rule were another, or a wish to complain: what a policy service can only pass on. */
const complaint: RegExp[] = [
  /(太|这么|那么|也太|实在|真的?|真是)(慢|坑|黑心?|离谱|过分|麻烦|折腾|不合理|不公平?|差劲?|欺负人|不像话|难办|随意|贵了)/,
  /凭(什么|啥)(?!证)|不合理|不公平|没道理|(服务)?态度.{0,6}(差|恶劣|不好|不耐烦|傲慢)|推诿|推来推去|踢皮球|互相推|不作为|乱作为|乱收费|一刀切|形同虚设|糊弄|敷衍|坑(人|老百姓)|骗人的?|走后门|(没|无)人(管|理|接|处理)|不(给|肯|愿|予)(办理?|受理|解决|处理)/,
  /(我|我们)?(要|想|准备|必须)(投诉|举报|反映|曝光|吐槽|建议|控告)|(向|到|去)(哪|哪里|哪儿|谁|什么部门).{0,4}(投诉|举报|反映)|(怎么|如何|怎样)(投诉|举报)/,
  /气死|受不了|忍无可忍|寒心|失望|无语|要个说法|给个说法|什么(破|烂|鬼)(政策|规定|系统)|(政策|规定|办法|制度).{0,8}(太|不合理|有问题|该改|应该改|不近人情)/,
  /(建议|希望|呼吁|恳请|强烈要求)(政府|你们|有关部门|相关部门|领导|市里|取消|修改|调整|增加|放宽|降低|提高|延长|尽快)/,
  /为(什么|啥|何)(还|总|老|一直|迟迟|到现在)(都)?(不|没)|怎么(还|总|老|一直)(都)?(不|没)(人|给|有人)?(管|发|办|修|处理|解决|批)/,
];

/** True when a question (index view) complains or gives an opinion, whatever it asks besides. */
export const complains = (view: string) => complaint.some((pattern) => pattern.test(view));

/** A desk's question tells of somebody else's complaint: only citizens are told where to go. */
export const complainsToUs = ({ request, question }: Pick<Found, 'request' | 'question'>) =>
  request.channel === 'web' && complains(toIndexView(question));

/** Words of displeasure: they say nothing about the matter, and no text of a policy holds them. */
const displeasure =
  /凭(什么|啥)(?!证)|(这|也|简直)?(太|真是?|实在)(不公平?|不合理|离谱|过分|坑|气人|让人寒心|慢)了?|不公平|不合理|气死我?了?|受不了了?|(办得|得)(太|这么)慢了?|到底|究竟|搞什么|[!！]+/g;

/** The question without its displeasure, for the search. Never empty. */
export const withoutDispleasure = (question: string) =>
  question.replace(displeasure, '').replace(/^[，,。\s]+|[，,\s]+$/g, '') || question;

/** An answer to somebody who complains also says where complaints go; the rule itself comes first. */
export function withComplaintChannel<Input extends Found>(last: Step<Input, never>): Step<Input, never> {
  return async (value, parts) => {
    const result = await last(value, parts);
    if (!('end' in result) || !complainsToUs(value)) return result;
    return { ...result, end: { ...result.end, sentences: [...result.end.sentences, channelSentence(parts)] } };
  };
}

const channelSentence = (parts: AnswerParts): DraftSentence => ({ kind: 'notice', text: complaintChannel(parts), evidence: [] });
