import type * as Ort from 'onnxruntime-node';

export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

/** One thread a session: two sessions side by side are faster than one with two threads, and the vectors are the same. */
export const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/**
 * Output of the first position for one tokenised text. It is also sent as source to worker threads, so it uses nothing but its
 * parameters.
 */
export async function runTokens(
  runtime: Runtime,
  session: Ort.InferenceSession,
  ids: number[],
  dimensions: number,
): Promise<Float32Array> {
  const shape = [1, ids.length];
  const tensor = (values: BigInt64Array) => new runtime.Tensor('int64', values, shape);
  const output = await session.run({
    input_ids: tensor(BigInt64Array.from(ids, BigInt)),
    attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  });
  return (output.last_hidden_state!.data as Float32Array).slice(0, dimensions);
}
