import type { SeatChoice, Visitor } from '@rebond/ui';
import type { Role } from '../domain/roles.js';
import type { HeldSeat } from '../application/sessions/session-row.js';
import type { Signed } from '../application/sessions/sessions.js';
import { t } from '../messages.fr.js';
import { menuOf } from './menu.js';

const choiceOf = ({ id, title, organisation, onBehalfOf }: HeldSeat): SeatChoice => ({
  id,
  title: onBehalfOf === null ? title : t('seat.onBehalf', { title, name: onBehalfOf }),
  organisation,
});

/** Who looks at the page, as the layout shows it. */
export function visitorOf({ actor, name, seats, csrf }: Signed): Visitor | null {
  const sat = seats.find(({ id }) => id === actor.seatId);
  if (!sat) return null;
  return {
    name,
    seat: choiceOf(sat),
    otherSeats: seats.filter(({ id }) => id !== sat.id).map(choiceOf),
    menu: menuOf(actor.role as Role),
    csrf,
  };
}
