import { isOfOurTime } from "@/lib/dates/of-our-time";
import { isDay } from "@/lib/dates/readable";

/**
 * Whether a field for a day is empty or holds one: the 31st of February is none, and stands there all the same, with
 * nothing as its value.
 */
export function holdsDay(field: HTMLInputElement | null): boolean {
  return (
    !field ||
    (!field.validity.badInput &&
      (field.value === "" || (isDay(field.value) && isOfOurTime(field.value))))
  );
}
