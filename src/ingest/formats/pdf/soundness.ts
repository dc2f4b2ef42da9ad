import { commonShare, lacksWords, lostShare, soundShare } from '../../../text/garble.ts';
import type { Box } from '../../blocks.ts';
import { isGarbledLine } from '../paragraphs.ts';
import type { Graphics } from './graphics.ts';
import type { TextItem } from './items.ts';
import type { PageViewport } from './open.ts';

/** What of a page has to be read from its picture. */
export interface ReadingPlan {
  /** `doubtful`: the text layer may be right all the same; it is kept where the picture says the same. */
  whole: 'no' | 'yes' | 'doubtful';
  /** Pieces whose font has no sound character map. */
  broken: Set<TextItem>;
  /** Pictures with room for text, where the text layer has none. */
  regions: Box[];
}

/** A page whose share of common hanzi is below this has a broken character map (measured: sound pages .70 and more, broken ones 0). */
const soundLimit = 0.3;
/** Below this share of the commonest hanzi the map names wrong characters (measured: sound .33 and more, wrong .11 and less). */
const commonLimit = 0.18;
/** A page with a picture and less text than this is a scan with a stamp or a page number on it. */
const scanLimit = 30;
/** So many filled shapes on a page without text are letters drawn as outlines. */
const outlinedLetters = 30;
/** A picture smaller than this share of the page, or lower than a line of type, holds no text worth a reading. */
const pictureShare = 0.03;
const pictureSide = 36;
/** Text that covers more of a picture than this is the picture's own. */
const coveredShare = 0.03;

/** Decides, from the text layer and what the page draws, what is to be read by machine. */
export function planReading(items: TextItem[], graphics: Graphics, view: PageViewport): ReadingPlan {
  const none = { broken: new Set<TextItem>(), regions: [] };
  const text = items.map((item) => item.text).join('');
  const characters = lengthOf(items);
  if (characters < scanLimit) {
    const drawn = graphics.shapes >= outlinedLetters || graphics.pictures.some((box) => isLarge(box, view));
    if (drawn) return { ...none, whole: 'yes' };
  } else if (!isSound(text)) return { ...none, whole: 'yes' };
  const broken = brokenItems(items);
  if (lengthOf([...broken]) > characters / 2) return { ...none, whole: 'yes' };
  const common = commonShare(text);
  if (common !== null && common < commonLimit && lacksWords(text)) return { ...none, whole: 'doubtful' };
  return { whole: 'no', broken, regions: graphics.pictures.filter((box) => isLarge(box, view) && isBare(box, items)) };
}

export function lengthOf(items: TextItem[]): number {
  return items.reduce((sum, item) => sum + item.text.replace(/\s/g, '').length, 0);
}

/** Hanzi in common use, or plainly Latin words, or figures. */
export function isSound(text: string): boolean {
  if (lostShare(text) > soundLimit) return false;
  return soundShare(text) >= soundLimit || isLatin(text) || isFigures(text);
}

/** Words with vowels, and hardly a sign that words do not have: letters that stand for glyph numbers look otherwise. */
function isLatin(text: string): boolean {
  const signs = text.replace(/\s/g, '');
  const letters = signs.match(/[A-Za-z\u00c0-\u024f]/g) ?? [];
  const vowels = signs.match(/[aeiouyAEIOUY]/g) ?? [];
  return letters.length > signs.length * 0.6 && vowels.length > letters.length * 0.2 && vowels.length < letters.length * 0.65;
}

function isFigures(text: string): boolean {
  const signs = text.replace(/\s/g, '');
  const digits = signs.match(/\d/g)?.length ?? 0;
  const figures = signs.match(/[\d.,%()（）/:：~～\-—+√×○●□■]/g)?.length ?? 0;
  return figures > signs.length * 0.6 && (digits > signs.length * 0.35 || figures > signs.length * 0.9);
}

/** Pieces of fonts whose text on this page is none: lost characters, scripts and signs that no official text is written in. */
function brokenItems(items: TextItem[]): Set<TextItem> {
  const fonts = new Map<string, TextItem[]>();
  for (const item of items) {
    const list = fonts.get(item.font ?? '');
    if (list) list.push(item);
    else fonts.set(item.font ?? '', [item]);
  }
  const broken = new Set<TextItem>();
  for (const list of fonts.values()) {
    const text = list.map((item) => item.text).join('');
    if (isBrokenFont(text)) for (const item of list) broken.add(item);
    else for (const item of list) if (isGarbledLine(item.text) || lostShare(item.text) > 0.5) broken.add(item);
  }
  return broken;
}

function isBrokenFont(text: string): boolean {
  const signs = [...text.replace(/\s/g, '')];
  if (signs.length < 2) return false;
  if (lostShare(text) > 0.3) return true;
  if (isGarbledLine(text)) return true;
  if (signs.length < 4 || soundShare(text) > 0) return false;
  // Glyph numbers read as characters: every sign of the keyboard comes up, also those that no text has.
  const strange = signs.filter((sign) => /["#$&'*;<=>@[\\\]^_`{|}~!\u0080-\u00b6\u00b8-\u00ff]/.test(sign)).length;
  return strange > signs.length * 0.3 && new Set(signs).size > 3;
}

function isLarge(box: Box, view: PageViewport): boolean {
  return box.width * box.height > view.width * view.height * pictureShare && box.width > pictureSide && box.height > pictureSide;
}

/** The text layer says next to nothing where the picture stands. */
function isBare(box: Box, items: TextItem[]): boolean {
  let area = 0;
  for (const item of items) {
    const x = (item.left + item.right) / 2;
    const inside = x > box.x && x < box.x + box.width && item.y > box.y && item.y < box.y + box.height + item.size * 0.3;
    if (inside) area += (item.right - item.left) * item.size;
  }
  return area < box.width * box.height * coveredShare;
}
