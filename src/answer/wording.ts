import type { DocumentRecord } from '../domain/document.ts';
import { citeDocument } from '../domain/effects.ts';
import { chineseDay } from '../domain/time.ts';

/** Whom our words lead to: a citizen to a person on the telephone, who answers at a desk to the unit that decides. */
export interface HumanChannel {
  humanChannel: string;
  humanPhone: string;
  /** How this desk hands a question on, `{unit}` in the place of the unit; null for citizens. */
  handOn: string | null;
}

/** Named where the base names no unit. */
const someUnit = '承办单位';
const handedOn = (handOn: string, unit = someUnit) => handOn.replaceAll('{unit}', unit || someUnit);

export const declinedUnsafe = ({ humanChannel, handOn }: HumanChannel) =>
  handOn === null
    ? `这个问题不在政策咨询的服务范围内，无法为您解答。如需人工帮助，请联系${humanChannel}。`
    : `这个问题不在政策咨询的服务范围内，这里不作答。确需处理的，${handedOn(handOn)}。`;

export const declinedOutOfScope = ({ humanChannel, handOn }: HumanChannel) =>
  handOn === null
    ? `这里只解答政策问题，这个问题不在服务范围内。您可以直接说想了解的政策，例如“生育津贴怎么申领”；其他事情请联系${humanChannel}。`
    : `这里只解答政策问题，这个问题不在服务范围内。确需处理的，${handedOn(handOn)}。`;

export const emergencyHelp = ({ humanChannel, handOn }: HumanChannel) =>
  handOn === null
    ? `如果您或身边的人正处于危险之中，请立即拨打110报警或者120急救；心里难受想找人说说话，可以拨打12356心理援助热线。其他事情请联系${humanChannel}。`
    : `对方或身边的人正处于危险之中的，立即联系110报警或者120急救，按应急流程处置；心里难受想找人说说话的，告知12356心理援助热线。其他事情，${handedOn(handOn)}。`;

/** `unit` is that of the nearest text, with how to reach it; left out where nothing is near. */
export const declinedNoEvidence = ({ humanChannel, handOn }: HumanChannel, unit?: string) =>
  handOn === null
    ? `现有材料中没有找到能够回答这个问题的依据，不能给您答复。建议拨打${humanChannel}，由人工为您核实。`
    : `现有材料中没有找到能够回答这个问题的依据，请不要凭经验答复。${handedOn(handOn, unit)}。`;

/** For somebody who complains and whose matter no text rules on. Citizens only: a desk tells of somebody else's complaint. */
export const declinedComplaint = ({ humanChannel }: HumanChannel) =>
  `这里只解答政策，不受理投诉和建议，也没有找到与您反映的情况对应的规定。投诉、举报或者提建议，请联系${humanChannel}，由受理单位登记转办。`;

/** Put after an answer to a citizen who complains. */
export const complaintChannel = ({ humanChannel }: HumanChannel) =>
  `以上是政策规定；如要投诉、举报或者提建议，请联系${humanChannel}。`;

/** Nationwide telephone numbers for one's own records, each published by the authority that runs it. */
const recordLines: readonly (readonly [RegExp, string])[] = [
  [/公积金/, '住房公积金热线12329'],
  [/医保|医疗保险|生育(津贴|保险)|门特|门慢/, '医保服务热线12393'],
  [/社保|社会保障|养老|退休金|失业|工伤|工龄|劳动/, '人社服务热线12333'],
  [/个税|税|发票/, '纳税服务热线12366'],
];

export function declinedPersonalRecord({ humanChannel, handOn }: HumanChannel, question = ''): string {
  const line = recordLines.find(([pattern]) => pattern.test(question))?.[1];
  const ways = '通过原办理渠道（政务服务网、手机应用或受理窗口）查询';
  if (handOn !== null)
    return `这里只解答政策，查不到个人的办理进度或账户信息。请告诉对方${ways}${line ? `，或拨打${line}` : ''}；确需代为查询的，${handedOn(handOn)}。`;
  const call = line ? `${line}或${humanChannel}` : humanChannel;
  return `这里只解答政策，查不到个人的办理进度或账户信息。请${ways}，或拨打${call}。`;
}

/** The one question asked back; the choices stand in it too, for channels without buttons. */
export const clarifyQuestion = (what: string, values: string[]) =>
  `规定因“${what}”不同而不同，您问的是哪一种：${values.join('、')}？`;

/** Under a list of which only some items are quoted. */
export const partialList = '以上为部分内容，完整清单见原文。';

/** Before the words that hold now in the place of a clause that was changed; `since` is empty where no day is known. */
export const amendedLead = (name: string, since: string) => `原条文已由${name}修改，${since ? `自${since}起` : ''}现为：`;

/** Before an answer to a question in English. */
export const chineseOriginal = 'Chinese original（中文原文）：';

export const greeting = '您好！请直接说您想了解的政策，例如“生育津贴怎么申领”，我会摘录政策原文并注明出处。';
export const thanks = '不客气。还有其他政策问题，请继续提问。';
export const aboutMe = ({ humanChannel, handOn }: HumanChannel) =>
  `我是政策问答助手，只根据已审核发布的政策文件和常见问题回答，每句话都可以核对原文。${
    handOn === null ? `需要人工服务请联系${humanChannel}` : `答不了的，${handedOn(handOn)}`
  }。`;

/**
 * A document's name in a sentence of ours: 《title》（number） without its issuers and without 关于印发《…》的通知 around it, and the number alone
 * where it has one and the title is long. The sources under the answer give the whole title.
 */
export function titleWithNumber({ title, documentNumber }: Pick<DocumentRecord, 'title' | 'documentNumber'>): string {
  const bare = title.replace(issuersBefore, '').replace(wrapping, '$1');
  if (!documentNumber) return citeDocument({ title: bare, documentNumber });
  return bare.length > nameLength ? documentNumber : citeDocument({ title: bare, documentNumber });
}

/** Before the sentence of two documents in force that prevails, or of the first where that cannot be said. */
export const disagreementLead = (name: string, because: string) =>
  because ? `两份现行文件不一致，以${name}为准（${because}）：` : `两份现行文件不一致，适用哪一份请向主管部门核实。${name}：`;

/** Before the other document's sentence. */
export const disagreementOther = (name: string) => `${name}则为：`;

/** A document's name, its number only in the place of a long title, with the day from which it holds or on which it was issued. */
export function titleWithDay({ title, documentNumber, effectiveOn, issuedOn, publishedOn }: DocumentRecord): string {
  const named = titleWithNumber({ title, documentNumber });
  const name = named.startsWith('《') ? named.replace(`（${documentNumber}）`, '') : named;
  const day = effectiveOn ?? issuedOn ?? publishedOn;
  return day ? `${name}（${chineseDay(day)}${effectiveOn ? '施行' : '发布'}）` : name;
}

/** Longest title that stands in a sentence beside the document's number. */
const nameLength = 24;
const issuersBefore = /^[^《》关]{2,80}(?:政府|局|委员会|厅|部|办公室|中心|联合会|总会|总工会)\s*(?=关于)/;
const wrapping = /^关于(?:印发|发布|公布)[《〈](.+)[》〉]的(?:通知|公告|通告)$/;

/** Where a cited clause was read by machine from a picture of the page. */
export const machineReadNotice = '部分引文由机器识别自扫描件，请以原件为准。';

/** Of an answer: was any of it read from a picture of the page, and whose matter is it. */
export interface Cited {
  machineRead?: boolean;
  unit?: string;
}

/** Shown under every answer; says what the text is and how to reach a person, or at a desk where to hand the question on. */
export function noticeFor(status: string, { humanChannel, handOn }: HumanChannel, { machineRead, unit }: Cited = {}): string {
  // A desk is told in the refusal itself how to hand the question on.
  if (handOn !== null && status.startsWith('declined')) return '';
  const further = handOn === null ? `如需人工服务，请联系${humanChannel}` : `拿不准的，${handedOn(handOn, unit)}`;
  const human = `${machineRead ? machineReadNotice : ''}${further}。`;
  switch (status) {
    case 'answered_faq':
      return `人工审核答复。具体办理以主管部门答复为准。${human}`;
    case 'answered_extract':
    case 'expired_only':
      return `原文摘录，非人工智能生成。具体适用由主管部门认定。${human}`;
    case 'answered_model':
      return `含人工智能生成内容，依据所附原文整理，请以原文为准。${human}`;
    default:
      return human;
  }
}

/** Added for a question in English: the texts are Chinese, and the answer quotes them as they are. Nothing for small talk. */
export function englishNotice(status: string, { humanPhone, handOn }: HumanChannel): string {
  const help = handOn === null ? ` For help from a person, call ${humanPhone}.` : '';
  if (status === 'small_talk') return '';
  if (status === 'clarify') return help;
  if (status.startsWith('answered') || status === 'expired_only')
    return ` The answer quotes the Chinese text of the policy; the Chinese text is authoritative.${help}`;
  return ` No answer to this question is given here.${help}`;
}
