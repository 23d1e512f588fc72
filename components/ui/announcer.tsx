import { assertiveRegion, politeRegion } from "./announce";

/** The two live regions of the page, one polite and one assertive. Once, in the root layout. */
export function Announcer() {
  return (
    <>
      <div id={politeRegion} role="status" aria-live="polite" className="sr-only" />
      <div id={assertiveRegion} role="alert" aria-live="assertive" className="sr-only" />
    </>
  );
}
