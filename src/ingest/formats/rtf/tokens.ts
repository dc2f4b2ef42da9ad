/** A piece of an RTF file, one character a byte. */
export type RtfToken =
  | { kind: 'open' | 'close' }
  | { kind: 'word'; word: string; parameter: number | null }
  | { kind: 'byte'; value: number }
  | { kind: 'symbol'; symbol: string }
  | { kind: 'text'; text: string };

const pattern = /([{}])|\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([^\\{}]+)/gis;

/** Control words longer than this mean nothing in any version. */
const longestWord = 40;

/** Splits a file into tokens; binary data after \bin is passed over. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  const token = new RegExp(pattern);
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [, brace, word, parameter, hex, symbol, text] = match;
    if (text !== undefined) yield { kind: 'text', text };
    else if (hex !== undefined) yield { kind: 'byte', value: Number.parseInt(hex, 16) };
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' };
    else if (symbol !== undefined) yield { kind: 'symbol', symbol };
    else if (word === 'bin') token.lastIndex += Math.max(0, Math.min(Number(parameter ?? 0), source.length));
    else if (word !== undefined && word.length <= longestWord)
      yield { kind: 'word', word, parameter: parameter === undefined ? null : clamp(Number(parameter)) };
  }
}

function clamp(value: number): number {
  return Math.max(-2_147_483_648, Math.min(2_147_483_647, value));
}
