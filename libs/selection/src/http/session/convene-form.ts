import type { FormBody } from '@rebond/platform';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).map(text).filter((one) => one !== '');

/** Only what was filled in. */
const filled = (values: Readonly<Record<string, unknown>>): FormBody =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** When and where a session is convened, as the API's input. */
export const whenAndWhere = (form: FormBody): FormBody =>
  filled({
    startsAt: { date: text(form['date']), time: text(form['time']) },
    ...{ durationMinutes: text(form['durationMinutes']), place: text(form['place']), urgency: text(form['urgency']) },
  });

/** The form of a convocation as the API's input. */
export const conveneOfForm = (form: FormBody): FormBody =>
  filled({
    ...whenAndWhere(form),
    ...{ waveId: text(form['waveId']), kind: text(form['kind']), title: text(form['title']) },
    ...{ chair: text(form['chair']), secretary: text(form['secretary']) },
    members: [
      ...listOf(form['voting']).map((seatId) => ({ seatId, hasVote: true })),
      ...listOf(form['consulted']).map((seatId) => ({ seatId, hasVote: false })),
    ],
    otherItems: text(form['otherItems'])
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  });

/** Field of the page for a pointer of the input. */
export const fieldOfConvene = (pointer: string): string => {
  const name = pointer.split('/')[1] ?? '';
  return ({ startsAt: 'date', members: 'voting' } as Readonly<Record<string, string>>)[name] ?? name;
};

/** The form of a decision: voices count once one of them is given. */
export const decisionOfForm = ({ votes, ...form }: FormBody): FormBody => {
  const given = Object.values(typeof votes === 'object' && votes !== null ? votes : {}).some((one) => text(one) !== '');
  return given ? { ...form, votes } : form;
};

/** `/votes/for` → `votes[for]`. */
export const fieldOfDecision = (pointer: string): string => {
  const [name = '', part] = pointer.split('/').slice(1);
  return name === 'votes' ? `votes[${part ?? 'for'}]` : name;
};
