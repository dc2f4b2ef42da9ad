import { likeShapes } from './data/like-shapes.ts';
import { sounds } from './data/sounds.ts';

/** How far a character is from the one that may have been meant: same sound and tone, same sound, like shape, nearly the same sound. */
export type Likeness = 'same_tone' | 'sound' | 'shape' | 'near_sound';

interface Tables {
  /** Syllables of a character with their tones: yi1. */
  readings: Map<string, string[]>;
  /** Characters by reading with tone, by syllable, by syllable as the South keeps them apart, and by shape. */
  byReading: Map<string, string>;
  bySyllable: Map<string, string>;
  byNearSyllable: Map<string, string>;
  byShape: Map<string, string>;
}

let tables: Tables | null = null;

/** Built with the first question: it takes some milliseconds. */
function buildTables(): Tables {
  const built: Tables = {
    readings: new Map(),
    byReading: new Map(),
    bySyllable: new Map(),
    byNearSyllable: new Map(),
    byShape: new Map(),
  };
  for (const line of sounds) {
    let syllable = '';
    for (const part of line.split(' ')) {
      const tone = /^[1-5]/.exec(part)?.[0];
      if (!tone) syllable = part;
      else addReading(built, syllable, tone, part.slice(1));
    }
  }
  for (const group of likeShapes) for (const character of group) join(built.byShape, character, group.replace(character, ''));
  return built;
}

function addReading(built: Tables, syllable: string, tone: string, characters: string): void {
  for (const character of characters) built.readings.set(character, [...(built.readings.get(character) ?? []), syllable + tone]);
  join(built.byReading, syllable + tone, characters);
  join(built.bySyllable, syllable, characters);
  join(built.byNearSyllable, nearSyllable(syllable), characters);
}

const join = (map: Map<string, string>, key: string, characters: string) => map.set(key, (map.get(key) ?? '') + characters);

/** Syllables that speakers of the South keep no apart: zh z, ch c, sh s, n l, and the endings an ang, en eng, in ing. */
const nearSyllable = (syllable: string) =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=.)/, 'l')
    .replace(/([aei])ng$/, '$1n');

/** Characters that may have been meant by this one, each with its best likeness. */
export function lookAlikes(character: string): Map<string, Likeness> {
  tables ??= buildTables();
  const readings = tables.readings.get(character) ?? [];
  const syllables = [...new Set(readings.map((reading) => reading.slice(0, -1)))];
  const found = new Map<string, Likeness>();
  const note = (characters: string | undefined, likeness: Likeness) => {
    for (const other of characters ?? '') found.set(other, likeness);
  };
  for (const syllable of syllables) note(tables.byNearSyllable.get(nearSyllable(syllable)), 'near_sound');
  for (const syllable of syllables) note(tables.bySyllable.get(syllable), 'sound');
  note(tables.byShape.get(character), 'shape');
  for (const reading of readings) note(tables.byReading.get(reading), 'same_tone');
  found.delete(character);
  return found;
}

/** The likeness of two words of one length that differ in sound-alikes or in a single look-alike; null when they differ in more. */
export function likenessOf(written: string, meant: string): Likeness | null {
  const from = [...written];
  const to = [...meant];
  if (from.length !== to.length) return null;
  const kinds = from.flatMap((character, i) =>
    character === to[i] ? [] : [lookAlikes(character).get(to[i]!) ?? ('none' as const)],
  );
  if (kinds.length === 0 || kinds.length === from.length || kinds.includes('none')) return null;
  if (kinds.length === 1) return kinds[0] as Likeness;
  return kinds.every((kind) => kind === 'same_tone' || kind === 'sound') ? 'sound' : null;
}
