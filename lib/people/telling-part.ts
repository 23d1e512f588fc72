/** A beginning that several may share: up to a comma, a colon or a dash. */
const beginning = /^.*?(?:[,:;،؛]\s+|\s[-–—|]\s)/u;

/**
 * What of a name tells its bearer from the others where there is little room: the whole, or what follows a beginning
 * that it shares with somebody else. Of "Example Network, advocate" beside "Example Network, reader": "advocate".
 */
export function tellingPart(name: string, all: readonly string[]): string {
  const shared = beginning.exec(name)?.[0];
  return shared && all.some((other) => other !== name && other.startsWith(shared))
    ? name.slice(shared.length)
    : name;
}
