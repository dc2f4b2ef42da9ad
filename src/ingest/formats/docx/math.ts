import { child, childrenOf, type Element, elementsOf, localName, textOf, value } from './xml.ts';

/** A formula on one line (ISO/IEC 29500-1, 22.1): a fraction as a/b, powers as x^n, so that no figure runs into another. */
export function mathText(element: Element): string {
  const name = localName(element);
  const part = (of: string) => inner(child(element, of));
  if (name === 't') return textOf(element);
  if (name === 'f') return `${grouped(part('num'))}/${grouped(part('den'))}`;
  if (name === 'sSup') return `${part('e')}^${grouped(part('sup'))}`;
  if (name === 'sSub') return part('e') + part('sub');
  if (name === 'sSubSup') return `${part('e')}${part('sub')}^${grouped(part('sup'))}`;
  if (name === 'rad') return `${part('deg') === '' ? '' : `${part('deg')}次`}√${grouped(part('e'))}`;
  if (name === 'd') {
    const properties = child(element, 'dPr');
    const marks = [value(properties, 'begChr') ?? '（', value(properties, 'endChr') ?? '）'];
    return (
      marks[0] +
      childrenOf(element, 'e')
        .map(inner)
        .join(value(properties, 'sepChr') ?? '，') +
      marks[1]
    );
  }
  if (name === 'nary') return `${value(child(element, 'naryPr'), 'chr') ?? '∫'}${part('e')}`;
  return /Pr$/.test(name) ? '' : inner(element);
}

function inner(element: Element | undefined): string {
  return element ? elementsOf(element).map(mathText).join('') : '';
}

/** Parts with signs of their own stand in brackets. */
function grouped(text: string): string {
  return /[+\-−×÷/*＋－^]/.test(text) ? `（${text}）` : text;
}
