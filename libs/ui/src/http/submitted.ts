import { DomainError, type ErrorKind } from '@rebond/kernel';
import { statusOf } from '@rebond/platform';
import { PageAnswer, type Redirection } from './answer.js';

/** Refusals that the person can do something about on the same page; the others have a page of their own. */
const MENDABLE: ReadonlySet<ErrorKind> = new Set([
  'refused',
  'conflict',
  'malformed',
  'tooLarge',
  'unsupportedMedia',
  'preconditionRequired',
]);

/**
 * Does what a form asks. A refusal shows the form again, with what was typed and what is wrong with it, under the status
 * that the API gives it.
 * @param again the same page: the refusal's faults, and the form as it was sent, are the caller's to put into it
 */
export async function submitted(
  act: () => Promise<PageAnswer | Redirection>,
  again: (refusal: DomainError) => Promise<PageAnswer> | PageAnswer,
): Promise<PageAnswer | Redirection> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DomainError) || !MENDABLE.has(error.kind)) throw error;
    const { content } = await again(error);
    return new PageAnswer({ ...content, status: statusOf(error) });
  }
}
