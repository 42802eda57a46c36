import { setTimeout as pause } from 'node:timers/promises';
import { asOwner, type Cluster } from './support/cluster.js';
import { startWorker } from './support/processes.js';
import { n0, type Row, type Scale } from './support/row.js';
import { startSink } from './support/sink.js';
import { environment } from './support/stand.js';

const WITHIN_MS = 180_000;

/** (d) The built worker sends a full mail box to a local SMTP sink. Timed from the commit of the mails to the last 250. */
export async function mail(cluster: Cluster, { quick, log }: Scale): Promise<Row[]> {
  const database = await cluster.database('bench_mail');
  const sink = await startSink();
  const worker = startWorker({ ...environment(database, cluster.folder), SMTP_URL: sink.url });
  const wanted = quick ? 2_000 : 20_000;
  try {
    return await asOwner(database.ownerUrl, async (owner) => {
      const put = (count: number): Promise<unknown> =>
        owner.query(
          `insert into platform.mail (id, message_id, kind, recipient, recipient_name, subject, text_body, created_at,
             next_attempt_at)
           select uuidv7(), '<bench.' || uuidv7() || '@rebond.example>', 'receipt', 'p' || n || '@bench.example',
                  'Titulaire ' || n, 'Accusé de réception de votre candidature n° ' || n,
                  repeat('Votre candidature a été reçue par le service instructeur. ', 40), $2, $2
             from generate_series(1, $1::int) n`,
          [count, Temporal.Now.instant().toString()],
        );
      const sent = async (count: number): Promise<void> => {
        const end = performance.now() + WITHIN_MS;
        while ((await sink.mails()) < count) {
          if (performance.now() > end) throw new Error(`${n0(await sink.mails())} mails of ${n0(count)} were sent`);
          await pause(10);
        }
      };
      // The worker has started, and its connections are open, once it has sent some.
      const first = Math.round(wanted / 20);
      await put(first);
      await sent(first);
      await pause(500);
      await put(wanted);
      const begun = performance.now();
      await sent(first + wanted);
      const perSecond = wanted / ((performance.now() - begun) / 1000);
      await pause(500);
      const { rows } = await owner.query<{ sent: number }>(
        'select count(*)::int as sent from platform.mail where sent_at is not null',
      );
      if (rows[0]?.sent !== first + wanted || (await sink.mails()) !== first + wanted)
        throw new Error('Mails sent and mails marked as sent differ');
      log(`  mail: ${n0(perSecond)}/s`);
      return [
        {
          part: 'd',
          what: `Mail relay of ${n0(wanted)} mails, one worker, queue on PostgreSQL, to a local SMTP sink`,
          ours: `${n0(perSecond)}/s`,
          raw: '–',
          ratio: '–',
          target: '≥ 1,000/s',
          met: perSecond >= 1000,
        },
      ];
    });
  } finally {
    await worker.stop();
    sink.stop();
  }
}
