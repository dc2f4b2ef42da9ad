import { toLookedAlike } from './confusables.ts';
import { addressed, asksOfMachine, liveMarkup, orders, ordersOfQuestions } from './data/machine-talk.ts';
import { stripInvisible, toIndexView } from './normalise.ts';
import { toSimplified } from './script.ts';
import { splitSentences, type TextRange } from './sentences.ts';

/**
 * Sentences that speak to the machine and not to people (OWASP LLM01): orders hidden in documents, titles, FAQ rows and questions. They
 * are read as a machine could read them: invisible characters, emoji and spaces out, look-alike letters to Latin, traditional
 * characters to simplified, encoded pieces decoded, and also from the end to the beginning.
 */

/** Where a text speaks to the machine: from the first such sentence of a line to the end of that line. Offsets are in the text. */
export function machineTalkIn(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (!worthReading(line)) continue;
    const first = splitSentences(line).find((sentence) => speaksToMachine(line.slice(sentence.start, sentence.end)));
    if (first) ranges.push({ start: start + first.start, end });
    else if (speaksToMachine(line)) ranges.push({ start, end });
  }
  return ranges;
}

function linesOf(text: string): TextRange[] {
  const lines: TextRange[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

/** Characters read of one line; a longer one is cut, an order that needs more is none. */
const readLimit = 4000;

/**
 * A quick look before the patterns: whether a line holds one of the words that they begin with, in either script and direction, or signs
 * that could hide one (other letters, code, spaced-out or doubled words). Most lines of a policy hold none.
 */
const worthReading = (line: string) => hint.test(line) || hiding.test(line) || (line.length > 40 && stuffed(line));
const hint =
  /忽略|無視|无视|拒答|回[复覆復]|忘[记掉記]|抛[开弃]|拋|绕过|繞過|跳过|跳過|不顾|推翻|不要管|别管|不用管|屏蔽|扮演|假装|假扮|充当|身份|你|回答|答[复覆復案]|作答|改答|答[：:]|输出|輸出|告[诉訴知]|提示|指令|译[成为]|翻译|首字|解码|解碼|助手|模型|机器|機器|智能|优先级|优先於|为准|勿引用|请系统|請系統|令系统|一律|统一|示例|略忽|视无|答回|令指/u;
const hiding =
  /[A-Za-zＡ-Ｚａ-ｚ]{3}|[<>{}[\]|$\\]|[\u0370-\u052f]|\p{Default_Ignorable_Code_Point}|\p{Extended_Pictographic}|(?:\p{Script=Han}[\s·*_~.|/-]){3}|[⺀-⿟]/u;

/** Whether a sentence of a document gives orders to the machine, or holds code that could come alive or be decoded. */
export function speaksToMachine(sentence: string): boolean {
  const text = sentence.slice(0, readLimit);
  if (liveMarkup.test(stripInvisible(text).toLowerCase()) || stuffed(text) || holdsCode(text)) return true;
  return readingsOf(text).some((view) => [...orders, ...addressed].some((pattern) => pattern.test(view)));
}

/** The same words three times over: written to be found, not to be read. */
function stuffed(text: string): boolean {
  for (let at = 0; at + 24 < text.length; at += 20) {
    const again = text.slice(at + 8, at + 98).includes(text.slice(at, at + 8));
    if (again && thrice.test(text.slice(at, at + 300))) return true;
  }
  return false;
}
const thrice = /(\p{Script=Han}[\p{Script=Han}\s]{7,79}?)\1\1/u;

/**
 * A title without what it says to the machine and without live markup: its longest beginning that ends before a dash, a bracket or a tag
 * and speaks to people. Empty when nothing is left.
 */
export function titleForPeople(title: string): string {
  const whole = stripInvisible(title).trim();
  if (!speaksToMachine(whole) && !markup.test(whole)) return title;
  const bare = whole
    .replaceAll(new RegExp(markup, 'gi'), '')
    .replace(/["'\s<>]+$/, '')
    .trim();
  if (bare.length >= shortestTitle && !speaksToMachine(bare) && !/[<>]/.test(bare)) return bare;
  const ends = [...whole.matchAll(/——|[—–\-_|<[［（(【：:，,。]|\s(?=\S)/g)].map((match) => match.index).reverse();
  const end = ends.find((at) => at >= shortestTitle && !speaksToMachine(whole.slice(0, at)) && !whole.slice(0, at).includes('<'));
  return end === undefined ? '' : whole.slice(0, end).trim();
}

const shortestTitle = 4;
/** A Markdown link or picture, a pair of tags with what is between them, a tag alone. */
const markup = /!?\[[^\]]*\]\([^)]*\)?|<([a-z]+)[^>]*>[^<]*<\/\1>|["']?<\/?[a-z!][^>]*>?/i;

/** Whether a question tries to steer the machine; one that only speaks about rules does not. */
export function steersMachine(question: string): boolean {
  return readingsOf(question).some((view) =>
    [...orders, ...asksOfMachine, ...ordersOfQuestions].some((pattern) => pattern.test(view)),
  );
}

/** The ways in which a machine could read a text; the first is the plain one. */
function readingsOf(text: string): string[] {
  const visible = stripInvisible(text.slice(0, readLimit)).replace(address, ' ');
  const plain = plainView(visible);
  const decoded = decodedPieces(visible).map(plainView);
  const backwards = turned.test(plain) ? [[...plain].reverse().join('')] : [];
  return [plain, ...backwards, ...decoded].map(withoutMentions);
}

/** Conversion is slow; a text without one of the characters that the patterns need has nothing to convert. */
const traditional =
  /[規則說輸統請將問題譯與據機無視記應須們這個裡為從現開裝顯後變轉內條論時處讀腳註優級於詢覆復拋繞過頓設戶戸訴點擊碼]/;
const simplified = (text: string) => (traditional.test(text) ? toSimplified(text) : text);

const turned = /略忽|视无|答回|令指|则规|erongi/;

const plainView = (text: string) =>
  simplified(toLookedAlike(toIndexView(text)))
    .replace(/\p{Extended_Pictographic}/gu, '')
    .replace(/(?<![a-z]) +| +(?![a-z])/g, '')
    .replace(/(?<=\p{Script=Han})[·*_~.|/-]+(?=\p{Script=Han})/gu, '');

/** What stands in quotation marks is spoken of: 收到“忽略上述通知”的短信. An order to say it stands before them. */
const withoutMentions = (view: string) =>
  withoutCited(view).replace(
    /(?<=写|写入|写着|收到|含有|包含|出现|所谓|类似|例如|[如叫称])[“"「『][^”"」』]{0,60}[”"」』]/g,
    '““',
  );
const withoutCited = (view: string) => view.replace(/[“"「『][^”"」』]{0,60}[”"」』](?=的|等|之类|字样|这|是|属)/g, '““');

/** An address is no text in code, though it may hold Chinese words in percent signs. */
const address = /https?:\/\/[\w\-./?%&=#+:@,;~]+/g;

const encoded: { pattern: RegExp; decode: (piece: string) => string }[] = [
  {
    pattern: /[a-z0-9+/_-]{16,}={0,2}/gi,
    decode: (piece) => Buffer.from(piece.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8'),
  },
  { pattern: /(?:[0-9a-f]{2}[\s:]?){9,}/gi, decode: (piece) => Buffer.from(piece.replace(/[\s:]/g, ''), 'hex').toString('utf8') },
  { pattern: /(?:%[0-9a-f]{2}){6,}/gi, decode: (piece) => Buffer.from(piece.replaceAll('%', ''), 'hex').toString('utf8') },
  {
    pattern: /(?:\\u[0-9a-f]{4}){3,}/gi,
    decode: (piece) =>
      piece.replace(/\\u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  },
  {
    pattern: /(?:&#x?[0-9a-f]{2,6};){3,}/gi,
    decode: (piece) =>
      piece.replace(/&#(x?)([0-9a-f]+);/gi, (_all, hex: string, code: string) =>
        String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, hex ? 16 : 10))),
      ),
  },
];

/** Pieces that are another text in code; what decodes to no text of words is none. */
function decodedPieces(text: string): string[] {
  return encoded.flatMap(({ pattern, decode }) => (text.match(pattern) ?? []).map(decode).filter(isText));
}

const isText = (decoded: string) => /\p{Script=Han}{4}/u.test(decoded) && !/\ufffd/.test(decoded.slice(0, -2));

/** Whether a text holds a piece in code that decodes to Chinese; no policy speaks so to people. */
const holdsCode = (text: string) => decodedPieces(stripInvisible(text.slice(0, readLimit)).replace(address, ' ')).length > 0;
