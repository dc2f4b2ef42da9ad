import { FileTooLargeError } from '../../../domain/errors.ts';
import type { Block } from '../../blocks.ts';
import { shownByCode } from '../doc/fields.ts';
import { RtfFlow, type RtfParagraph } from './flow.ts';
import { RtfFonts } from './fonts.ts';
import { NoteNumbers } from './notes.ts';
import { RowBuilder } from './rows.ts';
import { plainParagraph, plainState, type RtfOmissions, type State } from './state.ts';
import { RtfStyles } from './styles.ts';
import { rtfTokens } from './tokens.ts';

/** Groups without text of the document. */
const skipped = new Set(
  (
    'colortbl info header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable revtbl rsidtbl generator ' +
    'themedata colorschememapping datastore latentstyles xmlnstbl filetbl template nonshppict bkmkstart bkmkend ftnsep ftnsepc ftncn ' +
    'aftnsep aftnsepc aftncn mmathPr pgptbl pict objdata objclass objname shprslt nonesttables pntxtb pntxta pnseclvl annotation atnid ' +
    'atnauthor atntime atndate atnref atnicn tc xe private userprops docvar wgrffmtfilter fchars lchars blipuid panose falt fname'
  ).split(' '),
);

/** Groups that old readers pass over (\*) and this one reads. */
const starred = new Set(['shpinst', 'do', 'nesttableprops', 'ud', 'fldinst', 'footnote', 'shppict', 'listtext', 'pntext']);

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
  page: '\n',
  column: '\n',
};

/** Documents nest groups some dozens deep. */
const maximumDepth = 10_000;

export class RtfReader {
  readonly omissions: RtfOmissions = { deleted: 0, hidden: 0, pictures: 0, fields: 0, numbers: 0 };
  readonly links: { label: string; url: string }[] = [];
  readonly notes = new NoteNumbers();
  private readonly fonts = new RtfFonts();
  private readonly styles = new RtfStyles();
  private readonly flows = [new RtfFlow()];
  private readonly rows = new RowBuilder();
  private readonly stack: State[] = [];
  private readonly fields: { code: string; start: number; shown: boolean }[] = [];
  private state: State = plainState();
  private bytes: number[] = [];
  private pending = 0;
  private starred = false;
  private defaultFont = 0;

  /** Reads the source, one character per byte. False when groups are left open: the file was cut off. */
  read(source: string): boolean {
    for (const token of rtfTokens(source)) {
      if (token.kind === 'text') this.plain(token.text);
      else if (token.kind === 'byte') this.byte(token.value);
      else if (token.kind === 'symbol') this.symbol(token.symbol);
      else if (token.kind === 'word') this.word(token.word, token.parameter);
      else if (token.kind === 'open') this.open();
      else {
        this.close();
        if (this.stack.length === 0) return true;
      }
    }
    return false;
  }

  finish(): Block[] {
    this.flushBytes();
    while (this.flows.length > 1) this.endBox();
    this.omissions.numbers += this.flow.lostNumbers;
    return this.flow.finish(this.paragraph());
  }

  private get flow(): RtfFlow {
    return this.flows.at(-1)!;
  }

  private open(): void {
    this.flushBytes();
    if (this.stack.length >= maximumDepth)
      throw new FileTooLargeError('文件嵌套过深，无法读取', `rtf: more than ${maximumDepth} groups`);
    this.stack.push(this.state);
    this.state = { ...this.state, ends: null };
    this.starred = false;
  }

  private close(): void {
    this.flushBytes();
    const { ends } = this.state;
    if (ends === 'note' || ends === 'endnote') this.endNote(ends);
    else if (ends === 'box') this.endBox();
    else if (ends === 'field') this.endField();
    else if (ends === 'fieldCode') this.endFieldCode();
    else if (ends === 'style') this.styles.end();
    this.state = this.stack.pop() ?? this.state;
    this.pending = 0;
  }

  private word(word: string, parameter: number | null): void {
    if (word === 'u' && parameter !== null) {
      this.flushBytes();
      this.add(this.fonts.character(parameter < 0 ? parameter + 65536 : parameter, this.state.font));
      this.pending = this.state.fallback;
      return;
    }
    this.flushBytes();
    this.pending = 0;
    const unknown = this.starred && !starred.has(word);
    this.starred = false;
    if (word === 'upr') this.state.skippedOutside = this.state.skip;
    if (skipped.has(word) || unknown) this.skip(word);
    else if (word === 'uc') this.state.fallback = parameter ?? 1;
    else if (word === 'ansicpg') this.fonts.setCodePage(parameter ?? 936);
    else if (word === 'deff') this.defaultFont = this.state.font = parameter ?? 0;
    else if (word === 'ud') this.state.skip = this.state.skippedOutside;
    else if (word === 'f') this.state.font = parameter ?? 0;
    else if (word === 'v') this.state.hidden = parameter !== 0;
    else if (word === 'deleted') this.state.deleted = parameter !== 0;
    else if (word === 'plain') Object.assign(this.state, { hidden: false, font: this.defaultFont });
    else if (!this.state.skip && !this.destination(word, parameter)) this.content(word, parameter);
  }

  private skip(word: string): void {
    if (word === 'pict' && !this.state.skip) this.omissions.pictures++;
    this.state.skip = true;
  }

  /** Words that say what the group is. */
  private destination(word: string, parameter: number | null): boolean {
    const { state } = this;
    if (word === 'fonttbl') state.target = 'fontTable';
    else if (word === 'stylesheet') state.target = 'styleSheet';
    else if (word === 'fcharset' && state.target === 'fontTable') this.fonts.setCharset(state.font, parameter ?? 0);
    else if (word === 'listtext' || word === 'pntext') Object.assign(state, { target: 'label' });
    else if (word === 'footnote') this.begin('note');
    else if (word === 'ftnalt' && state.ends === 'note') state.ends = 'endnote';
    else if (word === 'shpinst' || word === 'object' || word === 'do') state.target = 'shape';
    else if (word === 'shptxt' || word === 'dptxbxtext') this.begin('box');
    else if (word === 'result') state.target = 'text';
    else if (word === 'field') this.beginField();
    else if (word === 'fldinst') Object.assign(state, { target: 'fieldCode', ends: 'fieldCode' });
    else if (word === 'upr') state.skip = true;
    else return this.notes.setting(word);
    return true;
  }

  private content(word: string, parameter: number | null): void {
    const { state } = this;
    const character = characters[word];
    if (character !== undefined) this.add(character);
    else if (word === 's') this.style(parameter ?? 0);
    else if (word === 'outlinelevel') this.outline(parameter);
    else if (word === 'pard') Object.assign(state, { ...plainParagraph, inTable: false, nesting: 0 });
    else if (/^q[clrj]$/.test(word)) state.align = ({ qc: 'center', qr: 'right', ql: 'left' } as const)[word as 'qc'];
    else if (word === 'intbl') state.inTable = true;
    else if (word === 'itap') state.nesting = parameter ?? 1;
    else if (word === 'ls') state.inList = (parameter ?? 0) > 0;
    else if (state.target === 'text') this.structure(word, parameter);
  }

  /** Ends of paragraphs, cells and rows. */
  private structure(word: string, parameter: number | null): void {
    const inner = Math.max(2, this.state.nesting);
    if (word === 'par' || word === 'sect') {
      if (!this.state.deleted) this.flow.endParagraph(this.paragraph());
    } else if (word === 'cell') this.flow.endCell({ ...this.paragraph(), depth: 1 });
    else if (word === 'nestcell') this.flow.endCell({ ...this.paragraph(), depth: inner });
    else if (word === 'row') this.flow.endRow(1, { ...this.rows.at(1) });
    else if (word === 'nestrow') this.flow.endRow(inner, { ...this.rows.at(inner) });
    else this.rows.take(word, parameter, this.inInnerRow() ? inner : 1);
  }

  private inInnerRow(): boolean {
    return this.state.nesting > 1;
  }

  private paragraph(): RtfParagraph {
    const { align, heading, contents, inList, inTable, nesting } = this.state;
    return { align, heading, contents, inList, depth: Math.max(inTable ? 1 : 0, nesting) };
  }

  private style(number: number): void {
    if (this.state.target === 'styleSheet') {
      this.styles.begin(number);
      this.state.ends = 'style';
    } else {
      this.state.heading = this.styles.heading(number) ?? this.state.heading;
      this.state.contents = this.styles.isContents(number);
    }
  }

  private outline(level: number | null): void {
    const heading = level !== null && level >= 0 && level < 9 ? level + 1 : null;
    if (this.state.target === 'styleSheet') this.styles.setHeading(heading);
    else this.state.heading = heading;
  }

  private begin(ends: 'note' | 'box'): void {
    this.flows.push(new RtfFlow());
    Object.assign(this.state, { ...plainParagraph, inTable: false, nesting: 0, target: 'text', ends });
  }

  private endNote(kind: 'note' | 'endnote'): void {
    const flow = this.flows.pop()!;
    const text = flow
      .finish(this.paragraph())
      .map((block) => (block.type === 'table' ? block.table.rows.map((row) => row.join(' ')).join('\n') : block.text))
      .join('\n');
    const marker = this.notes.next(kind === 'note' ? 'ftn' : 'aftn');
    if (text !== '') this.flow.addNote({ type: 'footnote', text, page: null, marker });
  }

  private endBox(): void {
    const flow = this.flows.pop()!;
    this.omissions.numbers += flow.lostNumbers;
    this.flow.addBox(flow.finish(this.paragraph()));
  }

  private beginField(): void {
    this.state.ends = 'field';
    this.fields.push({ code: '', start: this.flow.text.length, shown: false });
  }

  /** The result begins where the code ends. */
  private endFieldCode(): void {
    const field = this.fields.at(-1);
    if (field) field.start = this.flow.text.length;
  }

  private endField(): void {
    const field = this.fields.pop();
    if (!field) return;
    const label = this.flow.text.slice(field.start).trim();
    const url = field.code.match(/^\s*HYPERLINK\s+"?(https?:[^"\s]+)/i)?.[1];
    if (url && label !== '') this.links.push({ label, url });
    const drawn = field.shown ? '' : shownByCode(field.code);
    if (drawn === null) this.omissions.fields++;
    else if (drawn !== '') this.add(drawn);
    const outer = this.fields.at(-1);
    if (outer && field.shown) outer.shown = true;
  }

  private byte(value: number): void {
    if (this.pending > 0) this.pending--;
    else this.bytes.push(value);
  }

  private symbol(symbol: string): void {
    if (symbol === '*') this.starred = true;
    else if (symbol === '\n' || symbol === '\r') this.word('par', null);
    else if (symbol === '~') this.plain(' ');
    else if (symbol === '_') this.plain('-');
    else if (symbol !== '-' && symbol !== ':' && symbol !== '|') this.plain(symbol);
  }

  private plain(text: string): void {
    const visible = text.replace(/[\r\n]/g, '');
    const dropped = Math.min(this.pending, visible.length);
    this.pending -= dropped;
    for (let i = dropped; i < visible.length; i++) this.bytes.push(visible.charCodeAt(i));
  }

  private flushBytes(): void {
    if (this.bytes.length === 0) return;
    const bytes = this.bytes;
    this.bytes = [];
    if (this.state.skip) return;
    const isName = this.state.target === 'fontTable' || this.state.target === 'styleSheet';
    this.add(this.fonts.decode(bytes, isName ? null : this.state.font));
  }

  private add(text: string): void {
    const { target, skip, deleted, hidden } = this.state;
    if (skip) return;
    if (this.bytes.length > 0) this.flushBytes();
    if (target === 'fontTable') this.fonts.addName(this.state.font, text);
    else if (target === 'styleSheet') this.styles.addName(text);
    else if (target === 'fieldCode') this.fields.at(-1)!.code += text;
    else if (target === 'shape') return;
    else if (deleted) this.omissions.deleted += text.trim().length;
    else if (hidden) this.omissions.hidden += text.trim().length;
    else if (target === 'label') this.flow.label = (this.flow.label ?? '') + (text || '•');
    else {
      this.flow.text += text;
      const field = this.fields.at(-1);
      if (field) field.shown = true;
    }
  }
}
