import type { FormatParser } from '../blocks.ts';
import { csvParser } from './csv.ts';
import { htmlParser } from './html.ts';
import { mdParser } from './md.ts';
import { txtParser } from './txt.ts';

/** The formats that can be read, asked in this order: containers and signatures first, then kinds of text from strict to lax. */
export const formatParsers: readonly FormatParser[] = [htmlParser, mdParser, csvParser, txtParser];
