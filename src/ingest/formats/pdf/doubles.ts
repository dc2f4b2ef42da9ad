import type { TextItem } from './items.ts';

/** Text whose place is covered by this share with other text stands there twice. */
const covered = 0.6;

/**
 * Leaves out text that stands twice at one place: bold made by printing twice, and the text layer that a scanner's recognition laid
 * under the true text. Where an invisible font covers visible text, the invisible one goes; otherwise the later piece goes when it
 * says nothing that the earlier ones do not say.
 */
export function dropDoubles(items: TextItem[], invisibleFonts: Set<string>): TextItem[] {
  const visible = items.filter((item) => !invisibleFonts.has(item.font ?? ''));
  const hidden = items.filter((item) => invisibleFonts.has(item.font ?? ''));
  const rows = new Rows();
  const kept = new Set<TextItem>();
  for (const item of visible) {
    const below = rows.under(item);
    if (below.length > 0 && saysNothingNew(item, below)) continue;
    kept.add(item);
    rows.add(item);
  }
  for (const item of hidden) {
    if (rows.under(item).length > 0) continue;
    kept.add(item);
    rows.add(item);
  }
  return kept.size === items.length ? items : items.filter((item) => kept.has(item));
}

/** Text pieces by height, so that each is compared with its neighbours only. */
class Rows {
  private readonly bands = new Map<number, TextItem[]>();

  add(item: TextItem): void {
    const band = Math.floor(item.y / 4);
    const list = this.bands.get(band);
    if (list) list.push(item);
    else this.bands.set(band, [item]);
  }

  /** The pieces that cover most of this one's place; none when too little of it is covered. */
  under(item: TextItem): TextItem[] {
    const found: TextItem[] = [];
    let overlap = 0;
    for (let band = Math.floor(item.y / 4) - 1; band <= Math.floor(item.y / 4) + 1; band++) {
      for (const other of this.bands.get(band) ?? []) {
        const common = Math.min(item.right, other.right) - Math.max(item.left, other.left);
        if (common <= 0 || Math.abs(other.y - item.y) > Math.min(item.size, other.size) * 0.3) continue;
        overlap += common;
        found.push(other);
      }
    }
    return overlap >= (item.right - item.left) * covered ? found : [];
  }
}

/** What the others print within the place of the piece, a letter more on each side, holds most of its letters. */
function saysNothingNew(item: TextItem, others: TextItem[]): boolean {
  const said = others.map((other) => textWithin(other, item.left - item.size, item.right + item.size)).join('');
  const characters = [...item.text.replace(/\s/g, '')];
  return characters.filter((character) => said.includes(character)).length >= characters.length * 0.8;
}

/** The letters of a piece that stand between two places, as if all were equally wide. */
function textWithin(item: TextItem, from: number, to: number): string {
  const width = Math.max(1, item.right - item.left);
  const length = item.text.length;
  return item.text.slice(
    Math.max(0, Math.floor(((from - item.left) / width) * length)),
    Math.ceil(((to - item.left) / width) * length),
  );
}
