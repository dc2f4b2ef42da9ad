import fc from 'fast-check';

/**
 * fast-check with one seed for every property: the same commit is asked the same questions, so that it fails or passes for everybody.
 * `npm run check:long` draws a new seed each time; `WENCE_SEED`, which a failure names, brings the same cases back.
 */
const seed = process.env.WENCE_SEED ?? (process.env.WENCE_LONG ? Math.trunc(Date.now() / 1_000) : 20_260_701);
fc.configureGlobal({ seed: Number(seed) });

export default fc;
