import { loggedError } from './logger.js';

describe('what a log line keeps of an error', () => {
  it('is its type, message, code, stack and cause', () => {
    const cause = new Error('connection lost');
    const logged = loggedError(Object.assign(new TypeError('no mail', { cause }), { code: 'ECONNECTION' }));
    expect(logged).toMatchObject({ type: 'TypeError', message: 'no mail', code: 'ECONNECTION' });
    expect(logged.stack).toContain('logger.spec');
    expect(logged.cause).toMatchObject({ type: 'Error', message: 'connection lost' });
  });

  it('is none of the rows, parameters and addresses that drivers hang on theirs', () => {
    const hung = {
      detail: 'Key (email)=(camille@exemple.fr) already exists.',
      parameters: ['camille@exemple.fr'],
      rejected: ['camille@exemple.fr'],
      query: "insert into person values ('camille@exemple.fr')",
    };
    const logged = loggedError(Object.assign(new Error('refused'), hung));
    expect(JSON.stringify(logged)).not.toContain('camille');
  });

  it('is the text of what was thrown without being an error', () => {
    expect(loggedError('stop')).toEqual({ type: 'string', message: 'stop' });
  });
});
