import { Button, Form, ProgressBar, type FormProps } from '@rebond/ui';
import type { LettersProgress } from '../../application/validate/validate-list.js';
import { t } from '../../messages.letters.fr.js';

/** How far the letters of a list are; the form asks for the next ones, and for the validation once all are there. */
export const LettersMade = ({ made, total, ...form }: LettersProgress & Omit<FormProps, 'children'>) => (
  <>
    <ProgressBar label={t('progress.done', { made, total })} value={made} max={total} />
    <Form {...form} id="go-on">
      <Button>{t('progress.continue')}</Button>
    </Form>
  </>
);
