import type { ComponentChildren } from 'preact';
import { say } from '@rebond/kernel';
import { t } from '../messages.fr.js';

export interface DialogProps {
  readonly id: string;
  readonly title: ComponentChildren;
  /** The form that confirms. */
  readonly children: ComponentChildren;
}

/** A confirmation over the page. Without scripts its link leads to a page that asks the same. */
export const Dialog = ({ id, title, children }: DialogProps) => (
  <dialog class="rb-dialog" id={id} aria-labelledby={`${id}-titre`}>
    <div class="rb-dialog__head">
      <h2 id={`${id}-titre`}>{title}</h2>
      <form method="dialog">
        <button class={say`fr-btn fr-btn--tertiary fr-btn--sm fr-icon-close-line fr-btn--icon-left`} type="submit">
          {t('dialog.close')}
        </button>
      </form>
    </div>
    {children}
  </dialog>
);

export interface DialogLinkProps {
  /** Identifier of the `Dialog` on this page. */
  readonly dialog: string;
  /** The page that asks the same. */
  readonly href: string;
  readonly kind?: 'primary' | 'secondary' | 'tertiary' | undefined;
  readonly children: ComponentChildren;
}

export const DialogLink = ({ dialog, href, kind = 'secondary', children }: DialogLinkProps) => (
  <a class={`fr-btn${kind === 'primary' ? '' : ` fr-btn--${kind}`}`} href={href} data-dialog={dialog}>
    {children}
  </a>
);
