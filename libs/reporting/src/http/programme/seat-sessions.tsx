import { randomUUID } from 'node:crypto';
import type { OpenSessions } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { Button, ButtonGroup, ErrorSummary, faultAt, Form, LinkButton, Radios } from '@rebond/ui';
import type { SeatLine } from '../../application/seats/registry.js';
import { t } from '../../messages.office.fr.js';
import { SEATS_HREF } from './seat-pages.js';

/** The sessions of the seat, against those of one person on every seat. */
export const OF_SEAT = 'fonction';

const sum = (people: readonly OpenSessions[]): number => people.reduce((total, { here }) => total + here, 0);

export interface SeatSessionsProps {
  readonly seat: SeatLine;
  readonly people: readonly OpenSessions[];
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
}

/** Asks whose sessions end, says what that means, and confirms. */
export const SeatSessions = ({ seat, people, csrf, faults }: SeatSessionsProps) => (
  <>
    <ErrorSummary faults={faults} />
    <p>{t('sessions.text')}</p>
    <Form action={`${SEATS_HREF}/${seat.id}/sessions`} csrf={csrf} once={randomUUID()}>
      <Radios
        name="of"
        legend={t('sessions.whose')}
        required
        fault={faultAt(faults, '/of')}
        value={OF_SEAT}
        options={[
          { value: OF_SEAT, label: t('sessions.ofSeat', { title: seat.title, count: sum(people) }) },
          ...people.map(({ personId, name, everywhere }) => ({
            value: personId,
            label: t('sessions.ofPerson', { name, count: everywhere }),
          })),
        ]}
      />
      <ButtonGroup>
        <Button>{t('sessions.end')}</Button>
        <LinkButton href={`${SEATS_HREF}/${seat.id}`} kind="secondary">
          {t('sessions.back')}
        </LinkButton>
      </ButtonGroup>
    </Form>
  </>
);
