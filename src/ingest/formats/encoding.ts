import type { Warning } from '../../domain/document.ts';

export interface DecodedText {
  text: string;
  /** WHATWG label of the encoding that was used. */
  encoding: string;
  warnings: Warning[];
}

/** The most frequent characters of Chinese prose, simplified and traditional: right decoding is rich in them, wrong decoding is not. */
const frequentCharacters = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏县護這國個們為來時學對於會過發後無問說關開經現實動點從還進種與當長兩員業產電體歷務統處應資險規標準條辦請醫',
);

const replacement = '\uFFFD';

/** Decodes text by its bytes; a declared label only breaks ties, because labels are often wrong. */
export function decodeText(bytes: Uint8Array, declared: string | null = null): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return { text: decode(bytes, marked), encoding: marked, warnings: [] };
  const wide = wideEncoding(bytes);
  if (wide) return { text: decode(bytes, wide), encoding: wide, warnings: [] };
  if (isUtf8(bytes)) return { text: decode(bytes, 'utf-8'), encoding: 'utf-8', warnings: mislabelled(declared, 'utf-8', bytes) };
  const best = bestOf(bytes, candidateEncodings(declared));
  const mixed = byLines(bytes);
  if (mixed && quality(mixed) > quality(best.text) + 0.1) {
    const message = '文件里混用了两种编码（UTF-8 和 GB18030），已逐行识别，请核对';
    return { text: mixed, encoding: 'utf-8', warnings: [{ code: 'encoding_mixed', message }] };
  }
  const warnings = mislabelled(declared, best.encoding, bytes);
  if (best.text.includes(replacement)) {
    warnings.push({ code: 'encoding_damage', message: '部分字符无法按编码还原，可能有缺字' });
  }
  return { text: best.text, encoding: best.encoding, warnings };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/**
 * UTF-16 without a mark: half of the bytes of ASCII signs and line ends are zero, which no other text has. Some hanzi (一, the wide blank)
 * have a zero on the other side, so that the words decide.
 */
export function wideEncoding(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 8192 & ~1);
  if (start.length < 8 || !start.includes(0)) return null;
  const tried = ['utf-16le', 'utf-16be'].map((encoding) => {
    const text = decode(start.subarray(0, start.length & ~1), encoding);
    const control = text.match(/(?![\s])\p{Cc}|[\ufffe\uffff]/gu)?.length ?? 0;
    return {
      encoding,
      sound: control === 0,
      quality: quality(text),
      ascii: text.match(/[\t\n\r -~]/g)?.length ?? 0,
      length: text.length,
    };
  });
  const best = tried.filter((one) => one.sound && (one.quality > 0.2 || one.ascii > one.length * 0.7));
  return best.sort((a, b) => b.quality - a.quality || b.ascii - a.ascii)[0]?.encoding ?? null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream` forgives a last character that was cut off.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Parts of two files put together: each line that is sound UTF-8 as that, every other as GB18030. Null for files too large to try. */
function byLines(bytes: Uint8Array): string | null {
  if (bytes.length > 8 * sampleBytes) return null;
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
    lines.push(decode(line, isUtf8(line) ? 'utf-8' : 'gb18030'));
    start += line.length;
  }
  return lines.join('');
}

function candidateEncodings(declared: string | null): string[] {
  const label = knownLabel(declared);
  const usual = ['gb18030', 'utf-8', 'big5', 'utf-16le', 'utf-16be'];
  const names = label && label !== 'windows-1252' ? [label, ...usual] : usual;
  return [...new Set(names.map((name) => (name === 'gbk' ? 'gb18030' : name)))];
}

/** So many bytes tell an encoding; large files are decoded whole only once. */
const sampleBytes = 512 * 1024;

function bestOf(bytes: Uint8Array, encodings: string[]): { text: string; encoding: string } {
  const sample = bytes.subarray(0, sampleBytes);
  const tried = encodings.map((encoding) => ({ encoding, quality: quality(decode(sample, encoding)) }));
  const { encoding } = tried.reduce((best, next) => (next.quality > best.quality + 0.02 ? next : best));
  return { text: decode(bytes, encoding), encoding };
}

/** Share of frequent characters among the non-ASCII ones, less the replacement characters. */
function quality(text: string): number {
  let other = 0;
  let frequent = 0;
  let broken = 0;
  for (const character of text) {
    if (character <= '\u007f') continue;
    other++;
    if (frequentCharacters.has(character)) frequent++;
    else if (character === replacement) broken++;
  }
  return other === 0 ? 0 : (frequent - 3 * broken) / other;
}

function mislabelled(declared: string | null, used: string, bytes: Uint8Array): Warning[] {
  const label = knownLabel(declared);
  const same = label === used || (label === 'gbk' && used === 'gb18030');
  if (!label || same || bytes.every((byte) => byte < 0x80)) return [];
  return [{ code: 'encoding_label', message: `文件标注的编码是 ${declared}，实际按 ${used} 读取` }];
}

function knownLabel(label: string | null): string | null {
  if (!label) return null;
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
