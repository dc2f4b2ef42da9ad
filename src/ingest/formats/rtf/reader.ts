import type { Block } from '../../blocks.ts';
import { tidy } from '../html/dom.ts';
import { type RtfRow, tableOfRows } from './table.ts';

/** Code pages of the font character sets that Chinese documents use. */
const charsetPages: Record<number, string> = {
  0: '',
  1: '',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  204: 'windows-1251',
  238: 'windows-1250',
};
const codePages: Record<number, string> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** Groups that hold no text of the document. */
const skipped = new Set(
  (
    'colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable ' +
    'revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst filetbl template nonshppict bkmkstart bkmkend ' +
    'ftnsep ftnsepc mmathPr pgptbl'
  ).split(' '),
);

const characters: Record<string, string> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  tab: ' ',
  emspace: ' ',
  enspace: ' ',
  line: '\n',
};

/** Formatting that a group inherits and gives back at its end. */
interface State {
  skip: boolean;
  font: number;
  /** Characters after \uN that stand for it in old readers. */
  fallback: number;
  inFontTable: boolean;
}

type Align = 'left' | 'center' | 'right';

export class RtfReader {
  private readonly blocks: Block[] = [];
  private readonly fonts = new Map<number, number>();
  private state: State = { skip: false, font: -1, fallback: 1, inFontTable: false };
  private readonly stack: State[] = [];
  private codePage = 'gb18030';
  private text = '';
  private bytes: number[] = [];
  private pending = 0;
  private align: Align | undefined;
  private outline: number | null = null;
  private inTable = false;
  private row: RtfRow = { edges: [], cells: [], verticalMerge: [] };
  private rows: RtfRow[] = [];
  private continuesCell = false;

  /** Reads the source, one character per byte. False when groups are left open: the file was cut off. */
  read(source: string): boolean {
    const token = /([{}])|\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([^\\{}]+)/gis;
    let closed = false;
    for (let match = token.exec(source); match; match = token.exec(source)) {
      const [, brace, word, parameter, hex, symbol, plain] = match;
      if (brace === '{') this.open();
      else if (brace === '}') {
        this.flushBytes();
        this.state = this.stack.pop() ?? this.state;
        if (this.stack.length === 0) {
          closed = true;
          break;
        }
      } else if (word === 'bin') token.lastIndex += Math.max(0, Number(parameter ?? 0));
      else if (word !== undefined) this.word(word, parameter === undefined ? null : Number(parameter));
      else if (hex !== undefined) this.byte(Number.parseInt(hex, 16));
      else if (symbol !== undefined) this.symbol(symbol);
      else if (plain !== undefined) this.plain(plain);
    }
    return closed;
  }

  finish(): Block[] {
    this.endParagraph();
    this.endTable();
    return this.blocks;
  }

  private open(): void {
    this.flushBytes();
    this.stack.push(this.state);
    this.state = { ...this.state };
  }

  private word(word: string, parameter: number | null): void {
    if (word === 'u' && parameter !== null) {
      this.flushBytes();
      this.add(String.fromCharCode(parameter < 0 ? parameter + 65536 : parameter));
      this.pending = this.state.fallback;
      return;
    }
    this.flushBytes();
    this.pending = 0;
    if (word === 'fonttbl') this.state.inFontTable = true;
    if (skipped.has(word) || word === 'fonttbl') this.state.skip = true;
    else if (word === 'uc') this.state.fallback = parameter ?? 1;
    else if (word === 'ansicpg') this.codePage = codePages[parameter ?? 936] ?? `windows-${parameter}`;
    else if (word === 'f') this.state.font = parameter ?? -1;
    else if (word === 'fcharset' && this.state.inFontTable) this.fonts.set(this.state.font, parameter ?? 0);
    else if (!this.state.skip) this.content(word, parameter);
  }

  private content(word: string, parameter: number | null): void {
    const character = characters[word];
    if (character !== undefined) this.add(character);
    else if (word === 'par' || word === 'sect') this.endParagraph();
    else if (word === 'page' || word === 'column') this.endParagraph();
    else if (word === 'pard') {
      this.align = undefined;
      this.outline = null;
      this.inTable = false;
    } else if (word === 'qc' || word === 'qr' || word === 'ql')
      this.align = word === 'qc' ? 'center' : word === 'qr' ? 'right' : 'left';
    else if (word === 'outlinelevel') this.outline = parameter !== null && parameter < 9 ? parameter + 1 : null;
    else if (word === 'intbl') this.inTable = true;
    else this.table(word, parameter);
  }

  private table(word: string, parameter: number | null): void {
    if (word === 'trowd') {
      this.row = { ...this.row, edges: [], verticalMerge: [] };
      this.continuesCell = false;
    } else if (word === 'clvmrg') this.continuesCell = true;
    else if (word === 'cellx') {
      this.row.edges.push(parameter ?? 0);
      this.row.verticalMerge.push(this.continuesCell);
      this.continuesCell = false;
    } else if (word === 'cell' || word === 'nestcell') {
      this.row.cells.push(this.takeLines().join('\n'));
    } else if (word === 'row') {
      this.rows.push(this.row);
      this.row = { edges: [...this.row.edges], cells: [], verticalMerge: [...this.row.verticalMerge] };
    }
  }

  private byte(value: number): void {
    if (this.state.skip) return;
    if (this.pending > 0) this.pending--;
    else this.bytes.push(value);
  }

  private symbol(symbol: string): void {
    if (symbol === '*') this.state.skip = true;
    else if (symbol === '\n' || symbol === '\r') this.word('par', null);
    else if (symbol === '~') this.plain(' ');
    else if (symbol === '_') this.plain('-');
    else if (symbol !== '-' && symbol !== ':' && symbol !== '|') this.plain(symbol);
  }

  private plain(text: string): void {
    if (this.state.skip) return;
    const visible = text.replace(/[\r\n]/g, '');
    const dropped = Math.min(this.pending, visible.length);
    this.pending -= dropped;
    for (const character of visible.slice(dropped)) this.bytes.push(character.charCodeAt(0));
  }

  private add(text: string): void {
    if (this.state.skip) return;
    this.flushBytes();
    this.text += text;
  }

  private flushBytes(): void {
    if (this.bytes.length === 0) return;
    const charset = this.fonts.get(this.state.font);
    const page = (charset === undefined ? '' : charsetPages[charset]) || this.codePage;
    this.text += new TextDecoder(page).decode(Uint8Array.from(this.bytes));
    this.bytes = [];
  }

  private takeLines(): string[] {
    this.flushBytes();
    const lines = this.text.split('\n').map(tidy);
    this.text = '';
    return lines.filter((line) => line !== '');
  }

  private endParagraph(): void {
    if (this.inTable) {
      this.add('\n');
      return;
    }
    const lines = this.takeLines();
    if (this.rows.length > 0) this.endTable();
    for (const text of lines) {
      if (this.outline !== null) this.blocks.push({ type: 'heading', level: Math.min(this.outline, 6), text, page: null });
      else this.blocks.push({ type: 'paragraph', text, page: null, ...(this.align ? { align: this.align } : {}) });
    }
  }

  private endTable(): void {
    if (this.row.cells.length > 0) this.rows.push(this.row);
    const table = tableOfRows(this.rows);
    if (table) this.blocks.push({ type: 'table', table, page: null });
    this.rows = [];
    this.row = { edges: [], cells: [], verticalMerge: [] };
  }
}
