import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import { attribute, child, childrenOf, type Element, textOf } from '../docx/xml.ts';
import type { OfdPackage } from './package.ts';
import { Resources } from './resources.ts';
import { boxOf, childText, type Rectangle } from './values.ts';

/** More pages than any text for people has. */
const maximumPages = 5000;

export interface OfdPageReference {
  id: string;
  part: string;
  /** From 1, among all that are listed. */
  place: number;
}

/** One DocBody of the package with what its root part says (GB/T 33190, 7.4 and 7.5). */
export interface OfdDocument {
  part: string;
  root: Element;
  information: Element | undefined;
  pages: OfdPageReference[];
  /** Pages whose part is missing or belongs to an earlier page, by their place from 1. */
  missing: number[];
  templates: Map<string, string>;
  resources: Resources;
  area: Rectangle;
}

/** A4, where nothing says how large the pages are. */
const usualArea: Rectangle = { x: 0, y: 0, width: 210, height: 297 };

/** All documents of the package. Throws ParseError when there is none, FileTooLargeError when one has too many pages. */
export function readDocuments(source: OfdPackage): OfdDocument[] {
  const main = source.find('OFD.xml', '');
  if (main === null) throw new ParseError('文件不完整，缺少主入口', 'ofd: no OFD.xml');
  const documents = childrenOf(source.xml(main), 'DocBody').flatMap((body) => {
    const part = rootPart(source, body, main);
    return part === null ? [] : [readDocument(source, part, child(body, 'DocInfo'))];
  });
  if (documents.length === 0) throw new ParseError('文件不完整，缺少文档根节点', 'ofd: no DocRoot');
  return documents;
}

/** The version marked as current has a root of its own (7.10). */
function rootPart(source: OfdPackage, body: Element, main: string): string | null {
  const current = childrenOf(child(body, 'Versions'), 'Version').find((version) => attribute(version, 'Current') === 'true');
  const version = current && source.xmlAt(attribute(current, 'BaseLoc'), main);
  const versioned = version ? source.find(childText(version.root, 'DocRoot'), version.name) : null;
  return versioned ?? source.find(childText(body, 'DocRoot'), main);
}

function readDocument(source: OfdPackage, part: string, information: Element | undefined): OfdDocument {
  const root = source.xml(part);
  const common = child(root, 'CommonData');
  const resources = new Resources();
  for (const name of ['PublicRes', 'DocumentRes'])
    for (const element of childrenOf(common, name)) resources.add(source, textOf(element), part);
  const templates = childrenOf(common, 'TemplatePage').map((element): [string, string | null] => [
    attribute(element, 'ID') ?? '',
    source.find(attribute(element, 'BaseLoc'), part),
  ]);
  return {
    part,
    root,
    information,
    ...readPages(source, root, part),
    templates: new Map(templates.filter((entry): entry is [string, string] => entry[1] !== null)),
    resources,
    area: areaOf(common) ?? usualArea,
  };
}

/** No two pages lie in one part: whoever refers to one twice wants it read without end. */
function readPages(source: OfdPackage, root: Element, part: string): Pick<OfdDocument, 'pages' | 'missing'> {
  const listed = childrenOf(child(root, 'Pages'), 'Page');
  if (listed.length > maximumPages) throw new FileTooLargeError('页数过多，无法读取', `ofd: ${listed.length} pages`);
  const seen = new Set<string>();
  const pages: OfdPageReference[] = [];
  const missing: number[] = [];
  listed.forEach((element, i) => {
    const name = source.find(attribute(element, 'BaseLoc'), part);
    if (name === null || seen.has(name)) missing.push(i + 1);
    else pages.push({ id: attribute(element, 'ID') ?? '', part: name, place: i + 1 });
    if (name !== null) seen.add(name);
  });
  return { pages, missing };
}

/** The physical box of a page area, in millimetres. */
export function areaOf(element: Element | undefined): Rectangle | null {
  const area = child(element, 'PageArea') ?? child(element, 'Area');
  const box = boxOf(childText(area, 'PhysicalBox'));
  return box && box.width > 0 && box.height > 0 ? box : null;
}
