import type { FormatParser } from '../blocks.ts';
import { htmlParser } from './html.ts';

/** The formats that can be read, asked in this order: containers and signatures first, then kinds of text from strict to lax. */
export const formatParsers: readonly FormatParser[] = [htmlParser];
