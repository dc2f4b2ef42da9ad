import type { Channel } from '../../shared/types.ts';

export interface StaffBanner {
  text: string;
  level: 'notice' | 'warning' | 'urgent';
  channels: Channel[];
  from: string;
  until: string;
  link: { label: string; url: string } | null;
}

/** What was set last, hanging or not. */
export interface BannerState {
  banner: StaffBanner | null;
  revision: number;
  changedBy: string | null;
  changedAt: string | null;
}
