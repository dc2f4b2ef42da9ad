import { attribute, child, childrenOf, type Element } from '../docx/xml.ts';
import type { OfdPackage } from './package.ts';
import { childText } from './values.ts';

/** What pages refer to by number: pictures and drawings that are used more than once (GB/T 33190, 7.9). */
export class Resources {
  /** Names of the parts that hold pictures. */
  readonly pictures = new Map<string, string>();
  readonly composites = new Map<string, Element>();

  /** Adds what a resource part lists; a later one wins, as those of a page win over those of the document. */
  add(source: OfdPackage, location: string | undefined, from: string): void {
    const part = source.xmlAt(location, from);
    if (!part) return;
    const base = attribute(part.root, 'BaseLoc')?.replace(/\/*$/, '/') ?? '';
    for (const media of childrenOf(child(part.root, 'MultiMedias'), 'MultiMedia')) {
      const file = childText(media, 'MediaFile');
      const name = source.find(base + file, part.name) ?? source.find(file, part.name);
      if (name !== null && attribute(media, 'Type') === 'Image') this.pictures.set(attribute(media, 'ID') ?? '', name);
    }
    for (const unit of childrenOf(child(part.root, 'CompositeGraphicUnits'), 'CompositeGraphicUnit'))
      this.composites.set(attribute(unit, 'ID') ?? '', unit);
  }

  /** These and those of one more part. */
  with(source: OfdPackage, locations: (string | undefined)[], from: string): Resources {
    if (locations.length === 0) return this;
    const more = new Resources();
    for (const [id, name] of this.pictures) more.pictures.set(id, name);
    for (const [id, unit] of this.composites) more.composites.set(id, unit);
    for (const location of locations) more.add(source, location, from);
    return more;
  }
}
