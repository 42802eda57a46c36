import { instantAt } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A day and an hour on the clocks of the territory, as an instant; what is no such thing is left to the schema. */
function instantOf(form: FormBody, zone: string): string | undefined {
  const [day, time] = [text(form.day), text(form.time)];
  if (day === undefined || time === undefined) return undefined;
  try {
    return instantAt(Temporal.PlainDate.from(day), time, zone).toString();
  } catch {
    return `${day} ${time}`;
  }
}

/** Input of the verb that sets a committee's date. */
export const dateOfForm = (form: FormBody, zone: string): Record<string, unknown> => {
  const [startsAt, place] = [instantOf(form, zone), text(form.place)];
  return { ...(startsAt === undefined ? {} : { startsAt }), ...(place === undefined ? {} : { place }) };
};

/** Input of the verb that records a committee: one decision a line. */
export const heldOfForm = (form: FormBody, zone: string): Record<string, unknown> => {
  const [heldAt, attendees] = [instantOf(form, zone), text(form.attendees)];
  return {
    ...(heldAt === undefined ? {} : { heldAt }),
    attendees: attendees === undefined ? undefined : Number(attendees),
    decisions: (text(form.decisions) ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  };
};
