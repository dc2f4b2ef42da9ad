// What every page of the staff knows, kept by hand like the rest of the API's JSON. The types of one page lie beside that page.

export type Role = 'administrator' | 'auditor' | 'editor' | 'reviewer' | 'agent' | 'evaluator';

/** An action of the rights table (src/desk/rights.ts), e.g. "entry.write". */
export type Action = string;

export interface Account {
  id: string;
  login: string;
  name: string;
  unitId: string | null;
  roles: Role[];
  desks: ('hotline' | 'window')[];
  mustChangePassword: boolean;
  hasPassword: boolean;
  hasTotp: boolean;
  disabledAt: string | null;
  createdAt: string;
  lastLoginAt: string | null;
  revision: number;
}

/** Who has signed in. */
export interface Me {
  account: Account;
  unitName: string | null;
  actions: Action[];
  csrf: string;
  setupNeeded: 'password_needed' | 'totp_needed' | null;
  totpAdvised: boolean;
  idleMinutes: number;
}

export interface Unit {
  id: string;
  name: string;
  parentId: string | null;
  contact: string | null;
  retiredAt: string | null;
  revision: number;
}

export const roleNames: Record<Role, string> = {
  administrator: '管理员',
  auditor: '审计员',
  editor: '编辑',
  reviewer: '审核员',
  agent: '坐席',
  evaluator: '评测员',
};

export const deskNames = { hotline: '12345 热线', window: '政务服务窗口' } as const;
