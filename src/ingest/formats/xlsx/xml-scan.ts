/** A tag or a run of text in the order of the file. */
export interface XmlToken {
  /** Local name, without prefix; empty for text. */
  name: string;
  kind: 'open' | 'close' | 'empty' | 'text';
  /** Attributes as written, or the text with its entities resolved. */
  text: string;
}

const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!](?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^"'>[])*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:"[^"]*"|'[^']*'|[^"'>])*)>|([^<]+)/g;

/** Reads a large XML part tag by tag without building a tree. Entities of a document type are left as they are written. */
export function* scanXml(xml: string): Generator<XmlToken> {
  for (const match of xml.matchAll(token)) {
    const [, data, slash, name, attributes, text] = match;
    if (text !== undefined) yield { name: '', kind: 'text', text: resolveEntities(text) };
    else if (data !== undefined) yield { name: '', kind: 'text', text: data };
    else if (name !== undefined) {
      const empty = attributes!.endsWith('/');
      yield { name, kind: slash === '/' ? 'close' : empty ? 'empty' : 'open', text: attributes! };
    }
  }
}

const patterns = new Map<string, RegExp>();

/** Value of an attribute by its local name; null where it is missing. */
export function attributeOf(attributes: string, name: string): string | null {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : resolveEntities(value);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
