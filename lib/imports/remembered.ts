/** Does the work once for each text: sheets say the same few things in thousands of cells. */
export function remembered<Said>(work: (text: string) => Said): (text: string) => Said {
  const known = new Map<string, Said>();
  return (text) => {
    let said = known.get(text);
    if (said === undefined) {
      said = work(text);
      known.set(text, said);
    }
    return said;
  };
}
