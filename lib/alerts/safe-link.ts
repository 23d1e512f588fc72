/** Only these leave the page: no script, no file, no telephone. */
export const isSafeLink = (href: unknown): href is string =>
  typeof href === "string" &&
  href.length <= 2_000 &&
  /^(https:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(href);
