import type { TextItem } from './items.ts';

/** A column of vertical writing has at least so many letters, one below the other, this far apart in sizes of the type. */
const minimumLetters = 4;
const largestStep = 1.6;

/**
 * Vertical writing that the file holds letter by letter: single letters that stand nearer to the one below than to any beside. Gives
 * back the columns, from right to left, and the other pieces.
 */
export function takeVertical(items: TextItem[]): { columns: TextItem[]; rest: TextItem[] } {
  const letters = items.filter((item) => [...item.text.trim()].length === 1 && /[\p{Script=Han}，。、；：（）]/u.test(item.text));
  if (letters.length < minimumLetters) return { columns: [], rest: items };
  const stacks: TextItem[][] = [];
  for (const letter of [...letters].sort((a, b) => a.y - b.y)) {
    const stack = stacks.find((other) => follows(other.at(-1)!, letter));
    if (stack) stack.push(letter);
    else stacks.push([letter]);
  }
  const long = stacks.filter((stack) => stack.length >= minimumLetters && isApart(stack, items));
  if (long.length === 0) return { columns: [], rest: items };
  const used = new Set(long.flat());
  const columns = long.map((stack) => ({ ...stack[0]!, text: stack.map((letter) => letter.text.trim()).join('') }));
  return { columns: columns.sort((one, other) => other.left - one.left), rest: items.filter((item) => !used.has(item)) };
}

function follows(above: TextItem, letter: TextItem): boolean {
  const step = letter.y - above.y;
  const middle = Math.abs((above.left + above.right) / 2 - (letter.left + letter.right) / 2);
  return (
    step > letter.size * 0.6 &&
    step < letter.size * largestStep &&
    middle < letter.size * 0.3 &&
    Math.abs(above.size - letter.size) < 1
  );
}

/** Most letters of the stack have more room beside them than to the next letter below. */
function isApart(stack: TextItem[], items: TextItem[]): boolean {
  const step = (stack.at(-1)!.y - stack[0]!.y) / (stack.length - 1);
  const members = new Set(stack);
  const near = items.filter((item) => !members.has(item) && item.y > stack[0]!.y - step && item.y < stack.at(-1)!.y + step);
  const apart = stack.filter((letter) =>
    near.every((item) => {
      if (Math.abs(item.y - letter.y) > letter.size * 0.5) return true;
      const room = item.left >= letter.right ? item.left - letter.right : letter.left - item.right;
      return room > step - letter.size + letter.size * 0.2;
    }),
  );
  return apart.length >= stack.length * 0.8;
}
