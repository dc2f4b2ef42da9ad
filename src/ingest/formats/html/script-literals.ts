/**
 * Values written in JavaScript, read without running it: objects and lists with or without quotes around names, strings of every
 * kind, numbers. Names of variables count as what `names` gives them; any other expression is null.
 */
export function readLiteral(
  source: string,
  from: number,
  names: ReadonlyMap<string, unknown> = new Map(),
): { value: unknown; end: number } {
  const reader = new LiteralReader(source, from, names);
  return { value: reader.value(0), end: reader.at };
}

/** The string literal that opens at `from`, with its escapes resolved, and where it ends. */
export function stringAt(source: string, from: number): { text: string; end: number } {
  const quote = source[from]!;
  let end = from + 1;
  while (end < source.length && source[end] !== quote && (quote === '`' || source[end] !== '\n'))
    end += source[end] === '\\' ? 2 : 1;
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', 0: '', '\n': '' };
  const text = source.slice(from + 1, end).replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, wide, narrow, sign) => {
    if (wide ?? narrow) return String.fromCharCode(Number.parseInt(wide ?? narrow, 16));
    return escapes[sign] ?? sign;
  });
  return { text, end: end + 1 };
}

/** The names of a function that is called where it is written, `(function(a,b){…}("x",1))`, with the values they get. */
export function argumentsOf(source: string): Map<string, unknown> {
  const names = new Map<string, unknown>();
  const parameters = /function\s*\w*\s*\(([\w$,\s]*)\)\s*\{|\(\(?([\w$,\s]*)\)\s*=>\s*\{/.exec(source);
  const call = source.lastIndexOf('}(');
  if (!parameters || call < parameters.index) return names;
  const given = new LiteralReader(source, call + 1, names).list(')', 0);
  const wanted = (parameters[1] ?? parameters[2] ?? '').split(',');
  for (const [i, name] of wanted.entries()) if (name.trim() !== '') names.set(name.trim(), given[i]);
  return names;
}

export const isQuote = (sign: string | undefined) => sign === '"' || sign === "'" || sign === '`';

const maximumDepth = 60;

class LiteralReader {
  at: number;
  private readonly source: string;
  private readonly names: ReadonlyMap<string, unknown>;

  constructor(source: string, from: number, names: ReadonlyMap<string, unknown>) {
    this.source = source;
    this.at = from;
    this.names = names;
  }

  value(depth: number): unknown {
    this.skipSpace();
    const sign = this.source[this.at];
    if (depth > maximumDepth) this.at = this.source.length;
    else if (sign === '{') return this.ended(this.object(depth));
    else if (sign === '[') return this.ended(this.list(']', depth));
    else if (isQuote(sign)) return this.ended(this.string());
    const start = this.at;
    this.skipExpression();
    return this.plain(this.source.slice(start, this.at).trim());
  }

  /** From the opening bracket to `close`. */
  list(close: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    for (;;) {
      this.skipSpace();
      if (this.at >= this.source.length) return items;
      if (this.source[this.at] === close) {
        this.at++;
        return items;
      }
      if (this.source[this.at] === ',') this.at++;
      else if (/[)\]}]/.test(this.source[this.at]!)) this.at = this.source.length;
      else items.push(this.value(depth + 1));
    }
  }

  private object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at++;
    for (;;) {
      this.skipSpace();
      const sign = this.source[this.at];
      if (sign === undefined) break;
      if (sign === '}') {
        this.at++;
        break;
      }
      if (sign === ',') {
        this.at++;
        continue;
      }
      const name = isQuote(sign) ? this.string() : this.name();
      this.skipSpace();
      if (name === null || this.source[this.at] !== ':') {
        this.at = this.source.length;
        break;
      }
      this.at++;
      entries.push([name, this.value(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  private string(): string {
    const { text, end } = stringAt(this.source, this.at);
    this.at = end;
    return text;
  }

  private name(): string | null {
    const name = /[\w$]+/y;
    name.lastIndex = this.at;
    const found = name.exec(this.source)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  /** A value is followed by the end of its place; where more follows ("a" + b), it was not the whole. */
  private ended<T>(value: T): T {
    this.skipSpace();
    if (this.at < this.source.length && !/[,}\])]/.test(this.source[this.at]!)) this.skipExpression();
    return value;
  }

  private plain(text: string): unknown {
    if (this.names.has(text)) return this.names.get(text);
    return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
  }

  private skipSpace(): void {
    const space = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    space.lastIndex = this.at;
    this.at += space.exec(this.source)?.[0].length ?? 0;
  }

  /** Over any expression, to the sign that ends its place. */
  private skipExpression(): void {
    let depth = 0;
    for (; this.at < this.source.length; this.at++) {
      const sign = this.source[this.at]!;
      if (isQuote(sign)) this.at = stringAt(this.source, this.at).end - 1;
      else if (/[([{]/.test(sign)) depth++;
      else if (/[)\]}]/.test(sign) && --depth < 0) return;
      else if ((sign === ',' || sign === ';') && depth === 0) return;
    }
  }
}
