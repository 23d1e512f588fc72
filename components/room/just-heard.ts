/** The line that was pressed here last: its field for the exact words takes the focus once, wherever it appears. */
let line: string | null = null;

export const justHeard = {
  put(id: string) {
    line = id;
  },
  is: (id: string) => line === id,
  take(id: string): boolean {
    const isIt = line === id;
    if (isIt) {
      line = null;
    }
    return isIt;
  },
};
