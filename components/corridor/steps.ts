/*
 * The two steps of the corridor as entries of the browser's own history, so that "back" leads from a State to the
 * choice, with a network and without: the router takes such entries in without asking the server.
 */

const choice = "/corridor";

/** The address of the step that is about a State. */
export const addressOf = (stateKey: string) => `${choice}?state=${stateKey}`;

/** Goes on from the choice to a State that the page holds already. */
export function goToState(stateKey: string): void {
  window.history.pushState({ fromChoice: true }, "", addressOf(stateKey));
}

/** Goes to the choice: back to where one came from it, and on to it where one did not. */
export function goToChoice(): void {
  if (cameFromChoice()) {
    window.history.back();
  } else {
    window.history.pushState(null, "", choice);
  }
}

/** The State is done with: nothing leads back to it. */
export function endState(stateKey: string): void {
  // Somebody may have gone elsewhere while the note was put on the device.
  if (new URLSearchParams(window.location.search).get("state") !== stateKey) {
    return;
  }
  if (cameFromChoice()) {
    window.history.back();
  } else {
    window.history.replaceState(null, "", choice);
  }
}

const cameFromChoice = () =>
  (window.history.state as { fromChoice?: boolean } | null)?.fromChoice === true;
