import { ParseError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { type BodyParts, readBody } from './docx/body.ts';
import { Numbering } from './docx/numbering.ts';
import { plainStyle, readStyles } from './docx/styles.ts';
import { attribute, child, childrenOf, descendants, type Element, parseXml, textOf } from './docx/xml.ts';
import { decodeText } from './encoding.ts';
import { blocksOf } from './html/blocks.ts';
import { tidy } from './html/dom.ts';
import { parsePage } from './html/parse.ts';
import { isZip } from './magic.ts';
import { htmlOfMht } from './mht.ts';
import { readZip, type ZipEntry, zipNames } from './zip.ts';

/** Documents inside documents inside documents are an attack. */
const maximumDepth = 4;

/** Word documents (ISO/IEC 29500), with the documents embedded in them by altChunk. */
export const docxParser: FormatParser = {
  name: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',

  detect(bytes: Uint8Array): boolean {
    return isZip(bytes) && zipNames(bytes).some((name) => /^word\//i.test(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const document = new WordFile(file.bytes, 0);
    const blocks = document.blocks();
    return {
      blocks,
      fields: [],
      title: titleOf(document.title(), blocks),
      attachments: [],
      links: document.links(),
      pageCount: null,
      warnings: [],
      ocrShare: 0,
    };
  },
};

class WordFile {
  private readonly entries: Map<string, ZipEntry>;
  private readonly mainPart: string;
  private readonly depth: number;
  private readonly relations: Map<string, { target: string; external: boolean }>;

  constructor(bytes: Uint8Array, depth: number) {
    this.entries = readZip(bytes);
    this.depth = depth;
    this.mainPart = this.findMainPart();
    this.relations = this.readRelations();
  }

  blocks(): Block[] {
    const root = this.part(this.mainPart);
    const body = root && child(root, 'body');
    if (!body) throw new ParseError('文档内部缺少正文', `docx: ${this.mainPart}`);
    const styleRoot = this.part(this.sibling('styles.xml'));
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
      numbering: new Numbering(this.part(this.sibling('numbering.xml'))),
      chunk: (relation) => this.chunk(relation),
    };
    return [...readBody(body, parts), ...this.notes(parts)];
  }

  /** Title of the file's properties. */
  title(): string {
    const core = this.part('docProps/core.xml');
    const element = core ? child(core, 'title') : undefined;
    return element ? tidy(textOf(element)) : '';
  }

  links(): { label: string; url: string }[] {
    const root = this.part(this.mainPart);
    if (!root) return [];
    return descendants(root, 'hyperlink').flatMap((link) => {
      const relation = this.relations.get(attribute(link, 'id') ?? '');
      const label = tidy(descendants(link, 't').map(textOf).join(''));
      return relation?.external && /^https?:/i.test(relation.target) && label !== '' ? [{ label, url: relation.target }] : [];
    });
  }

  /** Footnotes stand after the text, each as a paragraph. */
  private notes(parts: BodyParts): Block[] {
    const root = this.part(this.sibling('footnotes.xml'));
    return childrenOf(root ?? undefined, 'footnote')
      .filter((note) => attribute(note, 'type') === undefined || attribute(note, 'type') === 'normal')
      .flatMap((note) => readBody(note, parts));
  }

  private chunk(relation: string): Block[] {
    const target = this.relations.get(relation)?.target;
    const entry = target ? this.entries.get(target) : undefined;
    if (!entry || this.depth >= maximumDepth) return [];
    const bytes = entry.read();
    if (isZip(bytes)) return new WordFile(bytes, this.depth + 1).blocks();
    const isArchive = /\.mht(ml)?$/i.test(entry.name) || /^mime-version:/im.test(bytes.subarray(0, 400).toString('latin1'));
    const html = isArchive ? htmlOfMht(bytes).html : decodeText(bytes).text;
    const $ = parsePage(html);
    const body = $('body').get(0);
    return body ? blocksOf($, body) : [];
  }

  private findMainPart(): string {
    const relations = this.part('_rels/.rels');
    const office = childrenOf(relations ?? undefined, 'Relationship').find((relation) =>
      /\/officeDocument$/.test(attribute(relation, 'Type') ?? ''),
    );
    const target = attribute(office, 'Target')?.replace(/^\//, '');
    return target && this.entries.has(target) ? target : 'word/document.xml';
  }

  private readRelations(): Map<string, { target: string; external: boolean }> {
    const folder = this.mainPart.replace(/[^/]+$/, '');
    const root = this.part(`${folder}_rels/${this.mainPart.slice(folder.length)}.rels`);
    return new Map(
      childrenOf(root ?? undefined, 'Relationship').map((relation) => {
        const external = attribute(relation, 'TargetMode') === 'External';
        const target = attribute(relation, 'Target') ?? '';
        return [attribute(relation, 'Id') ?? '', { target: external ? target : resolvePart(folder, target), external }];
      }),
    );
  }

  private sibling(name: string): string {
    return this.mainPart.replace(/[^/]+$/, name);
  }

  private part(name: string): Element | null {
    const entry = this.entries.get(name);
    return entry ? parseXml(decodeText(entry.read()).text, name) : null;
  }
}

function resolvePart(folder: string, target: string): string {
  return new URL(target, `zip:///${folder}`).pathname.replace(/^\//, '');
}

/** The property is trusted only when the text begins with it too: templates leave old titles behind. */
function titleOf(property: string, blocks: Block[]): string | null {
  const squeeze = (text: string) => text.replace(/\s+/g, '');
  const start = squeeze(
    blocks
      .slice(0, 12)
      .map((block) => (block.type === 'table' ? '' : block.text))
      .join(''),
  );
  if (property.length >= 4 && start.includes(squeeze(property))) return property;
  const first = blocks[0];
  return first?.type === 'heading' && first.level === 1 ? first.text : null;
}
