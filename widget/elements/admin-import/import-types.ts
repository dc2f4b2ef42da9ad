// The JSON of /v1/staff/import, kept by hand like the rest.

export interface RowFault {
  row: number;
  letter: string | null;
  column: string;
  field: string;
  cell: string;
  message: string;
}

export interface ImportRow {
  row: number;
  kind: 'new' | 'change' | 'same' | 'example' | 'faulty';
  question: string;
  itemId: string | null;
  touched: string[];
  faults: RowFault[];
  remarks: string[];
  notYet: string[];
}

export interface ImportPreview {
  mark: string;
  notices: string[];
  counts: Record<ImportRow['kind'], number>;
  rows: ImportRow[];
}

export interface Accepted {
  submitted: number;
  drafts: number;
  faulty: number;
  rows: { row: number; itemId: string; state: 'draft' | 'submitted' }[];
}

export const kindWords: Record<ImportRow['kind'], string> = {
  faulty: '有问题，不导入',
  change: '改动已有问答',
  new: '新增',
  same: '与库中相同，不导入',
  example: '示例，不导入',
};
