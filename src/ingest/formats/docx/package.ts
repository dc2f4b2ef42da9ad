import { ParseError } from '../../../domain/errors.ts';
import { decodeText } from '../encoding.ts';
import { readZip, type ZipEntry } from '../zip.ts';
import { attribute, childrenOf, type Element, parseXml } from './xml.ts';

export interface PartRelation {
  /** Name of a part, or an address where it is external. */
  target: string;
  external: boolean;
  type: string;
}

/** The parts of a Word file and how they point to each other (ISO/IEC 29500-2), in the transitional and the strict form. */
export class WordPackage {
  readonly mainPart: string;
  private readonly entries: Map<string, ZipEntry>;
  /** Names in lower case: parts are found without regard to case (ISO/IEC 29500-2, 6.2.2.3). */
  private readonly names: Map<string, string>;
  private readonly relations = new Map<string, Map<string, PartRelation>>();

  constructor(bytes: Uint8Array) {
    this.entries = readZip(bytes);
    this.names = new Map([...this.entries.keys()].map((name) => [name.toLowerCase(), name]));
    const office = [...this.relationsOf('').values()].find((relation) => /\/officeDocument$/.test(relation.type));
    this.mainPart = (office && this.find(office.target)) ?? this.find('word/document.xml') ?? 'word/document.xml';
  }

  find(name: string): string | null {
    return this.names.get(name.toLowerCase()) ?? null;
  }

  /** Null when there is no such part. Throws ParseError when it is damaged. */
  xml(name: string | null | undefined): Element | null {
    const found = name ? this.find(name) : null;
    return found === null ? null : parseXml(decodeText(this.entries.get(found)!.read()).text, found);
  }

  bytes(name: string): Uint8Array {
    const entry = this.entries.get(this.find(name) ?? '');
    if (!entry) throw new ParseError('文件不完整，缺少内部部件', `docx: ${name} is missing`);
    return entry.read();
  }

  /** The part that stands beside the main part under this kind of relation, or, where none is told, under its usual name. */
  beside(kind: string): Element | null {
    const told = [...this.relationsOf(this.mainPart).values()].find(({ type }) => type.endsWith(`/${kind}`));
    return this.xml(told && !told.external ? told.target : this.mainPart.replace(/[^/]+$/, `${kind}.xml`));
  }

  /** What a part points to, by id; `''` is the package itself. */
  relationsOf(part: string): Map<string, PartRelation> {
    const known = this.relations.get(part);
    if (known) return known;
    const folder = part.replace(/[^/]+$/, '');
    const root = this.xml(`${folder}_rels/${part.slice(folder.length)}.rels`);
    const relations = new Map(
      childrenOf(root ?? undefined, 'Relationship').map((relation): [string, PartRelation] => {
        const external = attribute(relation, 'TargetMode') === 'External';
        const target = attribute(relation, 'Target') ?? '';
        const type = attribute(relation, 'Type') ?? '';
        return [attribute(relation, 'Id') ?? '', { target: external ? target : resolved(folder, target), external, type }];
      }),
    );
    this.relations.set(part, relations);
    return relations;
  }
}

/** A target relative to the folder of its source; nothing leads out of the package. */
function resolved(folder: string, target: string): string {
  try {
    const path = new URL(target.replaceAll('\\', '/'), `zip:///${folder}`).pathname.replace(/^\//, '');
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
