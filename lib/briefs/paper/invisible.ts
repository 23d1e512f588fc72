/** Signs that take no room and can carry a message: all but those that Arabic and mixed directions need. */
const invisible =
  /\u00ad|\u180e|\u200b|[\u2060-\u2064]|\ufeff|\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]|\p{Co}/gu;

/** How many such signs are in a text. */
export const countInvisible = (text: string): number => text.match(invisible)?.length ?? 0;

/** What somebody wrote, as everybody sees it. */
export const asSeen = (text: string): string => text.replace(invisible, "");
