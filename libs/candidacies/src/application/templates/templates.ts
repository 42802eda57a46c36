import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { AbsentError, say, StaleVersionError, type CallId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

export const TEMPLATE_KINDS = ['completion', 'message'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export const templateInput = z
  .strictObject({
    kind: z.enum(TEMPLATE_KINDS),
    title: z.string().trim().min(1).max(120),
    body: z.string().trim().min(1).max(10_000),
    /** Days given to answer, in a completion request. */
    days: z.int().min(1).max(366).optional(),
  })
  .refine(({ kind, days }) => kind === 'completion' || days === undefined, {
    message: say`Un délai ne concerne que les demandes de complément.`,
    path: ['days'],
  });
export type TemplateInput = z.output<typeof templateInput>;

/** A text that officers start from, one per situation; a type, so that it is JSON. */
export type MessageTemplate = {
  readonly id: string;
  readonly callId: string;
  readonly kind: TemplateKind;
  readonly title: string;
  readonly body: string;
  readonly days: number | null;
  readonly version: number;
};

const COLUMNS = 'id, call_id as "callId", kind, title, body, days, version';
type Row = MessageTemplate & Record<string, unknown>;
const LIST = statement(
  'templates_list',
  `select ${COLUMNS} from candidacies.message_template
    where call_id = $1 and removed_at is null and ($2::text is null or kind = $2) order by kind, title, id`,
);
export const ALL_TEMPLATES = `select ${COLUMNS} from candidacies.message_template
  where removed_at is null order by call_id, kind, title, id`;
const ALL = statement('templates_all', ALL_TEMPLATES);
const ONE = statement(
  'template_one',
  `select ${COLUMNS} from candidacies.message_template where id = $1 and removed_at is null`,
);
const INSERT = statement(
  'template_insert',
  `insert into candidacies.message_template (id, call_id, kind, title, body, days, updated_at, updated_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
);
const UPDATE = statement(
  'template_update',
  `update candidacies.message_template
      set kind = $3, title = $4, body = $5, days = $6, version = version + 1, updated_at = $7, updated_by = $8,
          removed_at = case when $9::boolean then $7::timestamptz end
    where id = $1 and version = $2 and removed_at is null returning ${COLUMNS}`,
);

export const templatesOf = (tx: Tx, callId: CallId, kind: TemplateKind | null): Promise<MessageTemplate[]> =>
  tx.query<Row>(LIST, [callId, kind]);

export const allTemplates = (tx: Tx): Promise<MessageTemplate[]> => tx.query<Row>(ALL);

/** @throws AbsentError */
export async function templateOf(tx: Tx, id: string): Promise<MessageTemplate> {
  const [row] = await tx.query<Row>(ONE, [id]);
  if (!row) throw new AbsentError();
  return row;
}

export async function addTemplate(tx: Tx, callId: CallId, input: TemplateInput): Promise<MessageTemplate> {
  const { kind, title, body, days = null } = input;
  const [row] = await tx.query<Row>(INSERT, [
    ...[randomUUIDv7(), callId, kind, title, body, days, tx.at.toString(), tx.actor.seatId],
  ]);
  if (!row) throw new Error('a template was not added');
  return row;
}

/** @throws AbsentError @throws StaleVersionError when somebody changed it since it was read */
export async function changeTemplate(
  tx: Tx,
  id: string,
  expectedVersion: number,
  input: TemplateInput | null,
): Promise<MessageTemplate> {
  const now = await templateOf(tx, id);
  const { kind, title, body, days = null } = input ?? now;
  const [row] = await tx.query<Row>(UPDATE, [
    ...[id, expectedVersion, kind, title, body, days, tx.at.toString(), tx.actor.seatId, input === null],
  ]);
  if (!row) throw new StaleVersionError(now.version);
  return row;
}
