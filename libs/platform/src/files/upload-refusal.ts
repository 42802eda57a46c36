import {
  AbsentError,
  ConflictError,
  MalformedError,
  PreconditionFailedError,
  say,
  TooLargeError,
  type DomainError,
} from '@rebond/kernel';

const MEGABYTE = 1_000_000;

export const tooLarge = (maxBytes: number): TooLargeError =>
  new TooLargeError(
    'file-too-large',
    say`Le fichier dépasse la taille annoncée ou la limite de ce champ (${maxBytes / MEGABYTE} Mo).`,
    [],
    { maxBytes },
  );

/** The refusal that an answer of the upload protocol stands for; what is no refusal is thrown as it came. */
export function refusalOf(status: number, failure: unknown, maxBytes: number): DomainError {
  switch (status) {
    case 404:
    case 410:
      return new AbsentError();
    case 409:
      return new ConflictError(
        'upload-offset',
        say`L'en-tête Upload-Offset ne correspond pas à ce qui est reçu : demandez-le par HEAD et reprenez de là.`,
      );
    case 412:
      return new PreconditionFailedError('tus-version', say`L'en-tête Tus-Resumable: 1.0.0 est attendu.`);
    case 413:
      return tooLarge(maxBytes);
    case 400:
    case 403:
    case 501:
      return new MalformedError(
        'upload-header',
        say`Un en-tête de l'envoi manque ou est illisible (protocole tus 1.0).`,
      );
    default:
      throw failure instanceof Error ? failure : new Error(`Upload failed: ${JSON.stringify(failure)}`);
  }
}
