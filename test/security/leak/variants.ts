import type { Objects } from '../samples.js';

type Queries = (hidden: Objects) => readonly string[];

/** What a worklist or a list of cases may be asked: filters, orders, pages, and words of the hidden case's name. */
const WORKLIST: Queries = ({ seat }) => [
  ...['sort=due', 'sort=since', 'sort=change', 'limit=1', 'q=cambrai', 'q=ales', 'q=200068500', 'q=autre'],
  ...['state=submitted', 'state=incomplete', 'actor=officer', 'actor=territory', 'region=32', 'region=76'],
  ...['departement=59', 'departement=30', 'officer=me', 'officer=none', 'officer=recused', `officer=${seat}`],
  ...['late=oui', 'unread=oui', 'late=oui&sort=change&limit=1', 'unread=oui&state=incomplete'],
];
const JOURNAL: Queries = ({ case: id, list }) => [
  ...['from=2022-01-01', `case=${id}`, `stream=candidacy:${id}`, `stream=decision-list:${list}`],
  ...['action=candidacy', 'action=recusal', 'action=decision-list&from=2022-01-01'],
];

/** Queries of the routes that take some, beside the sample's own. */
export const VARIANTS: Readonly<Record<string, Queries>> = {
  'GET /dossiers': WORKLIST,
  'GET /dossiers/export.csv': WORKLIST,
  'GET /api/worklist': WORKLIST,
  'GET /api/candidacies': ({ wave }) => [
    ...['limit=1', 'q=cambrai', 'q=200068500', 'q=autre', 'state=submitted', 'state=incomplete'],
    ...['region=32', 'region=76', `wave=${wave}`, 'limit=1&state=submitted'],
  ],
  'GET /audit': JOURNAL,
  'GET /audit/export.csv': JOURNAL,
  'GET /api/audit/entries': JOURNAL,
  'GET /audit/verification': ({ case: id, list }) => [`stream=candidacy:${id}`, `stream=decision-list:${list}`],
  'GET /audit/ecriture': ({ case: id, list }) => [
    ...[`stream=candidacy:${id}&seq=1`, `stream=candidacy:${id}&seq=2`, `stream=decision-list:${list}&seq=1`],
  ],
  'GET /programme/courriels': () => ['recipient=camille', 'recipient=autre', 'state=accepted', 'state=waiting'],
  'GET /selection': () => ['limit=1'],
  'GET /api/decision-lists': () => ['limit=1'],
  'GET /laureats': () => [''],
};
