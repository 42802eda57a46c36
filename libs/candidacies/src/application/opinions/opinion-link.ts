/** Purpose of the links by which a person without an account gives an opinion. */
export const OPINION_LINK = 'opinion';
