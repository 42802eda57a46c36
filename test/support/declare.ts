import type { Api } from './api.js';

/** Declares a person's conflicts with cases of a wave, and that there are no others. */
export async function declared(waveId: string, as: Api, cases: readonly string[] = []): Promise<void> {
  const path = `/api/waves/${waveId}/recusals`;
  const { body } = await as.get<{ shownAt: string }>(path);
  const answer = await as.post<unknown>(path, { cases, noneElse: true, shownAt: body.shownAt });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
