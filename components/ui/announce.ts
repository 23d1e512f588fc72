export const politeRegion = "announce-politely";
export const assertiveRegion = "announce-at-once";

/** Quick typing and moving through cells would otherwise read every step. */
const politeDelay = 350;

let waiting: ReturnType<typeof setTimeout> | undefined;

function say(region: string, message: string) {
  const element = document.getElementById(region);
  if (element) {
    // The same words twice are not announced unless the text differs.
    element.textContent = element.textContent === message ? `${message}\u00a0` : message;
  }
}

/**
 * Says something to screen readers. Polite messages wait 350 ms and only the last one is said;
 * assertive ones interrupt, and are for what went wrong.
 */
export function announce(message: string, manner: "polite" | "assertive" = "polite") {
  if (manner === "assertive") {
    say(assertiveRegion, message);
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => say(politeRegion, message), politeDelay);
}
