import { forgetWaiting } from "@/components/waiting/forget";

/** The route that signs out, clears the device and answers with a redirect to `awayHref`. POST only. */
export const leaveHref = "/leave";

/** The neutral page that "Leave quickly" ends on. */
export const awayHref = "/away";

/**
 * Leaves at once: the screen first, then the sign-in, then this page in the history. The request
 * outlives the page, so nothing waits for the network.
 */
export function leaveNow() {
  document.documentElement.style.display = "none";
  document.title = "";
  forgetWaiting();
  fetch(leaveHref, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  sessionStorage.clear();
  localStorage.clear();
  location.replace(awayHref);
}
