/** Asks proxy.ts for the not-found page in the place of the page at the address; written by our own server alone. */
export const missingHeader = "x-plenary-missing";
