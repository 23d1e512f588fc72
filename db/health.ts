import { closeLeases, type LeaseHealth, leases } from "./connection";

/** How the leases are doing: numbers only, no secrets. For the server, which is outside Next. */
export function databaseHealth(): LeaseHealth {
  return leases().health();
}

/** Refuses new transactions, waits up to `grace` milliseconds for those that run, then disconnects. */
export function closeDatabase(grace?: number): Promise<void> {
  return closeLeases(grace);
}
