/** What came of posting something that waited: an answer to be read, or why there is none. */
export type Posted =
  | { kind: "signed-out" | "ended" | "away" }
  | { kind: "answered"; body: unknown };

/** Posts JSON, for at most a quarter of a minute. `refusedAs`: what stands for an answer where the server takes none of it. */
export async function post(
  address: string,
  body: unknown,
  refusedAs?: (status: number) => unknown,
): Promise<Posted> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    if (response.status === 401) {
      const { ended } = await response.json();
      return { kind: ended ? "ended" : "signed-out" };
    }
    if (response.ok) {
      return { kind: "answered", body: await response.json() };
    }
    return response.status < 500 && refusedAs
      ? { kind: "answered", body: refusedAs(response.status) }
      : { kind: "away" };
  } catch {
    return { kind: "away" };
  }
}
