let table: Set<number> | null = null;

/** Code points of the 6,763 characters of GB2312: what a mainland official text is written with. */
function gb2312(): Set<number> {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Uint8Array((0xf7 - 0xb0 + 1) * 94 * 2);
  let position = 0;
  for (let row = 0xb0; row <= 0xf7; row++) {
    // The last five cells of row 0xd7 are empty in GB2312.
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      bytes[position++] = row;
      bytes[position++] = cell;
    }
  }
  return new Set([...decoder.decode(bytes.subarray(0, position))].map((character) => character.codePointAt(0)!));
}

/**
 * Share 0..1 of the non-space characters that are GB2312 hanzi. Sound Chinese pages have .70 and more, pages whose character
 * map is broken about 0; below about .3 a page is read by OCR. Empty text: 0.
 */
export function soundShare(text: string): number {
  table ??= gb2312();
  let sound = 0;
  let all = 0;
  for (const character of text) {
    if (/\s/.test(character)) continue;
    all++;
    if (table.has(character.codePointAt(0)!)) sound++;
  }
  return all === 0 ? 0 : sound / all;
}
