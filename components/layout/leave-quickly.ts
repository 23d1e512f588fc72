import { forgetWaiting } from "@/components/waiting/forget";

/** The route that signs out, clears the device and answers with a redirect to `awayHref`. POST only. */
export const leaveHref = "/leave";

/** The neutral page that "Leave quickly" ends on. */
export const awayHref = "/away";

/** Kept in the browser when somebody left where nothing could tell the server. */
const leftKey = "left";

/**
 * Leaves at once: the screen first, then the sign-in, then this page in the history. The request
 * outlives the page, so nothing waits for the network. Without one an empty page is all that there is; the sign-in ends
 * as soon as this browser comes back.
 */
export function leaveNow() {
  document.documentElement.style.display = "none";
  document.title = "";
  forgetWaiting();
  sessionStorage.clear();
  localStorage.clear();
  if (!navigator.onLine) {
    localStorage.setItem(leftKey, "1");
    location.replace("about:blank");
    return;
  }
  fetch(leaveHref, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(awayHref);
}

/** Whether somebody left this browser while there was no network, and is signed in here still. */
export const hasLeft = (): boolean => localStorage.getItem(leftKey) !== null;
