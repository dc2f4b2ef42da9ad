import { ask } from './ask.ts';
import { auditCommands } from './audit.ts';
import { backup, restore } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { documentCommands } from './document.ts';
import { evalCommands } from './eval.ts';
import { ingest } from './ingest.ts';
import { keyCommands } from './key.ts';
import { reviewCommands } from './review.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';
import { userCommands } from './user.ts';

/** Every command, in the order of `--help`. */
export const commands: Command[] = [
  ingest,
  ...reviewCommands,
  ask,
  search,
  ...documentCommands,
  serve,
  ...evalCommands,
  ...userCommands,
  ...keyCommands,
  ...auditCommands,
  status,
  doctor,
  backup,
  restore,
];
