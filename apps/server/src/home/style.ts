/** The style sheet of the server's few pages: system fonts, both colour schemes, nothing from elsewhere. */
export const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.notice { border-left: .25rem solid #b34000; padding: .5rem 1rem; }
a { color: light-dark(#000091, #8585f6); }
`;
