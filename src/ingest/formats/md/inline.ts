/**
 * Text of Markdown without its markup. Every rule here takes time that grows with the text: brackets and marks that nothing closes cost no
 * search of their own.
 */
export function withoutMarkup(text: string, onLink: (label: string, url: string) => void): string {
  const bare = text
    .replace(picture, '$1')
    .replace(link, (_, label: string, url: string) => {
      if (/^https?:\/\//i.test(url)) onLink(label, url);
      return label;
    })
    .replace(/<(https?:\/\/[^<>\s]+)>/g, '$1')
    .replace(/<br[ \t]{0,8}\/?>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return decodeEntities(emphases.reduce(unwrap, bare))
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>])/g, '$1')
    .replace(/[\s\u3000\u00a0]+/g, ' ')
    .trim();
}

/** Signs that exports from pages leave as entities. */
const entities: Record<string, string> = {
  nbsp: ' ',
  emsp: ' ',
  ensp: ' ',
  thinsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  times: '×',
  amp: '&',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{2,7})|#x([\da-f]{2,6})|([a-z]{2,6}));/gi, (written, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[name] ?? written;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : written;
  });
}

/** An address may hold one pair of brackets. What stands between bracket and address is short, or it is no link. */
const address = '\\s{0,8}<?((?:[^()\\s>]|\\([^()\\s]*\\))*)>?(?:\\s{1,8}"[^"]*")?\\s{0,8}';
const picture = /!\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g;
const link = new RegExp(`\\[([^[\\]]+)\\]\\(${address}\\)`, 'g');

/** Marks around words, with what may stand outside and inside of them. */
interface Emphasis {
  mark: string;
  outside: RegExp;
  inside: RegExp;
}

const emphases: Emphasis[] = [
  ...['***', '___', '**', '__'].map((mark) => ({ mark, outside: /^/, inside: /\S/ })),
  { mark: '*', outside: /^[^\w*]?$/, inside: /[^\s*]/ },
];

/** Takes away pairs of marks, each with the nearest one that can close it. One pass: the place of the next closing mark is remembered. */
function unwrap(text: string, { mark, outside, inside }: Emphasis): string {
  const length = mark.length;
  const opens = (at: number) => outside.test(text.charAt(at - 1)) && inside.test(text.charAt(at + length));
  const closes = (at: number) => inside.test(text.charAt(at - 1)) && outside.test(text.charAt(at + length));
  const next = (from: number, suits: (at: number) => boolean) => {
    let at = text.indexOf(mark, from);
    while (at >= 0 && !suits(at)) at = text.indexOf(mark, at + 1);
    return at;
  };
  const parts: string[] = [];
  let from = 0;
  for (let open = next(0, opens); open >= 0; open = next(from, opens)) {
    const close = next(open + length + 1, closes);
    if (close < 0) break;
    parts.push(text.slice(from, open), text.slice(open + length, close));
    from = close + length;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}
