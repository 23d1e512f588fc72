/** The one page that another of ours holds: it lies over what a guest reads, and closes it. */
export const stillOpen = "/guest/still";
