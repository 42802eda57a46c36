/** `status`: a company says how its project goes · `opinion`: an adviser says what it thinks of a project. */
export const CONSULTATION_KINDS = ['status', 'opinion'] as const;
export type ConsultationKind = (typeof CONSULTATION_KINDS)[number];

/** What each kind may be answered with. */
export const ANSWERS = {
  status: ['ongoing', 'late', 'done', 'stopped'],
  opinion: ['favourable', 'reserved', 'unfavourable'],
} as const satisfies Readonly<Record<ConsultationKind, readonly string[]>>;
export type ConsultationAnswer = (typeof ANSWERS)[ConsultationKind][number];

/** An opinion that is not plainly favourable says why. */
export const needsComment = (answer: ConsultationAnswer): boolean => answer === 'reserved' || answer === 'unfavourable';

/** Purposes of the links that carry them. */
export const PURPOSES = { status: 'project-status', opinion: 'project-opinion' } as const satisfies Readonly<
  Record<ConsultationKind, string>
>;
