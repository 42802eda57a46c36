import { Button, Fold, Form, TextArea, Time } from '@rebond/ui';
import type { NoteView } from '../../application/notes/notes.js';
import { t } from '../../messages.worklist.fr.js';

interface NotesProps {
  readonly notes: readonly NoteView[];
  /** Where a note is written; null: the reader writes none. */
  readonly action: string | null;
  readonly csrf: string | null;
  readonly once: string;
  readonly typed: string;
  readonly fault: string | undefined;
}

/** What the State's side tells itself about the case. */
export const Notes = ({ notes, action, csrf, once, typed, fault }: NotesProps) => (
  <Fold id="notes" title={t('review.notes')} aside={notes.length === 0 ? null : String(notes.length)}>
    <p class="fr-hint-text">{t('review.notesHint')}</p>
    {action === null ? null : (
      <Form action={action} csrf={csrf} once={once}>
        <TextArea
          name="body"
          label={t('review.note')}
          rows={3}
          maxLength={10_000}
          required
          value={typed}
          fault={fault}
        />
        <Button kind="secondary" small>
          {t('review.writeNote')}
        </Button>
      </Form>
    )}
    {notes.length === 0 ? <p>{t('review.noNotes')}</p> : null}
    <ul class="rb-notes">
      {notes.map(({ id, at, signed, body }) => (
        <li key={id}>
          <p class="fr-hint-text">
            {signed}, <Time at={at} />
          </p>
          {body.split(/\n{2,}/).map((paragraph, i) => (
            <p key={i} class="rb-prose">
              {paragraph}
            </p>
          ))}
        </li>
      ))}
    </ul>
  </Fold>
);
