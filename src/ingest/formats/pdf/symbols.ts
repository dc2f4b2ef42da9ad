/** Signs of the symbol fonts (Wingdings, Wingdings 2, Symbol), which files name by private code points: boxes to tick, bullets, arrows. */
const signs = new Map<number, string>([
  [0xf020, ' '],
  [0xf02a, '□'],
  [0xf030, '□'],
  [0xf04f, '□'],
  [0xf052, '☑'],
  [0xf06c, '●'],
  [0xf06d, '○'],
  [0xf06e, '■'],
  [0xf06f, '□'],
  [0xf070, '□'],
  [0xf071, '□'],
  [0xf072, '□'],
  [0xf075, '◆'],
  [0xf076, '❖'],
  [0xf09f, '•'],
  [0xf0a1, '○'],
  [0xf0a3, '□'],
  [0xf0a7, '▪'],
  [0xf0a8, '□'],
  [0xf0b7, '•'],
  [0xf0d8, '➢'],
  [0xf0e0, '→'],
  [0xf0e8, '➔'],
  [0xf0fb, '☒'],
  [0xf0fc, '√'],
  [0xf0fd, '☒'],
  [0xf0fe, '☑'],
]);

/** Private code points of symbol fonts as the signs that the page shows. */
export function nameSymbols(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (sign) => signs.get(sign.charCodeAt(0)) ?? sign);
}
