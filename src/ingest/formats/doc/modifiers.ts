/** A single property modifier ([MS-DOC] 2.6, Sprm): what it changes and to what. */
export interface Modifier {
  code: number;
  operand: Buffer;
}

/** Bytes of the operand by the upper three bits of the code; 0 where the operand tells its length. */
const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3];

const tableDefinition = 0xd608;
const changeTabs = 0xc615;

/** The modifiers of a list (grpprl); one that is cut off ends it. */
export function* modifiersOf(list: Buffer): Generator<Modifier> {
  for (let at = 0; at + 3 <= list.length; ) {
    const code = list.readUInt16LE(at);
    const { start, size } = operandAt(list, at + 2, code);
    if (start + size > list.length) return;
    yield { code, operand: list.subarray(start, start + size) };
    at = start + size;
  }
}

function operandAt(list: Buffer, at: number, code: number): { start: number; size: number } {
  const fixed = operandSizes[code >> 13]!;
  if (fixed > 0) return { start: at, size: fixed };
  // 2.9.328: the length of a table definition has two bytes and counts one too many.
  if (code === tableDefinition)
    return { start: at + 2, size: Math.max(0, (at + 2 <= list.length ? list.readUInt16LE(at) : 1) - 1) };
  const length = list[at] ?? 0;
  // 2.9.184: many tabs overflow the length byte.
  if (code === changeTabs && length === 255) {
    const removed = list[at + 1] ?? 0;
    return { start: at + 1, size: 2 + 4 * removed + 3 * (list[at + 2 + 4 * removed] ?? 0) };
  }
  return { start: at + 1, size: length };
}

/** On, off or the style's choice turned round, which here is always "off" turned on. */
export function isOn(modifier: Modifier): boolean {
  return modifier.operand[0] === 1 || modifier.operand[0] === 0x81;
}
