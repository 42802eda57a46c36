import { z } from 'zod';

const french = z.locales.fr().localeError;

// Once for the process: every schema, of the API, of the configuration and of files, answers in French.
z.config({
  localeError: (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined ? 'Valeur obligatoire absente.' : french(issue),
});
