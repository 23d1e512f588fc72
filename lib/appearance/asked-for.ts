import "server-only";
import { cookies, headers } from "next/headers";
import { lowDataCookie, wantsLowData } from "./appearance";

/** Whether this request is to be answered with low data, so that nothing is asked for by itself. */
export async function asksForLowData(): Promise<boolean> {
  return wantsLowData(
    (await cookies()).get(lowDataCookie)?.value,
    (await headers()).get("save-data"),
  );
}
