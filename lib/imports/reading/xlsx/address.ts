/** Row and column of an address such as `B7`, counted from 0; undefined where it is none. */
export function readAddress(address: string): { row: number; column: number } | undefined {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) {
      break;
    }
    column = column * 26 + letter;
  }
  const row = Number(address.slice(at));
  const isAddress = at > 0 && at < 4 && Number.isInteger(row) && row > 0 && row <= 1_048_576;
  return isAddress ? { row: row - 1, column: column - 1 } : undefined;
}
