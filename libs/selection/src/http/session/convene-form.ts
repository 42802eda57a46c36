import { say } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { faulty } from '../../application/session/convoke.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What a seat may be asked at a session, and whether it has a vote then. */
export const ASKED = {
  voting: { hasVote: true },
  consulted: { hasVote: false },
  chair: { hasVote: true },
  votingSecretary: { hasVote: true },
  secretary: { hasVote: false },
} as const;

const isAsked = (value: unknown): value is keyof typeof ASKED =>
  typeof value === 'string' && Object.hasOwn(ASKED, value);

/** The seats that are asked something, in the order of the form. */
const askedOf = ({ asked }: FormBody) =>
  Object.entries(typeof asked === 'object' && asked !== null ? asked : {}).flatMap(([seatId, value]) =>
    isAsked(value) ? [{ seatId, asked: value }] : [],
  );

/** @throws RefusedError when none of the seats, or several, are asked this */
function theOne(seats: ReturnType<typeof askedOf>, pointer: string, what: RegExp, detail: string): string {
  const [one, ...others] = seats.filter(({ asked }) => what.test(asked));
  return one && others.length === 0 ? one.seatId : faulty(pointer, 'one-seat', detail);
}

/** Only what was filled in. */
const filled = (values: Readonly<Record<string, unknown>>): FormBody =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** When and where a session is convened, as the API's input. */
export const whenAndWhere = (form: FormBody): FormBody =>
  filled({
    startsAt: { date: text(form['date']), time: text(form['time']) },
    ...{ durationMinutes: text(form['durationMinutes']), place: text(form['place']), urgency: text(form['urgency']) },
  });

/**
 * The form of a convocation as the API's input.
 * @throws RefusedError `one-seat`: one chair and one secretary, no more
 */
export function conveneOfForm(form: FormBody): FormBody {
  const seats = askedOf(form);
  return filled({
    ...whenAndWhere(form),
    ...{ waveId: text(form['waveId']), kind: text(form['kind']), title: text(form['title']) },
    chair: theOne(seats, '/chair', /^chair$/, say`La présidence revient à une personne, et une seule.`),
    secretary: theOne(seats, '/secretary', /secretary$/i, say`Le secrétariat revient à une personne, et une seule.`),
    members: seats.map(({ seatId, asked }) => ({ seatId, ...ASKED[asked] })),
    otherItems: text(form['otherItems'])
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  });
}

const FIELDS: Readonly<Record<string, string>> = {
  startsAt: 'date',
  members: 'asked',
  chair: 'asked',
  secretary: 'asked',
};

/** Field of the page for a pointer of the input. */
export const fieldOfConvene = (pointer: string): string => {
  const name = pointer.split('/')[1] ?? '';
  return FIELDS[name] ?? name;
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
