import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import { formatInstant, type CandidacyId } from '@rebond/kernel';
import { Button, Field, Form, LinkButton, SummaryList, TextArea, Time, formState, type Again } from '@rebond/ui';
import type { Committee } from '../../application/committee.js';
import { t } from '../../messages.fr.js';
import { StatusBadge } from './committees-view.js';

/** The page's forms: setting the date, recording what was held. */
export type CommitteeAgain = Again<'date' | 'tenue'>;

export interface CommitteeSheetProps {
  readonly id: CandidacyId;
  readonly committee: Committee;
  /** Of the territory. */
  readonly zone: string;
  readonly mayAct: boolean;
  readonly csrf: string | null;
  readonly again: CommitteeAgain | null;
}

/** Instants are typed as a day and an hour: their faults are told at the day. */
const FIELDS: Readonly<Record<string, string>> = { startsAt: 'day', heldAt: 'day' };
export const fieldOf = (pointer: string): string => {
  const name = pointer.split('/')[1] ?? '';
  return FIELDS[name] ?? name;
};

export const CommitteeSheet = (props: CommitteeSheetProps) => {
  const { id, committee, zone, mayAct } = props;
  const { meeting } = committee;
  const isToCome = meeting.status === 'planned' || meeting.status === 'convened';
  return (
    <>
      <StatusBadge status={meeting.status} />
      <SummaryList
        rows={[
          { term: t('committees.when'), value: <Time at={meeting.startsAt} zone={zone} /> },
          { term: t('committees.place'), value: meeting.place === '' ? t('committees.noPlace') : meeting.place },
          { term: t('committees.duration'), value: t('committees.minutes', { minutes: meeting.durationMinutes }) },
          {
            term: t('committees.convened'),
            value:
              meeting.convenedAt === null
                ? t('committees.notConvened')
                : t('committees.convenedAt', { at: formatInstant(meeting.convenedAt) }),
          },
          ...(meeting.heldAt === null
            ? []
            : [
                { term: t('committees.held'), value: <Time at={meeting.heldAt} zone={zone} /> },
                {
                  term: t('committees.attendees'),
                  value: t('committees.attendeesCount', { count: meeting.attendees ?? 0 }),
                },
              ]),
        ]}
      />
      {isToCome ? (
        <LinkButton
          href={`/api/candidacies/${id}/committees/${meeting.id}/invitation.ics`}
          kind="secondary"
          icon="download-line"
          download
        >
          {t('committees.calendar')}
        </LinkButton>
      ) : null}
      <h2>{t('committees.agenda')}</h2>
      <ul>
        {meeting.agenda.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {meeting.status === 'held' ? (
        <>
          <h2>{t('committees.decisions')}</h2>
          {meeting.decisions.length === 0 ? (
            <p>{t('committees.noDecisions')}</p>
          ) : (
            <ol>
              {meeting.decisions.map((decision) => (
                <li key={decision}>{decision}</li>
              ))}
            </ol>
          )}
        </>
      ) : null}
      {mayAct ? (
        <>
          <HoldForm {...props} />
          <DateForm {...props} />
        </>
      ) : null}
    </>
  );
};

/** Day and hour of an instant on the territory's clocks. */
const wall = (at: Temporal.Instant, zone: string): { readonly day: string; readonly time: string } => {
  const there = at.toZonedDateTimeISO(zone);
  return {
    day: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
};

function HoldForm({ id, committee: { kind, meeting }, zone, csrf, again }: CommitteeSheetProps) {
  const { field } = formState('tenue', again, fieldOf);
  const { day, time } = wall(meeting.startsAt, zone);
  return (
    <section class="rb-section" aria-labelledby="tenue">
      <h2 id="tenue">{t('hold.title')}</h2>
      {kind === 'closing' ? <p>{t('hold.closing')}</p> : null}
      <Form
        action={caseUrl(id, 'comites', meeting.id, 'tenue')}
        csrf={csrf}
        version={meeting.version}
        once={randomUUID()}
      >
        <div class="rb-form-row">
          <Field {...field('day', day)} label={t('hold.day')} type="date" />
          <Field {...field('time', time)} label={t('hold.time')} hint={t('date.timeHint')} type="time" />
          <Field {...field('attendees')} label={t('hold.attendees')} inputMode="numeric" required />
        </div>
        <TextArea {...field('decisions')} label={t('hold.decisions')} hint={t('hold.decisionsHint')} rows={6} />
        <Button>{t('hold.submit')}</Button>
      </Form>
    </section>
  );
}

function DateForm({ id, committee: { meeting }, zone, csrf, again }: CommitteeSheetProps) {
  const { field } = formState('date', again, fieldOf);
  const { day, time } = wall(meeting.startsAt, zone);
  return (
    <section class="rb-section" aria-labelledby="date">
      <h2 id="date">{t('date.title')}</h2>
      <p>{t('date.hint')}</p>
      <Form
        action={caseUrl(id, 'comites', meeting.id, 'date')}
        csrf={csrf}
        version={meeting.version}
        once={randomUUID()}
      >
        <div class="rb-form-row">
          <Field {...field('day', day)} label={t('date.day')} type="date" required />
          <Field {...field('time', time)} label={t('date.time')} hint={t('date.timeHint')} type="time" required />
          <Field {...field('place', meeting.place)} label={t('date.place')} maxLength={300} />
        </div>
        <Button kind="secondary">{t('date.submit')}</Button>
      </Form>
    </section>
  );
}
