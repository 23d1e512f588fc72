/** Tells a page its own path; written by proxy.ts over whatever came from outside. */
export const pathHeader = "x-plenary-path";
