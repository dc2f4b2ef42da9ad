import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 of UTF-8 text or bytes, hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const short = (kind: string, ...parts: string[]) => kind + sha256(parts.join('\u001f')).slice(0, 20);

/** A document is the canonical key (address or relative path) under which its source was first seen. */
export const documentIdOf = (sourceId: string, canonicalKey: string) => short('d', sourceId, canonicalKey);

/** A FAQ entry of a list is its question within its source. */
export const faqIdOf = (sourceId: string, question: string) => short('f', sourceId, question);

/** A clause keeps its id while its path in the document stays the same; legal bases point here. */
export const clauseIdOf = (itemId: string, clausePath: string) => short('c', itemId, clausePath);

/** A version is its content: the same content always has the same id. */
export const versionIdOf = (itemId: string, contentHash: string) => short('v', itemId, contentHash);

/** A chunk is its clause and text; `ordinal` tells equal texts of one clause apart. */
export const chunkIdOf = (clauseId: string, textHash: string, ordinal: number) => short('k', clauseId, textHash, String(ordinal));

/** 128 random bits for conversations, answers and keys. */
export const randomId = (prefix: string) => prefix + randomBytes(16).toString('hex');
