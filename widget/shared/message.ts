import { answerText, outOfForce, readersTitle, textLabel, unitLine, validityWord } from './format.ts';
import type { AskResponse, Citation, SearchHit } from './types.ts';

/** Longest text for a caller's phone, in characters: two messages of a mobile network (70 Chinese characters each). */
export const messageLength = 140;
/** Longer titles and addresses would leave no room for the answer. */
const sourceLength = 36;
const addressLength = 60;

interface Message {
  /** Before everything else: that the text is out of force, or made by a machine. */
  warning: string;
  answer: string;
  source: string;
  /** Where the caller can check it, best first; empty ones are passed over. */
  places: (string | null | undefined)[];
}

/** Where anything can be checked of which the base names no place. */
const anyPlace = '办理窗口';

/** What a caller gets of an entry or a clause: the answer, its source, where to check it. Nothing of the call, nothing internal. */
export function hitMessage({ faq, document, snippet, title }: SearchHit, clauseText: string | null): string {
  if (faq) {
    const [basis] = faq.basis.filter(({ validity }) => !outOfForce(validity));
    const places = [shortAddress(faq.serviceLink?.url), unitLine(faq), faq.contact];
    return messageText({ warning: '', answer: faq.answer, source: basis?.label ?? faq.legalBasis[0] ?? faq.question, places });
  }
  const lapsed = document && outOfForce(document.validity);
  return messageText({
    warning: lapsed ? `【该文件${validityWord(document.validity)}】` : '',
    answer: clauseText ?? snippet.replace(/^…|…$/g, ''),
    source: sourceOf(title, document?.documentNumber),
    places: [shortAddress(document?.url ?? document?.serviceLinks[0]?.url), document?.issuer],
  });
}

/** The same of a whole answer; empty for one that rests on nothing. */
export function answerMessage(response: AskResponse): string {
  const [cited] = response.citations;
  if (!cited) return '';
  const label = textLabel(response.sentences, response.status);
  const lapsed = response.citations.find(({ validity }) => outOfForce(validity));
  const warnings = [
    label === '含人工智能生成内容' ? `【${label}】` : '',
    lapsed ? `【所引文件${validityWord(lapsed.validity)}】` : '',
  ];
  return messageText({
    warning: warnings.join(''),
    answer: answerText(response),
    source: cited.kind === 'faq' ? cited.title : sourceOf(cited.title, cited.documentNumber),
    places: [shortAddress(response.serviceLinks[0]?.url), shortAddress(cited.url), response.desk?.unit, cited.issuer],
  });
}

function messageText({ warning, answer, source, places }: Message): string {
  const place = places.find(Boolean) ?? anyPlace;
  const named = source.length <= sourceLength ? source : `${source.slice(0, sourceLength - 1)}…`;
  const tail = `（出处：${named}；核对：${place.slice(0, addressLength)}）`;
  return warning + cutToSentence(answer.replace(/\s*\n+\s*/g, ' ').trim(), messageLength - warning.length - tail.length) + tail;
}

const cutMark = '……';

/** Whole sentences as far as they fit; what is cut says so. */
function cutToSentence(text: string, size: number): string {
  if (text.length <= size) return text;
  const room = text.slice(0, size - cutMark.length);
  const end = Math.max(...['。', '；', '！', '？'].map((stop) => room.lastIndexOf(stop))) + 1;
  return (end > room.length / 3 ? room.slice(0, end) : room) + cutMark;
}

const sourceOf = (title: string, number: Citation['documentNumber'] | undefined) => {
  const named = readersTitle(title);
  return number && named.length + number.length + 2 <= sourceLength ? `${named}（${number}）` : named;
};

/** An address too long to be read on a phone is none. */
const shortAddress = (url: string | null | undefined) => (url && url.length <= addressLength ? url : null);
