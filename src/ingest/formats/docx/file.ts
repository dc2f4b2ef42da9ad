import { ParseError, WenceError } from '../../../domain/errors.ts';
import type { Block, SourceField } from '../../blocks.ts';
import { decodeText } from '../encoding.ts';
import { blocksOf } from '../html/blocks.ts';
import { tidy } from '../html/dom.ts';
import { parsePage } from '../html/parse.ts';
import { isRtf, isZip } from '../magic.ts';
import { htmlOfMht } from '../mht.ts';
import { RtfReader } from '../rtf/reader.ts';
import { layOut } from '../txt/layout.ts';
import { type BodyParts, type Omissions, plainLines, readBody } from './body.ts';
import { headerFields } from './headers.ts';
import { Notes } from './notes.ts';
import { Numbering } from './numbering.ts';
import { WordPackage } from './package.ts';
import { hiddenStyles, plainStyle, readStyles } from './styles.ts';
import { attribute, child, childrenOf, descendants, type Element, textOf } from './xml.ts';

/** Documents inside documents inside documents are an attack. */
const maximumDepth = 4;

/** One Word file, the outermost or one embedded in another. Throws ParseError when it has no body. */
export class WordFile {
  readonly omissions: Omissions = { deleted: 0, hidden: 0, pictures: [], objects: 0, chunks: 0 };
  private readonly source: WordPackage;
  private readonly body: Element;
  private readonly depth: number;

  constructor(bytes: Uint8Array, depth: number) {
    this.source = new WordPackage(bytes);
    this.depth = depth;
    const root = this.source.xml(this.source.mainPart);
    const body = root && child(root, 'body');
    if (!body) throw new ParseError('文档内部缺少正文', `docx: ${this.source.mainPart}`);
    this.body = body;
  }

  blocks(): Block[] {
    const styleRoot = this.source.beside('styles');
    const styles = readStyles(styleRoot);
    const defaultId = attribute(
      childrenOf(styleRoot ?? undefined, 'style').find(
        (style) => attribute(style, 'type') === 'paragraph' && attribute(style, 'default') === '1',
      ),
      'styleId',
    );
    const parts: BodyParts = {
      styles,
      defaultStyle: styles.get(defaultId ?? '') ?? plainStyle,
      hiddenStyles: hiddenStyles(styleRoot),
      numbering: new Numbering(this.source.beside('numbering')),
      notes: new Notes({ footnote: this.source.beside('footnotes'), endnote: this.source.beside('endnotes') }, [
        descendants(this.body, 'sectPr').at(-1),
        this.source.beside('settings') ?? undefined,
      ]),
      omissions: this.omissions,
      chunk: (relation) => this.chunk(relation),
      diagram: (relation) => this.diagram(relation),
    };
    return readBody(this.body, parts);
  }

  /** Title of the file's properties. */
  title(): string {
    const core = this.source.xml('docProps/core.xml');
    const element = core ? child(core, 'title') : undefined;
    return element ? tidy(textOf(element)) : '';
  }

  /** What the page heads say and the text does not. */
  fields(blocks: Block[]): SourceField[] {
    const text = blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join('') : block.text)).join('');
    return headerFields(this.source, this.body, text);
  }

  links(): { label: string; url: string }[] {
    return descendants(this.body, 'hyperlink').flatMap((link) => {
      const relation = this.relation(attribute(link, 'id') ?? '');
      const label = tidy(descendants(link, 't').map(textOf).join(''));
      return relation?.external && /^https?:/i.test(relation.target) && label !== '' ? [{ label, url: relation.target }] : [];
    });
  }

  /** Parts with the pictures of the text, each once, in its order. */
  pictures(): string[] {
    const names = this.omissions.pictures.flatMap(({ relation }) => {
      const target = this.relation(relation);
      return target && !target.external && this.source.find(target.target) ? [target.target] : [];
    });
    return [...new Set(names)];
  }

  bytes(part: string): Uint8Array {
    return this.source.bytes(part);
  }

  private relation(id: string) {
    return this.source.relationsOf(this.source.mainPart).get(id);
  }

  /** An embedded document that is missing or damaged costs only itself. */
  private chunk(id: string): Block[] {
    const relation = this.relation(id);
    if (!relation || relation.external || !this.source.find(relation.target) || this.depth >= maximumDepth) {
      this.omissions.chunks++;
      return [];
    }
    try {
      return this.readChunk(this.source.bytes(relation.target), relation.target);
    } catch (error) {
      if (!(error instanceof WenceError)) throw error;
      this.omissions.chunks++;
      return [];
    }
  }

  private readChunk(bytes: Uint8Array, name: string): Block[] {
    if (isZip(bytes)) return this.readInner(bytes);
    if (isRtf(bytes)) {
      const reader = new RtfReader();
      reader.read(Buffer.from(bytes).toString('latin1'));
      return reader.finish();
    }
    const start = Buffer.from(bytes.subarray(0, 2000)).toString('latin1');
    const isArchive = /\.mht(ml)?$/i.test(name) || /^mime-version:/im.test(start);
    const text = isArchive ? htmlOfMht(bytes).html : decodeText(bytes).text;
    if (!isArchive && !/<[a-z!?]/i.test(start.slice(0, 200)) && !/\.x?html?$/i.test(name)) return layOut(text).blocks;
    const $ = parsePage(text);
    const body = $('body').get(0);
    return body ? blocksOf(body) : [];
  }

  private readInner(bytes: Uint8Array): Block[] {
    const inner = new WordFile(bytes, this.depth + 1);
    const blocks = inner.blocks();
    const { deleted, hidden, objects, chunks } = inner.omissions;
    this.omissions.deleted += deleted;
    this.omissions.hidden += hidden;
    this.omissions.objects += objects;
    this.omissions.chunks += chunks;
    return blocks;
  }

  /** Words of a diagram in the order of its data, each shape a paragraph. */
  private diagram(id: string): Block[] {
    const relation = this.relation(id);
    const root = relation && !relation.external ? this.source.xml(relation.target) : null;
    const points = root ? descendants(root, 'pt').filter((point) => attribute(point, 'type') !== 'pres') : [];
    return points.flatMap(plainLines).map((text) => ({ type: 'paragraph', text, page: null }));
  }
}
