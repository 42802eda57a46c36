/**
 * Every queue of the product. BullMQ's PostgreSQL backend makes a sequence per queue on first use; the application's
 * role may create nothing, so `rebond migrate` makes them from this list.
 */
export const QUEUES = [
  'deliveries',
  'mails',
  'seals',
  'reminders',
  'deadlines',
  'committees',
  'sweeps',
  'retentions',
  'sign-ins',
  'forgotten-imports',
  'announcements',
  'forgotten-letters',
] as const;
export type QueueName = (typeof QUEUES)[number];
