import type { ComponentChildren } from 'preact';

export interface TagProps {
  readonly href?: string | undefined;
  readonly small?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A word that classes; a link when it leads to the others of its class. */
export const Tag = ({ href, small, children }: TagProps) => {
  const look = `fr-tag${small ? ' fr-tag--sm' : ''}`;
  return href === undefined ? (
    <span class={look}>{children}</span>
  ) : (
    <a class={look} href={href}>
      {children}
    </a>
  );
};

export const Tags = ({ children }: { readonly children: ComponentChildren }) => <div class="rb-tags">{children}</div>;
