import { tellsRoutes } from './notices.js';

const ROUTES = 'Devant le tribunal administratif,\n  dans les deux mois.\n';

it.each([
  ['as the call writes it', `Madame,\n\n${ROUTES}\nLe service`, true],
  [
    'its lines broken otherwise',
    'Madame, devant… Devant le tribunal administratif, dans les deux\nmois. Le service',
    true,
  ],
  ['in part only', 'Madame,\n\nDevant le tribunal administratif.', false],
  ['not at all', 'Madame, vous êtes sur liste d’attente.', false],
])('a mail that says how to appeal %s', (_, sent, expected) => {
  expect(tellsRoutes(sent, ROUTES)).toBe(expected);
});
