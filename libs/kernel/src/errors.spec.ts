import * as errors from './errors.js';

const { AbsentError, DomainError, RefusedError, StaleVersionError } = errors;

describe('A refusal', () => {
  it.each([
    ['MalformedError', 'malformed'],
    ['UnauthenticatedError', 'unauthenticated'],
    ['ForbiddenError', 'forbidden'],
    ['ConflictError', 'conflict'],
    ['PreconditionFailedError', 'preconditionFailed'],
    ['TooLargeError', 'tooLarge'],
    ['UnsupportedMediaError', 'unsupportedMedia'],
    ['RefusedError', 'refused'],
    ['PreconditionRequiredError', 'preconditionRequired'],
    ['UnavailableError', 'unavailable'],
  ] as const)('%s says to its caller: %s', (name, kind) => {
    const error = new errors[name]('some-code', 'Une phrase.');
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ kind, code: 'some-code', message: 'Une phrase.', faults: [], facts: {} });
    expect(error.name).toBe(name);
  });

  it('lists every fault at once', () => {
    const faults = [
      { pointer: '/answers/population', code: 'required', detail: 'La population manque.' },
      { pointer: '/answers/contact', code: 'required', detail: 'Le contact manque.' },
    ];
    expect(new RefusedError('blocking-missing', 'Le dossier est incomplet.', faults).faults).toBe(faults);
  });

  it('of what may not be seen is that of what does not exist: one sentence, no fact', () => {
    expect(new AbsentError()).toMatchObject({ code: 'absent', kind: 'absent', faults: [], facts: {} });
    expect(new AbsentError().message).toBe(new AbsentError().message);
  });

  it('of a stale version gives the version to read again', () => {
    expect(new StaleVersionError(7)).toMatchObject({
      kind: 'conflict',
      code: 'stale-version',
      facts: { currentVersion: 7 },
    });
  });
});
