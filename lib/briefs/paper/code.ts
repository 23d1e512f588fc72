import { encode, renderSVG } from "uqr";

/** A code is read at arm's length, also from a creased page. */
const options = { ecc: "M", border: 2 } as const;

/** The code of an address as a drawing. */
export const codeDrawing = (address: string): string => renderSVG(address, options);

/** The same as rows of dark and light. */
export const codeRows = (address: string): boolean[][] => encode(address, options).data;
