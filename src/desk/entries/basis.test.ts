import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../store/contract.ts';
import { basisLabel } from './basis.ts';

const view = { document: { title: '居住证办事指南', documentNumber: null } } as DocumentView;
const label = (path: string, headings: string[] = [], text = '') => basisLabel(view, { path, headings, text });

describe('how a basis is called', () => {
  it('names the heading where a number alone says nothing', () => {
    expect(label('五、', ['五、签注'])).toBe('《居住证办事指南》五、签注');
    expect(label('五、', [], '五、签注：每年一次。')).toBe('《居住证办事指南》五、签注');
  });

  it('gives articles without the chapters around them', () => {
    expect(label('第二章/第十二条/（一）', ['第二章 申领'])).toBe('《居住证办事指南》第十二条（一）');
    expect(basisLabel(view, null)).toBe('《居住证办事指南》');
  });
});
