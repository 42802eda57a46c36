/** Metadata under which a route names its action of the policy table; rooms below identity set it by this key. */
export const ACTION = 'rebond:action';
