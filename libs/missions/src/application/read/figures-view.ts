import { eurosOfCents } from '@rebond/kernel';
import type { MissionFigures } from '../../domain/figures.js';

/** Figures as the API shows them and as a committee freezes them; a type, so that it is JSON. */
export type FiguresView = ReturnType<typeof figuresView>;

export const figuresView = ({ capexCents, closedAt, firms, ...figures }: MissionFigures) => ({
  ...figures,
  closedAt: closedAt?.toString() ?? null,
  firms: firms.map((firm) => ({ ...firm, organisationId: firm.organisationId })),
  capexEur: eurosOfCents(capexCents),
});
