/** Asks proxy.ts for the not-found page in the place of the page at the address; written by our own server alone. */
export const missingHeader = "x-plenary-missing";

/** What Next sends where a page calls `notFound()`: nothing to read until scripts have drawn it. */
export const emptyPage = '<html id="__next_error__"';

/** For a route that has nothing at an address: our own server answers it as it answers any missing page. */
export const noPage = () =>
  new Response(`${emptyPage}></html>`, {
    status: 404,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
