import postgres, { type Options, type PostgresType, type Sql } from "postgres";

/**
 * A driver for an address. `?host=/folder` names a Unix socket, as in libpq; the driver alone would send it to the
 * server as a setting.
 */
export function openDriver(
  address: string,
  options: Options<Record<string, PostgresType>> = {},
): Sql {
  const url = new URL(address);
  const host = url.searchParams.get("host");
  url.searchParams.delete("host");
  return postgres(url.href, { ...options, ...(host && { host }) });
}
