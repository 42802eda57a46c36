import { randomUUID } from 'node:crypto';

import { TEST_INBOUND_SECRET } from '../support/server.js';

/**
 * What stands for a parameter of a path. `case` and what lies within it exist three times (own, foreign, absent);
 * the others are the registry's, which have no owner: their action alone protects them.
 */
export type Parameter =
  | 'case'
  | 'document'
  | 'completion'
  | 'committee'
  | 'axis'
  | 'action'
  | 'interview'
  | 'project'
  | 'pending'
  | 'pendingInterviews'
  | 'comment'
  | 'approval'
  | 'messageFile'
  | 'teamSeat'
  | 'note'
  | 'review'
  | 'pair'
  | 'opinion'
  | 'piece'
  | 'section'
  | 'list'
  | 'embargoReader'
  | 'appeal'
  | 'appealFile'
  | 'postalNotice'
  | 'wave'
  | 'seat'
  | 'spareSeat'
  | 'spareToken'
  | 'token'
  | 'call'
  | 'callId'
  | 'siren'
  | 'file'
  | 'print'
  | 'asset'
  | 'template'
  | 'view'
  | 'batch'
  | 'recusal'
  | 'spareRecusal'
  | 'interest'
  | 'spareInterest'
  | 'question'
  | 'mail'
  | 'draw';

/** One set of objects: a case and what lies within it, and the registry's. */
export type Objects = Readonly<Record<Parameter, string>>;

export interface Sample {
  /** What stands for each `:name` of the path, and for its `*`; `=text` is that text whatever the object. */
  readonly params?: Readonly<Record<string, Parameter | `=${string}`>>;
  readonly query?: string | ((objects: Objects) => string);
  /**
   * A body that the route's schema accepts, so that the answer is about the object and not about the body. A page gets
   * it as a form, with `_csrf` and a `_version` that no object has.
   */
  readonly body?: object | ((objects: Objects) => object);
  /** Files of a page's form, by the name of their field; the form is then sent as multipart. */
  readonly files?: Readonly<Record<string, { readonly name: string; readonly content: string }>>;
  /** The route ends the session or takes the person off the seat: it is asked with a session of its own. */
  readonly endsSession?: true;
  /** Served only under a setting that the tests' server has not: absent for everyone. */
  readonly isAbsentHere?: true;
  /** Nothing of the kind is there: who may do it is told so, and nothing is done to what other routes need. */
  readonly hasNone?: true;
  readonly csv?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer is a constant, whatever the object: it tells nothing of it. */
  readonly isConstant?: true;
}

const TUS = { 'tus-resumable': '1.0.0' };
const CASE = { params: { id: 'case' } } as const;
/** No session has it: which of them are read is told by who sits in them. */
/** The session of a committee, and its one point. */
export const SITTING_ID = '00000000-0000-7000-8000-00000000f00e';
const SITTING = { params: { id: `=${SITTING_ID}` } } as const;
const SITTING_ITEM = { params: { ...SITTING.params, itemId: SITTING.params.id } } as const;
/** Acts on a case of the agenda, which its one point is not. */
const SITTING_CASE = { ...SITTING_ITEM, hasNone: true } as const;
const ofCase = (name: string, parameter: Parameter | `=${string}`): Sample => ({
  params: { id: 'case', [name]: parameter },
});

/** A letter, as a form brings it. */
const LETTER = { files: { name: 'courrier.pdf', content: '%PDF-1.7 Madame, Monsieur' } };

/** One line for every route of the real table; a route without one fails the matrix. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  'GET /': {},
  'GET /accessibilite': {},
  'GET /mentions-legales': {},
  'GET /donnees-personnelles': {},
  'GET /assets/dsfr/*': { params: { '*': '=dsfr.min.css' }, isAbsentHere: true },
  'GET /assets/:print/*': { params: { print: 'print', '*': 'asset' } },
  'GET /demo': {},
  'POST /demo': { body: ({ seat }) => ({ seat }), endsSession: true },
  'GET /health/live': {},
  'GET /health/ready': {},
  'GET /api/openapi.json': {},
  'GET /api/docs': {},
  'GET /api/docs/start.js': {},
  'GET /api/docs/:file': { params: { file: 'file' } },
  'GET /api/me': {},
  'POST /api/organisations': { body: { kind: 'region', name: 'Région', mailbox: 'region@test.example' } },
  'POST /api/seats': {
    body: {
      organisationId: randomUUID(),
      role: 'auditor',
      title: 'Contrôle',
      holder: { name: 'Titulaire', email: 'titulaire@test.example' },
    },
  },
  'POST /api/seats/:id/tokens': { params: { id: 'seat' }, body: { label: 'essai' } },
  'POST /api/tokens/:id/revocation': { params: { id: 'token' } },
  'POST /api/seats/:id/sessions/revocation': { params: { id: 'spareSeat' } },
  'GET /api/territories': { query: 'q=ales' },
  'GET /api/territories/:siren': { params: { siren: 'siren' } },
  'GET /api/calls': {},
  'POST /api/calls': { body: { source: 'slug: essai' } },
  'GET /api/calls/:slug': { params: { slug: 'call' } },
  'GET /api/calls/:slug/proposed-waves': { params: { slug: 'call' } },
  'GET /api/waves': {},
  'POST /api/waves': {
    body: { call: 'rebond-industriel', opensAt: '2030-01-01T12:00:00Z', cutoffAt: '2030-05-01T12:00:00Z' },
  },
  'GET /api/waves/:id': { params: { id: 'wave' } },
  'POST /api/waves/:id/prolongation': {
    params: { id: 'wave' },
    body: { cutoffAt: '2031-01-01T12:00:00Z', reason: 'Panne' },
  },
  'POST /api/waves/:id/definition': { params: { id: 'wave' }, body: { definitionVersion: 1 } },
  'GET /api/waves/:id/recusals': { params: { id: 'wave' } },
  'POST /api/waves/:id/recusals': {
    params: { id: 'wave' },
    body: { cases: [], noneElse: true, shownAt: '2023-01-01T00:00:00Z' },
  },
  'GET /api/recusals': {},
  'POST /api/recusals/:id/lifting': { params: { id: 'recusal' }, body: { reason: 'Erreur' } },
  'GET /api/interests': {},
  'POST /api/interests': { body: { kind: 'employer', siren: '200066918' } },
  'POST /api/interests/:id/end': { params: { id: 'interest' } },
  'GET /recusations': {},
  'POST /recusations/attaches': { body: { kind: 'mandate', siren: '200066918' } },
  'POST /recusations/attaches/:id/fin': { params: { id: 'spareInterest' } },
  'GET /recusations/releves/:id': { params: { id: 'wave' } },
  'POST /recusations/releves/:id': {
    params: { id: 'wave' },
    body: { noneElse: 'oui', shownAt: '2023-01-01T00:00:00Z' },
  },
  'GET /recusations/registre': {},
  'POST /recusations/registre/:id/levee': { params: { id: 'spareRecusal' }, body: { reason: 'Erreur' } },
  'GET /api/candidacies': {},
  'POST /api/candidacies': { body: ({ wave }) => ({ waveId: wave, lead: '200066918' }) },
  'GET /api/candidacies/:id': CASE,
  'GET /api/candidacies/:id/answers': CASE,
  'PATCH /api/candidacies/:id/answers': { ...CASE, body: { fields: { needs: { value: 'x', seen: 0 } } } },
  'PUT /api/candidacies/:id/perimeter': { ...CASE, body: { members: [] } },
  'POST /api/candidacies/:id/deposit': CASE,
  'GET /api/candidacies/:id/deposits': CASE,
  'GET /api/candidacies/:id/completeness': CASE,
  'GET /api/candidacies/:id/timeline': CASE,
  'GET /api/candidacies/:id/export': CASE,
  'GET /api/candidacies/:id/history': CASE,
  'GET /api/candidacies/:id/differences': CASE,
  'POST /api/candidacies/:id/redeposit': { ...CASE, body: {} },
  'POST /api/candidacies/:id/admissibility': { ...CASE, body: { admissible: true } },
  'POST /api/candidacies/:id/withdrawal': { ...CASE, body: {} },
  'POST /api/candidacies/:id/abandonment': { ...CASE, body: {} },
  'POST /api/candidacies/:id/closure': { ...CASE, body: {} },
  'GET /api/candidacies/:id/completion-requests': CASE,
  'POST /api/candidacies/:id/completion-requests': {
    ...CASE,
    body: { fields: ['needs'], message: 'Précisez', days: 30 },
  },
  'POST /api/candidacies/:id/completion-requests/:requestId/answer': { ...ofCase('requestId', 'completion'), body: {} },
  'POST /api/candidacies/:id/completion-requests/:requestId/cancellation': {
    ...ofCase('requestId', 'completion'),
    body: { reason: 'Erreur' },
  },
  'GET /api/candidacies/:id/pieces': CASE,
  'POST /api/candidacies/:id/pieces/:field': { ...ofCase('field', 'piece'), body: { documentId: randomUUID() } },
  'OPTIONS /api/candidacies/:id/documents': { ...CASE, isConstant: true },
  'POST /api/candidacies/:id/documents': {
    ...CASE,
    headers: { ...TUS, 'upload-length': '10', 'upload-metadata': 'filename cGllY2UucGRm,field bGV0dGVy' },
  },
  'HEAD /api/candidacies/:id/documents/:documentId': { ...ofCase('documentId', 'document'), headers: TUS },
  'PATCH /api/candidacies/:id/documents/:documentId': {
    ...ofCase('documentId', 'document'),
    headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  },
  'DELETE /api/candidacies/:id/documents/:documentId': { ...ofCase('documentId', 'document'), headers: TUS },
  'GET /api/candidacies/:id/documents': CASE,
  'GET /api/candidacies/:id/documents/:documentId': ofCase('documentId', 'document'),
  'GET /api/waves/:id/review-round': { params: { id: 'wave' } },
  'POST /api/waves/:id/review-round/proposal': { params: { id: 'wave' }, body: { seed: 0 } },
  'POST /api/waves/:id/review-round/validation': { params: { id: 'wave' } },
  'POST /api/waves/:id/review-round/replacements': {
    params: { id: 'wave' },
    body: ({ case: candidacyId, seat, pair }) => ({ candidacyId, seatId: seat, replaces: pair, reason: 'late' }),
  },
  'PUT /api/waves/:id/reviewers/:seatId': { params: { id: 'wave', seatId: 'seat' }, body: { maxLoad: 3 } },
  'DELETE /api/waves/:id/reviewers/:seatId': { params: { id: 'wave', seatId: 'seat' } },
  'PUT /api/waves/:id/expertise': { params: { id: 'wave' }, body: {} },
  'PUT /api/review-assignments/:id/lock': { params: { id: 'pair' }, body: { locked: true } },
  'GET /api/reviews': {},
  'GET /api/reviews/:id': { params: { id: 'review' } },
  'PUT /api/reviews/:id': { params: { id: 'review' }, body: { marks: {} } },
  'POST /api/reviews/:id/submission': { params: { id: 'review' } },
  'GET /api/candidacies/:id/reviews': CASE,
  'GET /api/sessions': {},
  'POST /api/sessions': {
    body: ({ wave, seat }) => ({
      ...{ waveId: wave, title: 'Séance', startsAt: '2030-01-01T09:00:00Z', place: 'Paris' },
      ...{ chair: seat, secretary: seat, members: [{ seatId: seat }, { seatId: seat }] },
    }),
  },
  'GET /api/sessions/:id': SITTING,
  'PUT /api/sessions/:id/proxy': { ...SITTING, body: { holder: null } },
  'POST /api/sessions/:id/items/:itemId/recusal': SITTING_CASE,
  'PUT /api/sessions/:id/attendance': { ...SITTING, body: { present: [] } },
  'POST /api/sessions/:id/opening': SITTING,
  'PUT /api/sessions/:id/items/:itemId/decision': {
    ...SITTING_CASE,
    body: { outcome: 'waitlist' },
  },
  'POST /api/sessions/:id/closing': SITTING,
  'POST /api/sessions/:id/minutes/corrections': { ...SITTING, body: { correction: 'Salle 6' } },
  'POST /api/sessions/:id/minutes/approval': { ...SITTING, body: { minutes: 1 } },
  'GET /api/sessions/:id/convocation': SITTING,
  'GET /api/sessions/:id/minutes': { ...SITTING, hasNone: true },
  'POST /api/sessions/:id/proposal': SITTING,
  'POST /api/sessions/:id/cancellation': SITTING,
  'POST /api/sessions/:id/adjournment': SITTING,
  'POST /api/sessions/:id/second-convocation': {
    ...SITTING,
    body: { startsAt: '2030-01-01T10:00:00+01:00', place: 'Salle 6' },
  },
  'GET /api/decision-lists': {},
  'POST /api/decision-lists': {
    body: (objects) => ({
      waveId: objects.wave,
      title: 'Liste',
      lines: [{ candidacyId: objects.case, expectedVersion: 1, outcome: 'select' }],
    }),
  },
  'GET /api/decision-lists/:id': { params: { id: 'list' } },
  'POST /api/decision-lists/:id/validation': { params: { id: 'list' } },
  'POST /api/decision-lists/:id/differences': {
    params: { id: 'list' },
    body: ({ case: id }) => ({ differences: [{ candidacyId: id, outcome: 'waitlist', reason: 'Crédits' }] }),
  },
  'POST /api/decision-lists/:id/announcement-date': { params: { id: 'list' }, body: { at: null } },
  'POST /api/decision-lists/:id/announcement': { params: { id: 'list' } },
  'GET /api/decision-lists/:id/lines/:candidacyId/letter': { params: { id: 'list', candidacyId: 'case' } },
  'GET /api/decision-lists/:id/notifications': { params: { id: 'list' } },
  'GET /api/decision-lists/:id/embargo-readers': { params: { id: 'list' } },
  'POST /api/decision-lists/:id/embargo-readers': {
    params: { id: 'list' },
    body: {
      ...{ name: 'Une préfète', quality: 'Préfète', email: 'prefete@test.example' },
      ...{ from: '2023-03-01T08:00:00Z', until: '2023-03-02T08:00:00Z' },
    },
  },
  'POST /api/decision-lists/:id/embargo-readers/:readerId/revocation': {
    params: { id: 'list', readerId: 'embargoReader' },
  },
  'POST /api/decision-lists/:id/withdrawal': { params: { id: 'list' } },
  'GET /api/appeals': {},
  'GET /api/candidacies/:id/appeals': CASE,
  'POST /api/candidacies/:id/appeals': {
    ...CASE,
    body: { kind: 'informal', receivedOn: '2023-04-12', appellant: 'La présidente', grounds: 'Une erreur' },
  },
  'POST /api/candidacies/:id/appeals/:appealId/outcome': {
    ...ofCase('appealId', 'appeal'),
    body: { outcome: 'withdrawn' },
  },
  'GET /api/candidacies/:id/appeals/:appealId/files/:fileId': {
    params: { id: 'case', appealId: 'appeal', fileId: 'appealFile' },
  },
  'GET /api/candidacies/:id/postal-notices': CASE,
  'POST /api/candidacies/:id/postal-notices': {
    ...CASE,
    body: { recipient: 'La présidente', trackingNumber: '1A00000000000', fate: 'received', receivedOn: '2023-01-25' },
  },
  'POST /api/candidacies/:id/postal-notices/:noticeId/striking': {
    ...ofCase('noticeId', 'postalNotice'),
    body: { reason: 'Autre dossier' },
  },
  'GET /api/candidacies/:id/postal-notices/:noticeId/scan': ofCase('noticeId', 'postalNotice'),
  'GET /api/waves/:id/waiting-list': { params: { id: 'wave' } },
  'POST /api/waves/:id/promotions': { params: { id: 'wave' }, body: { departed: randomUUID() }, hasNone: true },
  'POST /api/decision-lists/:id/folder': { params: { id: 'list' } },
  'POST /api/decision-lists/:id/cancellation-request': {
    params: { id: 'list' },
    body: { reason: 'Enveloppe inexacte.' },
  },
  'POST /api/decision-lists/:id/cancellation-request/dropping': { params: { id: 'list' } },
  'POST /api/decision-lists/:id/cancellation': { params: { id: 'list' } },
  'POST /api/candidacies/:id/engagement': {
    ...CASE,
    body: { firms: [{ organisationId: randomUUID(), personDays: 10 }], startsOn: '2023-06-01' },
  },
  'GET /api/candidacies/:id/mission': CASE,
  'GET /api/candidacies/:id/mission/projects': CASE,
  'POST /api/candidacies/:id/mission/person-days': {
    ...CASE,
    body: { organisationId: randomUUID(), date: '2023-06-02', personDays: 1 },
  },
  'POST /api/candidacies/:id/mission/routes': { ...CASE, body: { routes: [{ projectRef: 'P1', scheme: 'ademe' }] } },
  'POST /api/candidacies/:id/mission/interviews/import': { ...CASE, csv: 'reference;company;heldOn\n' },
  'POST /api/candidacies/:id/mission/projects/import': {
    ...CASE,
    csv: 'reference;company;title;capexEur;jobsPotential\n',
  },
  'GET /api/candidacies/:id/roadmap': CASE,
  'POST /api/candidacies/:id/roadmap/axes': { ...CASE, body: { title: 'Axe', from: 2023, to: 2027 } },
  'POST /api/candidacies/:id/roadmap/axes/:axis/actions': { ...ofCase('axis', 'axis'), body: { title: 'Action' } },
  'GET /api/candidacies/:id/envelope': CASE,
  'POST /api/candidacies/:id/envelope/commitments': {
    ...CASE,
    body: { commitments: [{ funder: 'etat', amountEur: 1000 }] },
  },
  'POST /api/candidacies/:id/awards': {
    ...CASE,
    body: { beneficiary: 'Entreprise', amountEur: 1000, form: 'grant', signedOn: '2023-12-01' },
  },
  'GET /api/candidacies/:id/committees': CASE,
  'POST /api/candidacies/:id/committees/:committeeId/date': {
    ...ofCase('committeeId', 'committee'),
    body: { startsAt: '2023-06-14T09:00:00Z' },
  },
  'POST /api/candidacies/:id/committees/:committeeId/held': {
    ...ofCase('committeeId', 'committee'),
    body: { attendees: 10, decisions: [] },
  },
  'GET /api/candidacies/:id/committees/:committeeId/invitation.ics': ofCase('committeeId', 'committee'),
  'GET /releves': {},
  'GET /releves/:id': { params: { id: 'wave' } },
  'GET /questions': {},
  'POST /questions': { body: ({ wave }) => ({ waveId: wave, question: 'Une commune peut-elle candidater seule ?' }) },
  'GET /api/questions': {},
  'POST /api/questions': {
    body: ({ wave }) => ({ waveId: wave, question: 'Une commune peut-elle candidater seule ?' }),
  },
  'POST /api/questions/:id/answer': { params: { id: 'question' }, body: { answer: 'Non.' } },
  'GET /connexion': {},
  'POST /connexion': { body: { email: 'personne@test.example' } },
  'GET /connexion/code': {},
  'POST /connexion/code': { body: { code: '12345678' } },
  'GET /connexion/lien/:token': { params: { token: '=no-such-link' }, isConstant: true },
  'POST /connexion/lien/:token': { params: { token: '=no-such-link' }, isConstant: true },
  'POST /connexion/application': { body: { email: 'personne@test.example', code: '123456' } },
  'GET /connexion/proconnect': { isAbsentHere: true },
  'GET /connexion/proconnect/retour': { query: 'code=a&state=b' },
  'POST /deconnexion': { endsSession: true },
  'GET /compte': {},
  'POST /compte/fonction': { body: ({ seat }) => ({ seat }), endsSession: true },
  'POST /compte/sessions': { endsSession: true },
  'POST /compte/sessions/fin': { body: { session: randomUUID() } },
  'GET /compte/application': {},
  'POST /compte/application': { body: { code: '123456' } },
  'POST /compte/application/codes': { body: { code: '123456' } },
  'POST /compte/application/retrait': { body: { code: '123456' } },
  'GET /compte/suppleance': {},
  'POST /compte/suppleance': {
    body: { name: 'Suppléante', email: 'suppleante@test.example', from: '2031-01-01', until: '2031-01-15' },
  },
  'POST /compte/suppleance/fin': { body: { person: randomUUID() } },
  'GET /reprise': {},
  'POST /reprise/abandon': {},
  'GET /api/candidacies/:id/team': CASE,
  'POST /api/candidacies/:id/team/invitations': {
    ...CASE,
    body: { organisationId: randomUUID(), name: 'Collègue', email: 'collegue@test.example', title: 'Appui' },
  },
  'POST /api/candidacies/:id/team/:seatId/departure': {
    ...ofCase('seatId', 'teamSeat'),
    body: { personId: randomUUID() },
  },
  'POST /api/candidacies/:id/team/:seatId/handover': {
    ...ofCase('seatId', 'teamSeat'),
    body: { name: 'Successeur', email: 'successeur@test.example' },
  },
  'GET /candidatures/:id/equipe': CASE,
  'POST /candidatures/:id/equipe': {
    ...CASE,
    body: { organisationId: randomUUID(), name: 'Collègue', email: 'collegue@test.example', title: 'Appui' },
  },
  'GET /candidatures/:id/equipe/:seatId/transmission': ofCase('seatId', 'teamSeat'),
  'POST /candidatures/:id/equipe/:seatId/transmission': {
    ...ofCase('seatId', 'teamSeat'),
    body: { name: 'Successeur', email: 'successeur@test.example' },
  },
  'GET /candidatures/:id/equipe/:seatId/depart': ofCase('seatId', 'teamSeat'),
  'POST /candidatures/:id/equipe/:seatId/depart': { ...ofCase('seatId', 'teamSeat'), body: { personId: randomUUID() } },
  'GET /api/candidacies/:id/approvals': CASE,
  'POST /api/candidacies/:id/approvals': {
    ...CASE,
    body: { name: 'Présidente', title: 'présidente', email: 'presidente@test.example' },
  },
  'POST /api/candidacies/:id/approvals/:approvalId/cancellation': ofCase('approvalId', 'approval'),
  'GET /candidatures/:id/approbation': CASE,
  'POST /candidatures/:id/approbation': {
    ...CASE,
    body: { name: 'Présidente', title: 'présidente', email: 'presidente@test.example' },
  },
  'POST /candidatures/:id/approbation/:approvalId/annulation': ofCase('approvalId', 'approval'),
  'GET /lien/:token/documents/:documentId': {
    params: { token: '=no-such-link', documentId: 'document' },
    isAbsentHere: true,
  },
  'GET /lien/:token': { params: { token: '=no-such-link' }, isConstant: true },
  'POST /lien/:token': { params: { token: '=no-such-link' }, isConstant: true },
  'GET /candidatures/:id': CASE,
  'GET /candidatures/:id/perimetre': CASE,
  'POST /candidatures/:id/perimetre': { ...CASE, body: { _act: 'review' } },
  'GET /candidatures/:id/suivi': CASE,
  'GET /candidatures/:id/archive': CASE,
  'GET /candidatures/:id/complements': CASE,
  'POST /candidatures/:id/complements/:requestId': { ...ofCase('requestId', 'completion'), body: { answer: 'Voici' } },
  'GET /candidatures/:id/pieces': CASE,
  'POST /candidatures/:id/pieces/:field': {
    ...ofCase('field', 'piece'),
    files: { file: { name: 'deliberation.pdf', content: '%PDF-1.4' } },
  },
  'GET /candidatures/:id/messages': CASE,
  'POST /candidatures/:id/messages': {
    ...CASE,
    body: { audience: 'thread', text: 'Bonjour' },
    files: { files: { name: 'note.pdf', content: '%PDF-1.4' } },
  },
  'GET /candidatures/:id/differences': CASE,
  'GET /candidatures/:id/reprise': CASE,
  'POST /candidatures/:id/reprise': { ...CASE, body: {} },
  'GET /candidatures/:id/retrait': CASE,
  'POST /candidatures/:id/retrait': { ...CASE, body: { reason: 'Renoncement' } },
  'GET /candidatures/:id/abandon': CASE,
  'POST /candidatures/:id/abandon': { ...CASE, body: { reason: 'Renoncement' } },
  'GET /candidatures/:id/cloture': CASE,
  'POST /candidatures/:id/cloture': { ...CASE, body: {} },
  'GET /api/missions': {},
  'GET /api/candidacies/:id/messages': CASE,
  'POST /api/candidacies/:id/messages': { ...CASE, body: { audience: 'thread', text: 'Bonjour' } },
  'GET /api/candidacies/:id/messages/files/:fileId': ofCase('fileId', 'messageFile'),
  'GET /api/candidacies/:id/mission/consultations': CASE,
  'GET /api/candidacies/:id/mission/frozen-figures': CASE,
  'GET /api/candidacies/:id/mission/interviews': CASE,
  'POST /api/candidacies/:id/mission/interviews': {
    ...CASE,
    body: { reference: 'E9', company: 'Entreprise', heldOn: '2023-06-02' },
  },
  'PUT /api/candidacies/:id/mission/interviews/:interview': {
    ...ofCase('interview', 'interview'),
    body: { company: 'Entreprise', heldOn: '2023-06-02' },
  },
  'GET /api/candidacies/:id/mission/person-days': CASE,
  'POST /api/candidacies/:id/mission/projects': {
    ...CASE,
    body: { reference: 'P9', company: 'Entreprise', title: 'Projet', capexEur: 1, jobsPotential: 1 },
  },
  'PUT /api/candidacies/:id/mission/projects/:project': {
    ...ofCase('project', 'project'),
    body: { company: 'Entreprise', title: 'Projet', capexEur: 1, jobsPotential: 1 },
  },
  'POST /api/candidacies/:id/mission/projects/:project/consultations': {
    ...ofCase('project', 'project'),
    body: { kind: 'opinion', organisation: 'CCI', name: 'Conseiller', email: 'cci@test.example' },
  },
  'PUT /api/candidacies/:id/roadmap/axes/:axis': {
    ...ofCase('axis', 'axis'),
    body: { title: 'Axe', from: 2023, to: 2027 },
  },
  'PUT /api/candidacies/:id/roadmap/actions/:action': { ...ofCase('action', 'action'), body: { title: 'Action' } },
  'GET /api/candidacies/:id/dossiers': CASE,
  'POST /api/candidacies/:id/dossiers/:project/statuses': {
    ...ofCase('project', 'project'),
    body: { status: 'deposited', decidedOn: '2023-06-02' },
  },
  'GET /missions': {},
  'GET /candidatures/:id/mission': CASE,
  'POST /candidatures/:id/mission/jours': {
    ...CASE,
    body: { organisationId: randomUUID(), date: '2023-06-02', personDays: 1 },
  },
  'POST /candidatures/:id/mission/engagement': {
    ...CASE,
    body: { firms: [{ organisationId: randomUUID(), personDays: 10 }], startsOn: '2023-06-01' },
  },
  'GET /candidatures/:id/entretiens': CASE,
  'GET /candidatures/:id/entretiens/nouveau': CASE,
  'POST /candidatures/:id/entretiens/nouveau': {
    ...CASE,
    body: { reference: 'E8', company: 'Entreprise', heldOn: '2023-06-02' },
  },
  'GET /candidatures/:id/entretiens/import': CASE,
  'GET /candidatures/:id/entretiens/import/:pending': { ...ofCase('pending', 'pendingInterviews') },
  'POST /candidatures/:id/entretiens/import/:pending': { ...ofCase('pending', 'pendingInterviews') },
  'POST /candidatures/:id/entretiens/import': {
    ...CASE,
    files: { file: { name: 'entretiens.csv', content: 'reference;company;heldOn' } },
  },
  'GET /candidatures/:id/entretiens/:interview': ofCase('interview', 'interview'),
  'POST /candidatures/:id/entretiens/:interview': {
    ...ofCase('interview', 'interview'),
    body: { company: 'Entreprise', heldOn: '2023-06-02' },
  },
  'GET /candidatures/:id/projets': CASE,
  'GET /candidatures/:id/projets/nouveau': CASE,
  'POST /candidatures/:id/projets/nouveau': {
    ...CASE,
    body: { reference: 'P8', company: 'Entreprise', title: 'Projet', capexEur: 1, jobsPotential: 1 },
  },
  'GET /candidatures/:id/projets/import': CASE,
  'GET /candidatures/:id/projets/import/:pending': ofCase('pending', 'pending'),
  'POST /candidatures/:id/projets/import/:pending': ofCase('pending', 'pending'),
  'POST /candidatures/:id/projets/import': {
    ...CASE,
    files: { file: { name: 'projets.csv', content: 'reference;company;title;capexEur;jobsPotential' } },
  },
  'GET /candidatures/:id/projets/:project': ofCase('project', 'project'),
  'POST /candidatures/:id/projets/:project': {
    ...ofCase('project', 'project'),
    body: { company: 'Entreprise', title: 'Projet', capexEur: 1, jobsPotential: 1 },
  },
  'POST /candidatures/:id/projets/:project/orientation': { ...ofCase('project', 'project'), body: { scheme: 'ademe' } },
  'POST /candidatures/:id/projets/:project/consultation': {
    ...ofCase('project', 'project'),
    body: { kind: 'opinion', organisation: 'CCI', name: 'Conseiller', email: 'cci@test.example' },
  },
  'GET /candidatures/:id/feuille-de-route': CASE,
  'POST /candidatures/:id/feuille-de-route/axes': { ...CASE, body: { title: 'Axe', from: 2023, to: 2027 } },
  'POST /candidatures/:id/feuille-de-route/axes/:axis': {
    ...ofCase('axis', 'axis'),
    body: { title: 'Axe', from: 2023, to: 2027 },
  },
  'POST /candidatures/:id/feuille-de-route/axes/:axis/actions': {
    ...ofCase('axis', 'axis'),
    body: { title: 'Action' },
  },
  'POST /candidatures/:id/feuille-de-route/actions/:action': {
    ...ofCase('action', 'action'),
    body: { title: 'Action' },
  },
  'GET /dossiers': { query: 'late=oui' },
  'GET /dossiers/export.csv': {},
  'POST /dossiers/lot': { body: (objects) => ({ act: 'read', cases: `${objects.case}~1` }) },
  'GET /dossiers/lots/:batch': { params: { batch: 'batch' } },
  'POST /dossiers/vues': { body: { title: 'Ma vue', query: 'late=oui' } },
  'POST /dossiers/vues/:view/retrait': { params: { view: 'view' } },
  'GET /dossiers/remplacement': {},
  'POST /dossiers/remplacement': { body: { from: randomUUID(), to: randomUUID() } },
  'GET /dossiers/modeles': {},
  'POST /dossiers/modeles': {
    body: ({ callId }) => ({ call: callId, kind: 'message', title: 'Modèle', body: 'Bonjour' }),
  },
  'GET /dossiers/modeles/:template': { params: { template: 'template' } },
  'POST /dossiers/modeles/:template': {
    params: { template: 'template' },
    body: { kind: 'message', title: 'Modèle', body: 'Bonjour' },
  },
  'POST /dossiers/modeles/:template/retrait': { params: { template: 'template' }, body: {} },
  'GET /api/worklist': { query: 'late=oui' },
  'POST /api/worklist/batches': {
    body: (objects) => ({ act: 'release', cases: [{ id: objects.case, version: 1 }] }),
  },
  'POST /api/worklist/handovers': { body: { from: randomUUID(), to: randomUUID() } },
  'POST /api/candidacies/:id/officer': { ...CASE, body: {} },
  'GET /api/candidacies/:id/notes': CASE,
  'POST /api/candidacies/:id/notes': { ...CASE, body: { body: 'À suivre' } },
  'GET /api/candidacies/:id/opinions': CASE,
  'POST /api/candidacies/:id/opinions': { ...CASE, body: {} },
  'POST /api/candidacies/:id/opinions/advisers': {
    ...CASE,
    body: { opinion: 'stateServices', name: 'Conseiller', address: 'conseiller@test.example' },
  },
  'POST /api/candidacies/:id/opinions/:opinionId/answer': {
    ...ofCase('opinionId', 'opinion'),
    body: { stance: 'favourable' },
  },
  'GET /candidatures/:id/instruction': CASE,
  'POST /candidatures/:id/instruction/recevabilite': {
    ...CASE,
    body: {
      admissible: 'oui',
      checks: { publicBody: 'oui', perimeter: 'oui', transport: 'oui', deliberations: 'oui' },
    },
  },
  'POST /candidatures/:id/instruction/complement': {
    ...CASE,
    body: { fields: ['needs'], message: 'Précisez', days: '30' },
  },
  'POST /candidatures/:id/instruction/complement/:requestId/annulation': {
    ...ofCase('requestId', 'completion'),
    body: { reason: 'Erreur' },
  },
  'POST /candidatures/:id/instruction/note': { ...CASE, body: { body: 'À suivre' } },
  'POST /candidatures/:id/instruction/charge': { ...CASE, body: { officer: '' } },
  'GET /candidatures/:id/avis': CASE,
  'POST /candidatures/:id/avis/demandes': { ...CASE, body: {} },
  'POST /candidatures/:id/avis/personnes': {
    ...CASE,
    body: { opinion: 'stateServices', name: 'Conseiller', address: 'conseiller@test.example' },
  },
  'POST /candidatures/:id/avis/:opinionId': { ...ofCase('opinionId', 'opinion'), body: { stance: 'favourable' } },
  'GET /candidatures': {},
  'GET /candidatures/nouvelle': { query: ({ wave }) => `releve=${wave}` },
  'POST /candidatures/nouvelle': { query: ({ wave }) => `releve=${wave}`, body: { members: [] } },
  'GET /candidatures/:id/formulaire': CASE,
  'GET /candidatures/:id/formulaire/:section': ofCase('section', '=file'),
  'POST /candidatures/:id/formulaire/:section': {
    ...ofCase('section', '=file'),
    body: { needs: 'Détecter', _seen: { needs: '999999' }, _act: 'save' },
  },
  'GET /candidatures/:id/formulaire/:section/fichiers': { ...ofCase('section', '=file'), query: 'champ=letter' },
  'POST /candidatures/:id/formulaire/:section/fichiers': {
    ...ofCase('section', '=file'),
    query: 'champ=letter',
    files: { file: { name: 'lettre.pdf', content: '%PDF-1.4' } },
  },
  'POST /candidatures/:id/formulaire/:section/attribution': { ...ofCase('section', '=file'), body: {} },
  'POST /candidatures/:id/formulaire/:section/remarques': { ...ofCase('section', '=file'), body: { body: 'À revoir' } },
  'POST /candidatures/:id/formulaire/:section/remarques/:comment/resolution': {
    params: { id: 'case', section: '=file', comment: 'comment' },
  },
  'GET /candidatures/:id/depot': CASE,
  'POST /candidatures/:id/depot': { ...CASE, body: { declaration: 'oui' } },
  'GET /candidatures/:id/depot/recepisse': CASE,
  'POST /api/candidacies/:id/attachments': {
    ...CASE,
    body: ({ document }) => ({ place: 'letter', documentId: document }),
  },
  'POST /api/candidacies/:id/attachments/removal': {
    ...CASE,
    body: ({ document }) => ({ place: 'letter', documentId: document }),
  },
  'POST /api/inbound-mail': {
    csv: 'Subject: essai',
    headers: { 'content-type': 'message/rfc822', 'x-inbound-secret': TEST_INBOUND_SECRET },
  },
  'GET /candidatures/:id/comites': CASE,
  'GET /candidatures/:id/comites/:committee': ofCase('committee', 'committee'),
  'POST /candidatures/:id/comites/:committee/date': {
    ...ofCase('committee', 'committee'),
    body: { day: '2023-06-14', time: '09:00' },
  },
  'POST /candidatures/:id/comites/:committee/tenue': {
    ...ofCase('committee', 'committee'),
    body: { day: '2023-06-14', time: '09:00', attendees: 10, decisions: 'Poursuivre' },
  },
  'GET /candidatures/:id/financement': CASE,
  'POST /candidatures/:id/financement/engagements': {
    ...CASE,
    body: { commitments: [{ funder: 'etat', amountEur: 1000 }] },
  },
  'POST /candidatures/:id/financement/conventions': {
    ...CASE,
    body: { beneficiary: 'Entreprise', amountEur: 1000, form: 'grant', signedOn: '2023-12-01' },
  },
  'GET /candidatures/:id/financement/projets/:project': ofCase('project', 'project'),
  'POST /candidatures/:id/financement/projets/:project': {
    ...ofCase('project', 'project'),
    body: { status: 'deposited', decidedOn: '2023-06-02' },
  },
  'GET /candidatures/:id/dossier.pdf': CASE,
  'GET /candidatures/:id/depot/recepisse.pdf': CASE,
  'GET /candidatures/:id/projet-de-deliberation.pdf': CASE,
  'GET /selection/relectures': {},
  'GET /selection/relectures/:id': { params: { id: 'wave' } },
  'POST /selection/relectures/:id/proposition': { params: { id: 'wave' }, body: { seed: '0' } },
  'POST /selection/relectures/:id/validation': { params: { id: 'wave' }, body: {} },
  'POST /selection/relectures/:id/verrous/:pairId': {
    params: { id: 'wave', pairId: 'pair' },
    body: { locked: 'true' },
  },
  'POST /selection/relectures/:id/remplacement': {
    params: { id: 'wave' },
    body: ({ case: candidacyId, seat, pair }) => ({ candidacyId, seatId: seat, replaces: pair, reason: 'late' }),
  },
  'POST /selection/relectures/:id/relecteurs/:seatId': {
    params: { id: 'wave', seatId: 'seat' },
    body: { maxLoad: '3', minLoad: '0' },
  },
  'POST /selection/relectures/:id/relecteurs/:seatId/retrait': { params: { id: 'wave', seatId: 'seat' }, body: {} },
  'GET /relectures': {},
  'GET /relectures/:id': { params: { id: 'review' } },
  'POST /relectures/:id': { params: { id: 'review' }, body: {} },
  'POST /relectures/:id/remise': { params: { id: 'review' }, body: {} },
  'GET /relectures/connaissances/:waveId': { params: { waveId: 'wave' } },
  'POST /relectures/connaissances/:waveId': { params: { waveId: 'wave' }, body: {} },
  'GET /candidatures/:id/relectures': CASE,
  'GET /seances': {},
  'GET /seances/nouvelle': {},
  'POST /seances/nouvelle': {
    body: ({ wave, seat }) => ({
      ...{ waveId: wave, title: 'Séance', date: '2030-01-01', time: '10:00', durationMinutes: '60', place: 'Paris' },
      asked: { [seat]: 'chair', [wave]: 'secretary' },
    }),
  },
  'GET /seances/:id': SITTING,
  'POST /seances/:id/pouvoir': { ...SITTING, body: { holder: '' } },
  'POST /seances/:id/presences': { ...SITTING, body: {} },
  'POST /seances/:id/ouverture': { ...SITTING, body: {} },
  'POST /seances/:id/annulation': { ...SITTING, body: {} },
  'POST /seances/:id/levee': { ...SITTING, body: {} },
  'POST /seances/:id/rectification': { ...SITTING, body: { correction: 'Salle 6' } },
  'POST /seances/:id/approbation': { ...SITTING, body: { minutes: '1' } },
  'POST /seances/:id/proposition': { ...SITTING, body: {} },
  'POST /seances/:id/absence-de-quorum': { ...SITTING, body: {} },
  'POST /seances/:id/nouvelle-convocation': {
    ...SITTING,
    body: { date: '2030-01-01', time: '10:00', durationMinutes: '180', place: 'Salle 6' },
  },
  'GET /seances/:id/points/:itemId': SITTING_ITEM,
  'POST /seances/:id/points/:itemId': {
    ...SITTING_CASE,
    body: { outcome: 'waitlist' },
  },
  'POST /seances/:id/points/:itemId/recusation': {
    ...SITTING_CASE,
    body: {},
  },
  'GET /selection': {},
  'GET /selection/nouvelle': {},
  'POST /selection/nouvelle': {
    body: (objects) => ({
      waveId: objects.wave,
      title: 'Liste',
      rows: [{ candidacyId: objects.case, expectedVersion: '1', outcome: 'select' }],
    }),
  },
  'GET /selection/attente': {},
  'POST /selection/attente': { body: ({ wave }) => ({ waveId: wave, departed: randomUUID() }), hasNone: true },
  'GET /selection/recours': {},
  'GET /candidatures/:id/recours': CASE,
  'POST /candidatures/:id/recours': {
    ...CASE,
    body: { kind: 'informal', receivedOn: '2023-04-12', appellant: 'La présidente', grounds: 'Une erreur' },
    files: LETTER,
  },
  'POST /candidatures/:id/recours/:appealId/pieces': { ...ofCase('appealId', 'appeal'), body: {}, files: LETTER },
  'POST /candidatures/:id/recours/:appealId': { ...ofCase('appealId', 'appeal'), body: { outcome: 'withdrawn' } },
  'GET /selection/:id': { params: { id: 'list' } },
  'POST /selection/:id/validation': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/retrait': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/annonce': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/date-annonce': { params: { id: 'list' }, body: { date: '2030-01-01', time: '10:00' } },
  'POST /selection/:id/sans-date': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/annulation/demande': { params: { id: 'list' }, body: { reason: 'Enveloppe inexacte.' } },
  'POST /selection/:id/annulation/abandon': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/annulation': { params: { id: 'list' }, body: {} },
  'POST /selection/:id/embargo': {
    params: { id: 'list' },
    body: {
      ...{ name: 'Une préfète', quality: 'Préfète', email: 'prefete@test.example' },
      ...{ from: '2023-03-01', fromTime: '08:00', until: '2023-03-02', untilTime: '08:00' },
    },
  },
  'POST /selection/:id/embargo/:readerId/retrait': {
    params: { id: 'list', readerId: 'embargoReader' },
    body: {},
  },
  'GET /selection/:id/notifications': { params: { id: 'list' } },
  'GET /selection/:id/dossier': { params: { id: 'list' } },
  'POST /selection/:id/dossier': { params: { id: 'list' }, body: { as: 'inline' } },
  'GET /candidatures/:id/notification': CASE,
  'POST /candidatures/:id/notification/lettres': {
    ...CASE,
    body: { recipient: 'La présidente', trackingNumber: '1A00000000000', fate: 'received', receivedOn: '2023-01-25' },
    files: LETTER,
  },
  'POST /candidatures/:id/notification/lettres/:noticeId/retrait': {
    ...ofCase('noticeId', 'postalNotice'),
    body: { reason: 'Autre dossier' },
  },
  'GET /embargo': {},
  'GET /embargo/:id': { params: { id: 'list' } },
  'POST /embargo/lien/:token': { params: { token: '=no-such-link' }, body: {}, isConstant: true },
  'GET /selection/:id/differences': { params: { id: 'list' } },
  'POST /selection/:id/differences': {
    params: { id: 'list' },
    body: ({ case: id }) => ({ rows: [{ candidacyId: id, outcome: 'waitlist', reason: 'Crédits' }] }),
  },
  'GET /laureats': {},
  'GET /laureats/:waveId': { params: { waveId: 'wave' } },
  'GET /api/laureates': {},
  'POST /api/waves/:id/announcement': { params: { id: 'wave' } },
  'GET /audit': {},
  'GET /audit/ecriture': { query: ({ wave }) => `stream=wave:${wave}&seq=1` },
  'GET /audit/verification': { query: 'stream=call:none' },
  'GET /audit/scelles': {},
  'GET /audit/export.csv': {},
  'GET /audit/export.json': {},
  'GET /audit/tirages': {},
  'POST /audit/tirages': { body: { size: 2 } },
  'GET /audit/tirages/:id': { params: { id: 'draw' } },
  'GET /audit/tirages/:id/export.csv': { params: { id: 'draw' } },
  'GET /audit/tirages/:id/export.json': { params: { id: 'draw' } },
  'GET /programme': {},
  'GET /programme/tableau-de-bord': {},
  'GET /programme/releves': {},
  'POST /programme/releves': {
    body: {
      call: 'rebond-industriel',
      opensDate: '2031-01-01',
      opensTime: '12:00',
      cutoffDate: '2031-05-01',
      cutoffTime: '12:00',
    },
  },
  'GET /programme/releves/:id': { params: { id: 'wave' } },
  'POST /programme/releves/:id/prolongation': {
    params: { id: 'wave' },
    body: { cutoffDate: '2031-01-01', cutoffTime: '12:00', reason: 'Panne' },
  },
  'POST /programme/releves/:id/annonce': { params: { id: 'wave' }, body: {} },
  'GET /programme/appels': {},
  'POST /programme/appels/essai': { body: { source: 'slug: essai' } },
  'POST /programme/appels': { body: { source: 'slug: essai' } },
  'GET /programme/appels/:slug/:version': { params: { slug: 'call', version: '=1' } },
  'GET /programme/courriels': {},
  'GET /programme/courriels/:id': { params: { id: 'mail' } },
  'POST /programme/courriels/:id/renvoi': { params: { id: 'mail' }, body: {} },
  'GET /programme/questions': {},
  'GET /programme/questions/:id': { params: { id: 'question' } },
  'POST /programme/questions/:id': { params: { id: 'question' }, body: { answer: 'Non.' } },
  'GET /programme/fonctions': {},
  'POST /programme/fonctions': {
    body: {
      organisationId: randomUUID(),
      role: 'auditor',
      title: 'Contrôle',
      name: 'Titulaire',
      email: 'titulaire@test.example',
    },
  },
  'POST /programme/fonctions/organisations': {
    body: { kind: 'region', name: 'Région', mailbox: 'region@test.example' },
  },
  'GET /programme/fonctions/:id': { params: { id: 'seat' } },
  'POST /programme/fonctions/:id/transmission': {
    params: { id: 'spareSeat' },
    body: { name: 'Titulaire', email: 'successeur@test.example' },
  },
  'POST /programme/fonctions/:id/fin': { params: { id: 'spareSeat' }, body: {} },
  'GET /programme/fonctions/:id/sessions': { params: { id: 'seat' } },
  'POST /programme/fonctions/:id/sessions': { params: { id: 'spareSeat' }, body: { of: 'fonction' } },
  'POST /programme/fonctions/:id/jetons': { params: { id: 'seat' }, body: { label: 'essai' } },
  'POST /programme/fonctions/:id/jetons/:tokenId/revocation': {
    params: { id: 'seat', tokenId: 'spareToken' },
    body: {},
  },
};
