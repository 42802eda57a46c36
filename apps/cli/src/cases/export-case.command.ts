import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { seatedActor } from '@rebond/identity';
import {
  AbsentError,
  isUuid,
  RefusedError,
  type CandidacyId,
  type Clock,
  type PersonId,
  type SeatId,
} from '@rebond/kernel';
import { CLOCK, SYSTEM, Transactions } from '@rebond/platform';
import { ExportCase, ReportingModule, type CaseArchive } from '@rebond/reporting';
import { fromEnvironment } from '../backup/environment.js';
import { withContext } from '../context.js';

interface Reader {
  readonly seatId: SeatId;
  readonly personId: PersonId | null;
}
interface Options {
  readonly as: Reader;
  readonly out: string;
}

/** @throws RefusedError `file-exists`; what was written before a failure is taken away */
async function write({ stream }: Pick<CaseArchive, 'stream'>, file: string): Promise<void> {
  const draft = `${file}.part`;
  try {
    await pipeline(stream, createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

@SubCommand({
  name: 'export',
  arguments: '<candidature>',
  description:
    'Écrit l’archive d’un dossier, telle que la fonction nommée peut le voir ; l’empreinte de son manifeste, à noter, sur la sortie standard.',
})
export class ExportCaseCommand extends CommandRunner {
  /** @throws RefusedError `candidacy`, `file-exists`, `no-such-seat`; AbsentError, ForbiddenError as the API */
  async run([candidacy = '']: string[], { as: reader, out }: Options): Promise<void> {
    if (!isUuid(candidacy))
      throw new RefusedError('candidacy', `« ${candidacy} » n’est pas l’identifiant d’un dossier.`);
    if (existsSync(out)) throw new RefusedError('file-exists', `${out} existe déjà.`);
    fromEnvironment('FILES_DIR');
    const { sizeBytes, manifestSha256 } = await withContext([ReportingModule], async (context) => {
      const at = context.get<Clock>(CLOCK).now();
      const actor = await context
        .get(Transactions)
        .run(SYSTEM, (tx) => seatedActor(tx, reader.seatId, reader.personId), { at })
        .catch((error: unknown) => {
          if (error instanceof AbsentError)
            throw new RefusedError(
              'no-such-seat',
              `Personne, ou pas cette personne, ne tient le siège ${reader.seatId}.`,
            );
          throw error;
        });
      const archive = await context
        .get(ExportCase)
        .export({ actor, receivedAt: at, traceId: 'cli' }, candidacy as CandidacyId);
      await write(archive, out);
      return archive;
    });
    console.error(`${out} : ${sizeBytes.toLocaleString('fr-FR')} octets. Empreinte du manifeste :`);
    console.log(manifestSha256);
  }

  @Option({
    flags: '--as <siège>',
    description: 'Siège au nom duquel le dossier est lu ; <personne>/<siège> quand plusieurs y siègent.',
    required: true,
  })
  as(text: string): Reader {
    const [seat = '', person] = text.split('/').toReversed();
    if (!isUuid(seat) || (person !== undefined && !isUuid(person)))
      throw new RefusedError('bad-seat', `« ${text} » n’est pas <siège> ni <personne>/<siège>.`);
    return { seatId: seat as SeatId, personId: (person as PersonId | undefined) ?? null };
  }

  @Option({
    flags: '--out <fichier>',
    description: 'Où écrire l’archive (ZIP) ; il ne doit pas exister.',
    required: true,
  })
  out(text: string): string {
    return text;
  }
}
