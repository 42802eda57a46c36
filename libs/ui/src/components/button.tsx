import type { ComponentChildren } from 'preact';

export type ButtonKind = 'primary' | 'secondary' | 'tertiary';

/** Class names of the icons that the theme draws. */
export type Icon =
  | 'add-line'
  | 'arrow-left-line'
  | 'arrow-right-line'
  | 'check-line'
  | 'close-line'
  | 'delete-line'
  | 'download-line'
  | 'edit-line'
  | 'eye-line'
  | 'file-line'
  | 'lock-line'
  | 'mail-line'
  | 'printer-line'
  | 'search-line'
  | 'send-plane-line'
  | 'upload-line'
  | 'user-line';

interface Look {
  readonly kind?: ButtonKind | undefined;
  readonly icon?: Icon | undefined;
  readonly small?: boolean | undefined;
  readonly children: ComponentChildren;
}

function classOf({ kind = 'primary', icon, small }: Look): string {
  const names = [
    'fr-btn',
    kind === 'primary' ? '' : `fr-btn--${kind}`,
    small ? 'fr-btn--sm' : '',
    icon === undefined ? '' : `fr-icon-${icon} fr-btn--icon-left`,
  ];
  return names.filter(Boolean).join(' ');
}

export interface ButtonProps extends Look {
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Sends the same form elsewhere. */
  readonly formAction?: string | undefined;
  /** Identifier of the form it sends, when it stands outside. */
  readonly form?: string | undefined;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export const Button = ({ type = 'submit', name, value, formAction, form, id, disabled, ...look }: ButtonProps) => (
  <button
    class={classOf(look)}
    type={type}
    name={name}
    value={value}
    formAction={formAction}
    form={form}
    id={id}
    disabled={disabled ?? false}
  >
    {look.children}
  </button>
);

export interface LinkButtonProps extends Look {
  readonly href: string;
  readonly download?: boolean | undefined;
}

/** A link that weighs as much as a button: the page's next step. */
export const LinkButton = ({ href, download, ...look }: LinkButtonProps) => (
  <a class={classOf(look)} href={href} download={download}>
    {look.children}
  </a>
);

/** Buttons in a line, which wraps; below each other on small screens unless `inline`. */
export const ButtonGroup = ({
  children,
  inline,
}: {
  readonly children: ComponentChildren;
  readonly inline?: boolean | undefined;
}) => <div class={`rb-buttons${inline ? ' rb-buttons--inline' : ''}`}>{children}</div>;
