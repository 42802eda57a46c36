import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { noteInput, notesOf, WriteNote, type NoteInput, type NoteView } from '../../application/notes/notes.js';
import { signatureOf } from './signature.js';

@ApiTags('Instruction')
@Controller('api/candidacies/:id/notes')
export class NotesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly writing: WriteNote,
  ) {}

  /** Notes of the State's side, the last first. */
  @Get()
  @Act('note.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: NoteView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await notesOf(tx, id) };
    });
  }

  /** Signed, and never changed afterwards. */
  @Post()
  @Act('note.write')
  write(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: noteInput }) body: NoteInput,
  ): Promise<NoteView> {
    return this.verbs.write(ctx, async (tx) => this.writing.write(tx, id, await signatureOf(tx, ctx, null), body));
  }
}
