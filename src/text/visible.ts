import { stripInvisible } from './normalise.ts';

/** Control characters other than line feed and tab, line separators of Unicode, and halves of characters that are none. */
const unwritable = /[^\P{Cc}\n\t]|[\u2028\u2029]|\p{Cs}/gu;

/**
 * A text without what nobody can see and what rearranges what is seen (Unicode TR36: zero-width and bidi controls, control characters): a
 * reviewer approves exactly what readers get. Line feeds and tabs stay.
 */
export const visibleOnly = (text: string): string => stripInvisible(text).replace(unwritable, '');

/** What a terminal would obey instead of show is named: an escape sequence becomes `⟨U+001B⟩[2J`. */
export const withNamedControls = (text: string): string => text.replace(unwritable, named).replace(/\p{Bidi_Control}/gu, named);

const named = (character: string) => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;
