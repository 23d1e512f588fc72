const request = "plenary:palette";

/** Asks for the command palette, from any button. */
export function requestPalette() {
  document.dispatchEvent(new CustomEvent(request));
}

/** Calls back on every request; gives back the way to stop. */
export function onPaletteRequest(open: () => void): () => void {
  document.addEventListener(request, open);
  return () => document.removeEventListener(request, open);
}
