/** Metadata under which a route names its action of the policy table; rooms below identity set it by this key. */
export const ACTION = 'rebond:action';

/** Metadata of a route that answers people with a page, not programs with JSON. */
export const PAGE = 'rebond:page';

/** Injection token of what turns a refusal into a page; absent, every refusal is a problem document. */
export const ERROR_PAGES = Symbol('ERROR_PAGES');
