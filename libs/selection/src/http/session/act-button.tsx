import { Button, Form, type ButtonKind } from '@rebond/ui';
import type { SessionView } from '../../application/session/present.js';

export interface ActButtonProps {
  readonly session: Pick<SessionView, 'id' | 'version'>;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly name: string;
  readonly label: string;
  /** Completes the label for whom hears it out of its row. */
  readonly about?: string;
  readonly kind?: ButtonKind;
}

/** An act of a session that needs nothing but to be asked. */
export const ActButton = ({ session, csrf, once, name, label, about, kind = 'primary' }: ActButtonProps) => (
  <Form action={`/seances/${session.id}/${name}`} csrf={csrf} version={session.version} once={once()}>
    <Button kind={kind}>
      {label}
      {about === undefined ? null : <span class="fr-sr-only"> {about}</span>}
    </Button>
  </Form>
);
