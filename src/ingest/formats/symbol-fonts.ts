/** Text in fonts that show other signs than their codes say, and in the Western code page. */

/** The font Symbol from code 0x20 on; ornaments and parts of large brackets are spaces or themselves. */
const symbolFont =
  ' !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ' +
  '                                €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';

const wingdings = signs('252✓ 251✗ 253☒ 254☑ 168□ 111□ 113□ 114□ 108● 110■ 117◆ 224→ 232➔ 240⇨', 129, '①②③④⑤⑥⑦⑧⑨⑩');
const wingdings2 = signs('80✓ 79✗ 82☑ 81☒ 83☒ 84☒ 163□ 42□ 48□ 151● 162■', 106, '①②③④⑤⑥⑦⑧⑨⑩');

function signs(single: string, first: number, row: string): Map<number, string> {
  const named = single.split(' ').map((pair): [number, string] => [Number.parseInt(pair, 10), pair.at(-1)!]);
  return new Map([...named, ...[...row].map((sign, i): [number, string] => [first + i, sign])]);
}

/**
 * What a font of signs shows for a code, 0x20-0xFF or the same in the private area from 0xF000 on; empty for ornaments. Null for fonts
 * whose signs are letters.
 */
export function symbolText(font: string | null, code: number): string | null {
  const sign = code & 0xff;
  if (/^wingdings 2/i.test(font ?? '')) return wingdings2.get(sign) ?? '';
  if (/^wingdings|^webdings|dingbats/i.test(font ?? '')) return wingdings.get(sign) ?? '';
  if (font === null || /symbol/i.test(font)) return [...symbolFont][sign - 0x20] ?? '';
  return null;
}

const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Code page 1252: the decoder of the platform takes it for Latin-1 and loses its quotation marks and dashes. */
export function decodeWestern(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => upperControls[control.charCodeAt(0) - 0x80]!);
}
