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
  emptyPage();
  localStorage.clear();
  tellOthers("left");
  if (!navigator.onLine) {
    localStorage.setItem(leftKey, "1");
    location.replace("about:blank");
    return;
  }
  fetch(leaveHref, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(awayHref);
}

function emptyPage() {
  document.documentElement.style.display = "none";
  document.title = "";
  forgetWaiting();
  sessionStorage.clear();
}

/** What the other windows of this browser are told: that somebody left quickly, or signs out. */
type Leaving = "left" | "signsOut";
const channelName = "leaving";
/** How long signing out may take before the other windows look, in milliseconds. */
const signsOutWithin = 1_500;

/** Tells the other windows of this browser, so that none keeps on the screen what this one takes away. */
export function tellOthers(leaving: Leaving) {
  const channel = openChannel();
  channel?.postMessage(leaving);
  channel?.close();
}

/** Older browsers have none: there each window is left for itself, and nothing keeps this one from leaving. */
const openChannel = () =>
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName);

/**
 * Leaves with another window of this browser. Where it signs out, this page is asked for anew, which brings the sign-in;
 * one with something unsent asks first, as whenever it is left.
 */
export function leaveWithOthers(): () => void {
  const channel = openChannel();
  channel?.addEventListener("message", ({ data }: MessageEvent<Leaving>) => {
    if (data === "left") {
      emptyPage();
      location.replace(navigator.onLine ? awayHref : "about:blank");
    } else {
      setTimeout(() => location.reload(), signsOutWithin);
    }
  });
  return () => channel?.close();
}

/** Whether somebody left this browser while there was no network, and is signed in here still. */
export const hasLeft = (): boolean => localStorage.getItem(leftKey) !== null;
