/** Whether a day, `YYYY-MM-DD`, is one: years further off are slips of the keyboard; the year 0, the database does not even know. */
export const isOfOurTime = (day: string) => day >= "1900" && day < "2200";
