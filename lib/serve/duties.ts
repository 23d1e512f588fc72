import {
  clearWhatIsOver,
  closeWhatExpired,
  doJobs,
  lookForTypedNames,
  missCheckIns,
  sendMails,
  tellWhatIsDue,
} from "./hooks";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What is done by the clock, whoever looks. Every instance does all of it: each duty asks the database what is left
 * to do, so that doing it twice does it once, and what an instance leaves undone the next one finds. The returned
 * function ends it.
 */
export async function beginDuties(): Promise<() => Promise<void>> {
  await closeWhatExpired();
  await missCheckIns();
  await tellWhatIsDue();
  await lookForTypedNames();
  const ends = [
    every(MINUTE_MS, closeWhatExpired),
    every(MINUTE_MS, missCheckIns),
    every(HOUR_MS, tellWhatIsDue),
    every(HOUR_MS, lookForTypedNames),
    every(HOUR_MS, clearWhatIsOver),
    every(MINUTE_MS, sendMails),
    every(SECOND_MS, doJobs),
  ];
  return async () => {
    for (const end of ends) {
      end();
    }
  };
}

/** Repeats a duty, never two rounds at a time; a round that fails is made good by the next. */
function every(ms: number, duty: () => Promise<void>): () => void {
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy) {
      return;
    }
    isBusy = true;
    await duty().catch(() => undefined);
    isBusy = false;
  }, ms);
  return () => clearInterval(timer);
}
