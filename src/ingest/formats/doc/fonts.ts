/** Names of the fonts by number ([MS-DOC] 2.9.286); runs name their font by it. */
export function readFonts(bytes: Buffer): string[] {
  const fonts: string[] = [];
  if (bytes.length < 4) return fonts;
  for (let at = 4; at < bytes.length && fonts.length < bytes.readUInt16LE(0); at += 1 + bytes[at]!) {
    const name = bytes.subarray(at + 40, at + 1 + bytes[at]!).toString('utf16le');
    fonts.push(name.split('\0')[0]!);
  }
  return fonts;
}
