import { readFileSync, writeFileSync } from 'node:fs';

/** Forgets the highest memory use so far, so that the next reading is of what comes after (Linux). */
export function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere, or not allowed: the peak then holds the building too.
  }
}

/** Highest resident memory of this process since the reset, in megabytes. */
export function peakMegabytes(): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line) return Number(line[1]) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}
