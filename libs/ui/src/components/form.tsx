import type { ComponentChildren } from 'preact';

/** The session's token, without which no form is taken. */
export const Csrf = ({ token }: { readonly token: string }) => <input type="hidden" name="_csrf" value={token} />;

export interface FormProps {
  readonly action: string;
  readonly csrf: string | null;
  /** Version of the case that the page shows: another's change in between is then told instead of overwritten. */
  readonly version?: number;
  /** Makes a form that is sent twice count once: a fresh UUID drawn when the page is made. */
  readonly once?: string;
  readonly files?: boolean;
  /** What it answers is kept as a file or read in another window: the page stays, and may ask again. */
  readonly download?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A form of the portal, which works without scripts. */
export const Form = ({ action, csrf, version, once, files, download, id, children }: FormProps) => (
  <form
    method="post"
    action={action}
    id={id}
    encType={files ? 'multipart/form-data' : 'application/x-www-form-urlencoded'}
    noValidate
    target={download ? '_blank' : undefined}
  >
    {csrf === null ? null : <Csrf token={csrf} />}
    {version === undefined ? null : <input type="hidden" name="_version" value={version} />}
    {once === undefined ? null : <input type="hidden" name="_once" value={once} />}
    {children}
  </form>
);
