import { svg } from 'lit';

/** Line icons on a 24-unit grid, drawn for this project. Decorative: the button beside them carries the words. */
const icon = (path: string) => svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const icons = {
  ask: icon('M4 5h16v11H10l-4 4v-4H4zM8.5 9.5h7M8.5 12.5h4'),
  close: icon('M6 6l12 12M18 6L6 18'),
  send: icon('M12 19V5M6 11l6-6 6 6'),
  stop: icon('M7 7h10v10H7z'),
  phone: icon('M6 4h3l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v3a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z'),
  copy: icon('M9 9h10v11H9zM6 15H5V4h10v2'),
  print: icon('M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z'),
  speak: icon('M5 9v6h4l5 4V5L9 9zM17 9a4 4 0 0 1 0 6'),
  up: icon('M7 11v9H4v-9zM7 11l4-7a2 2 0 0 1 2 2v4h6l-2 10H7'),
  down: icon('M7 13V4H4v9zM7 13l4 7a2 2 0 0 0 2-2v-4h6L17 4H7'),
  open: icon('M13 5h6v6M19 5l-8 8M10 6H5v13h13v-5'),
  search: icon('M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20'),
  alert: icon('M12 4l9 16H3zM12 10v5M12 17.5v.5'),
  flag: icon('M6 21V4h11l-2 4 2 4H6'),
  forward: icon('M4 12h14M13 6l6 6-6 6'),
  back: icon('M14 6l-6 6 6 6'),
  elder: icon('M4 18L9 6l5 12M5.7 14h6.6M17 8v8M14 12h6'),
};
