import { terminal } from '../../src/cli/output.ts';
import { Progress } from '../../src/cli/progress.ts';
import { createEmbedder } from '../../src/models/create.ts';
import { modelCache } from '../cache.ts';
import type { CorpusDocument } from '../documents.ts';
import { vectorFileOf } from './child.ts';
import { wholeText } from './system.ts';
import { benchConfig } from './wence.ts';

/** Embeds the rivals' texts with the same model before they run, so that nothing but their own work is in their processes. */
export async function prepareVectors(folder: string, documents: CorpusDocument[]): Promise<void> {
  const { WENCE_MODEL_FOLDER } = benchConfig(folder);
  const embedder = await createEmbedder({ folder: WENCE_MODEL_FOLDER });
  const texts = [...new Set(documents.map(wholeText))];
  const progress = new Progress(terminal.screen, 'embedding');
  const vectors = await modelCache(embedder).embedPassages(texts, (done) => progress.update(done, texts.length));
  progress.end();
  const file = vectorFileOf(folder, embedder.dimensions);
  for (const [index, vector] of vectors.entries()) file.put(texts[index]!, vector);
  file.flush();
}
