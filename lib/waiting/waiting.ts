/** How long a device keeps what it could not send, in milliseconds. */
export const keptFor = 24 * 60 * 60 * 1000;

/** Whether something kept at a moment is to be thrown away. A clock that was set back keeps nothing longer. */
export function isPast(keptAt: number, now: number): boolean {
  return Math.abs(now - keptAt) >= keptFor;
}

/** Whose it is what a device keeps: told apart by what says nothing of anybody. */
export interface DeviceOwner {
  person: string;
  /** The person in one organisation: what was pressed for it is never sent for another. */
  place: string;
}
