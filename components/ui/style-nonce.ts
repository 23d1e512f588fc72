// React Aria adds a style element of its own, and asks here for the nonce with which the page allows it.
if (typeof document !== "undefined") {
  const here = globalThis as { __webpack_nonce__?: string | undefined };
  here.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
}

export {};
