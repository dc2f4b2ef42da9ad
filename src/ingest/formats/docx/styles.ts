import type { NumberReference } from './numbering.ts';
import { attribute, child, childrenOf, type Element, isOn, value } from './xml.ts';

/** What a paragraph style says that matters to a reader. */
export interface ParagraphStyle {
  /** 1-9 for headings, by outline level or by the style's name. */
  heading: number | null;
  align: 'left' | 'center' | 'right' | undefined;
  number: NumberReference | null;
  /** Lines of a table of contents that Word made from the headings. */
  contents: boolean;
}

export const plainStyle: ParagraphStyle = { heading: null, align: undefined, number: null, contents: false };

/** Paragraph styles by id, inherited properties resolved. */
export function readStyles(root: Element | null): Map<string, ParagraphStyle> {
  const elements = new Map(
    childrenOf(root ?? undefined, 'style').map((element) => [attribute(element, 'styleId') ?? '', element]),
  );
  const styles = new Map<string, ParagraphStyle>();
  const resolve = (id: string, depth: number): ParagraphStyle => {
    const known = styles.get(id);
    const element = elements.get(id);
    if (known) return known;
    if (!element || depth > 20) return plainStyle;
    const parent = value(element, 'basedOn');
    const base = parent ? resolve(parent, depth + 1) : plainStyle;
    const own = readParagraphProperties(child(element, 'pPr'));
    const named = headingOfName(value(element, 'name') ?? '');
    const style = {
      heading: own.heading ?? named ?? base.heading,
      align: own.align ?? base.align,
      number: own.number ?? base.number,
      contents: /^(?:toc|目录)\s*(?:[1-9]|heading)$/i.test(value(element, 'name') ?? ''),
    };
    styles.set(id, style);
    return style;
  };
  for (const id of elements.keys()) resolve(id, 0);
  return styles;
}

/** Properties given directly in a w:pPr. `outlineLvl` 9 is body text. */
export function readParagraphProperties(properties: Element | undefined): ParagraphStyle {
  const outline = value(properties, 'outlineLvl');
  const justification = value(properties, 'jc');
  const numbering = child(properties, 'numPr');
  const numberId = value(numbering, 'numId');
  return {
    heading: outline !== undefined && Number(outline) < 9 ? Number(outline) + 1 : null,
    align: justification === 'center' ? 'center' : justification === 'right' || justification === 'end' ? 'right' : undefined,
    number: numberId !== undefined ? { numberId, level: Number(value(numbering, 'ilvl') ?? 0) } : null,
    contents: false,
  };
}

function headingOfName(name: string): number | null {
  const level = name.match(/^(?:heading|标题)\s*([1-9])$/i)?.[1];
  if (level) return Number(level);
  return /^(title|标题|文档标题)$/i.test(name) ? 1 : null;
}

/** Ids of the character styles whose text is hidden. */
export function hiddenStyles(root: Element | null): Set<string> {
  const hidden = childrenOf(root ?? undefined, 'style').filter((style) => {
    const vanish = child(child(style, 'rPr'), 'vanish');
    return vanish !== undefined && isOn(attribute(vanish, 'val')) && attribute(style, 'type') === 'character';
  });
  return new Set(hidden.map((style) => attribute(style, 'styleId') ?? ''));
}
