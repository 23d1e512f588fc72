/**
 * The errors this room raises of its own accord. Next may load a module twice in one process (once
 * in its own bundle, once outside), so `instanceof` looks at a brand instead of at the prototype.
 */
function isBranded(value: unknown, brand: symbol): boolean {
  return typeof value === "object" && value !== null && brand in value;
}

const unavailableBrand = Symbol.for("plenary.DatabaseUnavailable");
const busyBrand = Symbol.for("plenary.DatabaseBusy");
const lostBrand = Symbol.for("plenary.ConnectionLost");
const signedOutBrand = Symbol.for("plenary.SignedOut");

/** The database cannot serve this request now; the same request may succeed later. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  readonly status = 503;
  readonly [unavailableBrand] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, unavailableBrand);
  }
}

/** Every lease was taken for longer than a request may wait. Nothing was done. */
export class DatabaseBusy extends DatabaseUnavailable {
  override name = "DatabaseBusy";
  readonly [busyBrand] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, busyBrand);
  }
}

/**
 * The connection ended inside a transaction. `outcome` is "undone" when nothing was kept, and
 * "unknown" when the connection ended while the commit was under way.
 */
export class ConnectionLost extends DatabaseUnavailable {
  override name = "ConnectionLost";
  readonly [lostBrand] = true;

  constructor(
    message: string,
    readonly outcome: "undone" | "unknown",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, lostBrand);
  }
}

/** The session is unknown, expired or revoked: the person has to sign in again. */
export class SignedOut extends Error {
  override name = "SignedOut";
  readonly status = 401;
  readonly [signedOutBrand] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, signedOutBrand);
  }
}
