import type { ComponentChildren } from 'preact';

export interface TagProps {
  readonly href?: string | undefined;
  readonly small?: boolean | undefined;
  /** The link takes away what the tag says. */
  readonly dismiss?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A word that classes; a link when it leads to the others of its class, or out of it. */
export const Tag = ({ href, small, dismiss, children }: TagProps) => {
  const look = `fr-tag${small ? ' fr-tag--sm' : ''}${dismiss ? ' fr-tag--dismiss' : ''}`;
  return href === undefined ? (
    <span class={look}>{children}</span>
  ) : (
    <a class={look} href={href}>
      {children}
    </a>
  );
};

/** Tags in a line; `label` says what they are where no heading does. */
export const Tags = ({ label, children }: { readonly label?: string; readonly children: ComponentChildren }) => (
  <div class="rb-tags" {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
    {children}
  </div>
);
